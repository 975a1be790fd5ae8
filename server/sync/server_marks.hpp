// Server marks: what makes this database this database, and by which it knows its own receipts.
// In go random bytes, once; out come the incarnation (a database's life) and seals. A seal is an
// HMAC-SHA256 by a secret that lies in the database, so that every backup has it: a receipt that
// comes back after a restore is known again, with its number and its outcome.
// A seal is "<SHA-256 of the outcome of record>.<mark>"; devices only keep it.
//   make_marks(db, random);  receipt.seal = make_seal(*read_marks(db), log, receipt, outcome);
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/ops/random.hpp"
#include "server/store/store.hpp"
#include "shared/device_log/push.hpp"

namespace tally::server::sync {

struct Marks {
  device_log::Incarnation incarnation;
  std::string seal_secret;
};

/// nullopt where they were not made yet.
std::optional<Marks> read_marks(store::Connection& db);
/// Makes what is missing; call inside a change.
bool make_marks(store::Connection& db, const ops::RandomSource& random);
/// The same, in a change of its own, where something is missing.
store::Written ensure_marks(store::Store& store, const ops::RandomSource& random);

/// `outcome`: the bytes of record; empty where there are none.
std::string make_seal(const Marks& marks, const device_log::LogId& log,
                      const device_log::Receipt& receipt, std::string_view outcome);

/// The digest of the outcome of record, where the seal is this server's for that receipt.
std::optional<Digest> check_seal(const Marks& marks, const device_log::LogId& log,
                                 const device_log::Receipt& receipt);

}  // namespace tally::server::sync
