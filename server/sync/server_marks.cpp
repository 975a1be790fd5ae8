#include "server/sync/server_marks.hpp"

#include "server/identity/device_keys.hpp"
#include "server/store/facts.hpp"
#include "server/sync/incarnation.hpp"

namespace tally::server::sync {

using store::Connection;

namespace {

constexpr std::string_view secret_name = "receipt_secret";

std::string hex(const ops::RandomSource& random) {
  Digest digest;
  digest.bytes = random();
  return digest.text();
}

std::string mark(const Marks& marks, const device_log::LogId& log,
                 const device_log::Receipt& receipt, std::string_view outcome_digest) {
  std::string text = "receipt 1|" + log.device.text() + "|" + log.epoch.text();
  text += "|" + std::to_string(receipt.seq) + "|" + receipt.hash.text() + "|" + receipt.number;
  text += "|" + std::string(device_log::push_result_name(receipt.result)) + "|" + receipt.state;
  text += "|" + receipt.order_id + "|" + std::string(outcome_digest);
  return identity::make_mark(marks.seal_secret, text);
}

}  // namespace

std::optional<Marks> read_marks(Connection& db) {
  const auto incarnation = read_incarnation(db);
  std::string secret = store::read_setting(db, secret_name);
  if (!incarnation || secret.empty()) return std::nullopt;
  return Marks{*incarnation, std::move(secret)};
}

bool make_marks(Connection& db, const ops::RandomSource& random) {
  if (!read_incarnation(db) &&
      !write_incarnation(db, device_log::Incarnation::from_bytes(ops::random_half(random)))) {
    return false;
  }
  if (!store::read_setting(db, secret_name).empty()) return true;
  return store::write_setting(db, secret_name, hex(random));
}

store::Written ensure_marks(store::Store& store, const ops::RandomSource& random) {
  {
    const store::Reader db = store.read();
    if (read_marks(*db)) return store::Written::kept;
  }
  return store.write([&](Connection& db) {
    return make_marks(db, random) ? store::Keep::yes : store::Keep::no;
  });
}

std::string make_seal(const Marks& marks, const device_log::LogId& log,
                      const device_log::Receipt& receipt, std::string_view outcome) {
  const std::string digest = sha256(outcome).text();
  return digest + "." + mark(marks, log, receipt, digest);
}

std::optional<Digest> check_seal(const Marks& marks, const device_log::LogId& log,
                                 const device_log::Receipt& receipt) {
  const std::string_view seal = receipt.seal;
  const std::size_t end = seal.find('.');
  if (end == std::string_view::npos) return std::nullopt;
  const auto digest = Digest::parse(seal.substr(0, end));
  if (!digest) return std::nullopt;
  if (!identity::same_mark(seal.substr(end + 1), mark(marks, log, receipt, digest->text()))) {
    return std::nullopt;
  }
  return digest;
}

}  // namespace tally::server::sync
