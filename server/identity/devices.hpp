// Devices: tablets and browsers that may sign, each of one person, each with a key of its own.
// In go a public key and a person; out comes a device with an id and a short code for its paper
// numbers, the same one however often it is asked for. A lost device is revoked: its tokens die at
// once, and what still arrives is set aside. A device whose key is gone is taken over by another of
// the same person, which may then send what is left of its logs.
// Everything here runs inside a change of the writer or on a reader. It checks no signature.
//   auto enrolled = enrol_device(db, {.user_id = kim, .public_key = key, .name = "Tablet"}, …);
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/connection.hpp"
#include "shared/base/date.hpp"
#include "shared/base/issue.hpp"
#include "shared/data/company.hpp"
#include "shared/device_log/log_id.hpp"

namespace tally::server::identity {

inline constexpr std::int64_t devices_per_person_max = 200;
inline constexpr std::size_t device_name_bytes_max = 120;

struct DeviceRow {
  device_log::DeviceId id;
  std::int64_t user_id = 0;
  std::string login;
  std::string user_name;
  Role role = Role::rep;
  /// 65 bytes.
  std::string public_key;
  /// "K7": letters, then a digit, so that code and letter of a paper number never run together.
  std::string code;
  std::string name;
  Instant enrolled;
  std::optional<Instant> revoked;
  std::string revoked_by;
  std::optional<device_log::DeviceId> taken_over_by;
  bool user_disabled = false;
  /// Whether what it signs is carried out.
  bool is_trusted() const { return !revoked && !user_disabled; }
};

std::optional<DeviceRow> find_device(store::Connection& db, const device_log::DeviceId& id);
/// Of one person, or of all; by enrolment.
std::vector<DeviceRow> list_devices(store::Connection& db, std::optional<std::int64_t> user_id);

/// True where they are the same, or `device` was taken over by `signer`, also in several steps.
bool may_sign_for(store::Connection& db, const device_log::DeviceId& signer,
                  const device_log::DeviceId& device);

struct NewDevice {
  std::int64_t user_id = 0;
  /// 65 bytes, checked.
  std::string public_key;
  std::string name;
  std::vector<device_log::DeviceId> takes_over;
};
struct Enrolled {
  /// device_key_taken, device_revoked, device_unknown (of takes_over), devices_too_many.
  Issues issues;
  DeviceRow device;
  bool failed = false;
};
/// `random`: 32 bytes of which the id and the code are made.
Enrolled enrol_device(store::Connection& db, const NewDevice& device, Instant at,
                      const std::array<std::uint8_t, 32>& random);

/// device_unknown; nothing where it was done, now or before. Its tokens are gone.
Issues revoke_device(store::Connection& db, const device_log::DeviceId& id, std::string_view by,
                     Instant at);

/// By its id or its code.
std::optional<DeviceRow> find_device_by_word(store::Connection& db, std::string_view word);

/// The log's epochs with their letters and heads, in the order in which they began.
struct LogRow {
  std::int64_t id = 0;
  std::string epoch;
  std::string letter;
  std::int64_t seq = 0;
  std::string hash;
};
std::vector<LogRow> list_logs(store::Connection& db, const device_log::DeviceId& device);

}  // namespace tally::server::identity
