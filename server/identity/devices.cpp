#include "server/identity/devices.hpp"

#include <span>

#include "server/identity/roles.hpp"

namespace tally::server::identity {

using device_log::DeviceId;
using store::Connection;
using store::Query;
using wire::Step;

#define TALLY_DEVICE_COLUMNS                                                              \
  "SELECT device.id, user_id, login, user.name, public_key, code, device.name, "          \
  "enrolled_ms, revoked_ms, coalesce(revoked_by, ''), taken_over_by, disabled, role FROM device " \
  "JOIN user ON user.id = user_id "

namespace {

// Without letters and digits that look like others: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
constexpr std::string_view code_letters = "ACDEFGHJKMNPQRTWXY34679";
constexpr std::string_view code_digits = "34679";
constexpr int successors_max = 64;

DeviceRow read_device(const Query& row) {
  DeviceRow device;
  device.id = DeviceId::parse(row.view(0)).value_or(DeviceId{});
  device.user_id = row.integer(1);
  device.login = row.text(2);
  device.user_name = row.text(3);
  device.public_key = row.blob(4);
  device.code = row.text(5);
  device.name = row.text(6);
  device.enrolled = Instant{row.integer(7)};
  if (!row.is_null(8)) device.revoked = Instant{row.integer(8)};
  device.revoked_by = row.text(9);
  if (!row.is_null(10)) device.taken_over_by = DeviceId::parse(row.view(10));
  device.user_disabled = row.integer(11) != 0;
  device.role = find_role(row.view(12)).value_or(Role::rep);
  return device;
}

std::optional<DeviceRow> find_by_key(Connection& db, std::string_view public_key) {
  Query find = db.query(TALLY_DEVICE_COLUMNS "WHERE public_key = ?1");
  find.bind_blob(1, public_key);
  if (find.step() != Step::row) return std::nullopt;
  return read_device(find);
}

bool code_is_taken(Connection& db, std::string_view code) {
  Query find = db.query("SELECT 1 FROM device WHERE code = ?1");
  find.bind(1, code);
  return find.step() == Step::row;
}

/// A free code, as short as can be found soon: two characters, then three, …
std::string choose_code(Connection& db, std::span<const std::uint8_t> random) {
  std::string code;
  for (std::size_t length = 2; length < 12; ++length) {
    for (std::size_t first = 0; first < random.size(); ++first) {
      code.clear();
      for (std::size_t place = 0; place + 1 < length; ++place) {
        code += code_letters[random[(first + place) % random.size()] % code_letters.size()];
      }
      code += code_digits[random[(first + length) % random.size()] % code_digits.size()];
      if (!code_is_taken(db, code)) return code;
    }
  }
  return {};
}

Issue say_revoked(const DeviceRow& device) {
  return make_issue(
      IssueCode::device_revoked, "",
      {{"code", device.code},
       {"at", print_instant(device.revoked.value_or(device.enrolled))}});
}

std::int64_t count_devices(Connection& db, std::int64_t user_id) {
  Query count = db.query("SELECT count(*) FROM device WHERE user_id = ?1 AND revoked_ms IS NULL");
  count.bind(1, user_id);
  return count.step() == Step::row ? count.integer(0) : 0;
}

bool put_device(Connection& db, const NewDevice& device, const DeviceId& id,
                const std::string& code, Instant at) {
  const std::string id_text = id.text();
  Query put = db.query("INSERT INTO device (id, user_id, public_key, code, name, enrolled_ms) "
                       "VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
  put.bind(1, id_text).bind(2, device.user_id).bind_blob(3, device.public_key);
  return put.bind(4, code).bind(5, device.name).bind(6, at.unix_ms).run();
}

/// The new device, or the issue for which there is none.
void put_new_device(Connection& db, const NewDevice& device, Instant at,
                    const std::array<std::uint8_t, 32>& random, Enrolled& enrolled) {
  const std::int64_t count = count_devices(db, device.user_id);
  if (count >= devices_per_person_max) {
    Query find = db.query("SELECT login FROM user WHERE id = ?1");
    find.bind(1, device.user_id);
    const std::string login = find.step() == Step::row ? find.text(0) : std::string();
    enrolled.issues.push_back(
        make_issue(IssueCode::devices_too_many, "", {{"login", login}, {"count", count}}));
    return;
  }
  device_log::RandomBytes id_bytes{};
  for (std::size_t place = 0; place < id_bytes.size(); ++place) id_bytes[place] = random[place];
  const DeviceId id = DeviceId::from_bytes(id_bytes);
  const std::string code = choose_code(db, std::span(random).subspan(id_bytes.size()));
  const bool put = !code.empty() && put_device(db, device, id, code, at);
  const auto found = put ? find_device(db, id) : std::nullopt;
  enrolled.failed = !found;
  if (found) enrolled.device = *found;
}

bool take_over(Connection& db, const DeviceId& old_device, const DeviceRow& device,
               Enrolled& enrolled) {
  const auto found = find_device(db, old_device);
  if (!found || found->user_id != device.user_id) {
    enrolled.issues.push_back(
        make_issue(IssueCode::device_unknown, "takes_over", {{"device", old_device.text()}}));
    return false;
  }
  // Itself, or one that was taken over already: the chain stays without a circle.
  if (may_sign_for(db, device.id, old_device) || may_sign_for(db, old_device, device.id)) {
    return true;
  }
  const std::string from = old_device.text();
  const std::string to = device.id.text();
  Query update = db.query("UPDATE device SET taken_over_by = ?2 WHERE id = ?1");
  enrolled.failed = !update.bind(1, from).bind(2, to).run();
  return !enrolled.failed;
}

}  // namespace

std::optional<DeviceRow> find_device(Connection& db, const DeviceId& id) {
  const std::string text = id.text();
  Query find = db.query(TALLY_DEVICE_COLUMNS "WHERE device.id = ?1");
  find.bind(1, text);
  if (find.step() != Step::row) return std::nullopt;
  return read_device(find);
}

std::vector<DeviceRow> list_devices(Connection& db, std::optional<std::int64_t> user_id) {
  Query select = db.query(TALLY_DEVICE_COLUMNS
                          "WHERE ?1 IS NULL OR user_id = ?1 ORDER BY enrolled_ms, device.id");
  select.bind(1, user_id);
  std::vector<DeviceRow> devices;
  while (select.step() == Step::row) devices.push_back(read_device(select));
  return devices;
}

bool may_sign_for(Connection& db, const DeviceId& signer, const DeviceId& device) {
  DeviceId at = device;
  for (int step = 0; step < successors_max; ++step) {
    if (at == signer) return true;
    const auto found = find_device(db, at);
    if (!found || !found->taken_over_by) return false;
    at = *found->taken_over_by;
  }
  return false;
}

Enrolled enrol_device(Connection& db, const NewDevice& device, Instant at,
                      const std::array<std::uint8_t, 32>& random) {
  Enrolled enrolled;
  if (auto known = find_by_key(db, device.public_key)) {
    enrolled.device = *std::move(known);
    if (enrolled.device.user_id != device.user_id) {
      enrolled.issues.push_back(make_issue(IssueCode::device_key_taken, "public_key"));
    } else if (enrolled.device.revoked) {
      enrolled.issues.push_back(say_revoked(enrolled.device));
    }
  } else {
    put_new_device(db, device, at, random, enrolled);
  }
  for (const DeviceId& old_device : device.takes_over) {
    if (!enrolled.issues.empty() || enrolled.failed) break;
    if (!take_over(db, old_device, enrolled.device, enrolled)) break;
  }
  return enrolled;
}

Issues revoke_device(Connection& db, const DeviceId& id, std::string_view by, Instant at) {
  const std::string text = id.text();
  if (!find_device(db, id)) {
    return {make_issue(IssueCode::device_unknown, "", {{"device", text}})};
  }
  Query update = db.query("UPDATE device SET revoked_ms = ?2, revoked_by = ?3 "
                          "WHERE id = ?1 AND revoked_ms IS NULL");
  update.bind(1, text).bind(2, at.unix_ms).bind(3, by).run();
  Query remove = db.query("DELETE FROM device_token WHERE device = ?1");
  remove.bind(1, text).run();
  return {};
}

std::optional<DeviceRow> find_device_by_word(Connection& db, std::string_view word) {
  if (const auto id = DeviceId::parse(word)) return find_device(db, *id);
  Query find = db.query(TALLY_DEVICE_COLUMNS "WHERE code = ?1");
  find.bind(1, word);
  if (find.step() != Step::row) return std::nullopt;
  return read_device(find);
}

std::vector<LogRow> list_logs(Connection& db, const DeviceId& device) {
  const std::string text = device.text();
  Query select = db.query("SELECT id, epoch, place, seq, hash FROM device_log "
                          "WHERE device = ?1 ORDER BY place");
  select.bind(1, text);
  std::vector<LogRow> logs;
  while (select.step() == Step::row) {
    logs.push_back({select.integer(0), select.text(1),
                    device_log::epoch_letter(static_cast<std::size_t>(select.integer(2))),
                    select.integer(3), select.text(4)});
  }
  return logs;
}

}  // namespace tally::server::identity
