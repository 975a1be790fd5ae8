// Shop: the company that every simulated run begins with, made once for the process.
// In go nothing; out come a whole database with people, devices, prices and stock as bytes, the
// devices' keys, two publications of the catalogue (in the second one price is higher), and orders
// decided with either, as a device decides them.
// It holds no state of a run.
//   const Shop& shop = Shop::get();   disk.put("shop.db", shop.database());
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "server/identity/devices.hpp"
#include "server/store/connection.hpp"
#include "server/sync/push.hpp"
#include "shared/device_log/engine.hpp"
#include "tests/support/random.hpp"

namespace tally::simulator {

inline constexpr std::size_t shop_devices = 4;
/// At the start; the first product is scarce, the others are not.
inline constexpr std::int64_t scarce_units = 40, plenty_units = 1'000'000;

enum class Publication : std::uint8_t { first, second };

class Shop {
 public:
  static const Shop& get();

  /// Checkpointed, one file.
  const std::string& database() const { return database_; }
  const device_log::Identity& identity(std::size_t device) const { return identities_[device]; }
  /// base64url, as the header wants it.
  std::string sign(std::size_t device, std::string_view text) const;
  /// A signature by a key that no device has.
  std::string forge(std::string_view text) const;

  /// Some order of one to four lines, decided with that publication.
  device_log::CaptureRequest make_order(tests::Random& dice, Publication publication) const;
  /// As the server decides it.
  server::sync::DecideOrder decider(Publication current) const;
  /// What a server does when the second publication comes.
  bool publish_second(server::store::Connection& db) const;

 private:
  Shop();
  struct Parts;
  std::shared_ptr<Parts> parts_;
  std::string database_;
  std::vector<device_log::Identity> identities_;
};

}  // namespace tally::simulator
