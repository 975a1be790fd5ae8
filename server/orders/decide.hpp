// Decide: repeats a device's decision and works out where the order shall stand.
// In goes a submission; out comes all that is to be stored: the outcome of record with its bytes,
// the reasons, and the state it asks for. It runs on the request's thread, before the writer.
// The outcome of record is that of the data which the device named, because that is what the
// customer was told; where these are unknown, or refuse what today's accept, it is today's.
// It writes nothing and reserves nothing: commit.hpp does.
//   auto prepared = prepare(snapshots, submission, draft, today, policies);
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/orders/compare.hpp"
#include "server/orders/state.hpp"
#include "server/sync/snapshots.hpp"
#include "shared/data/order.hpp"
#include "shared/pipeline/run_rules.hpp"

namespace tally::server::orders {

/// What a device or a program sent. Without an outcome the server decides alone.
struct Submission {
  std::string order_document;
  DeviceClaim claim;
  std::optional<Digest> snapshot;
  std::optional<Date> as_of;
};

struct Policies {
  OnDeviation on_deviation = OnDeviation::exception;
  /// A day further back than this, or in the future, is looked at by a person.
  std::int32_t order_age_days_max = 7;
};

/// Whose bill and whose goods: what is unusual about an order begins there.
struct Parties {
  /// ISO 3166-1 alpha-2; empty: not known.
  std::string billing_country;
  std::string shipping_country;
  /// address::place_key of the ship-to; empty: not known.
  std::string place;
};

/// past: an order of a history that is imported: it uses no credit and is nobody's double.
enum class Standing : std::uint8_t { checked, past };

/// The rules that decided an order, to be asked again with what only the server knows.
struct RuledBy {
  /// nullptr: the company has none.
  std::shared_ptr<const rules::Book> book;
  pipeline::RuledOrder order;
};

struct Prepared {
  OrderId order_id;
  Digest order_digest;
  Outcome outcome;
  std::string outcome_bytes;
  std::string customer_name;
  /// What the server found beside the outcome's own issues.
  Issues findings;
  State state = State::waiting;
  /// The number of the snapshot that was current; the writer checks that it still is.
  std::int64_t snapshot_number = 0;
  /// The number that this server gave it before it was restored from a backup.
  std::optional<std::int64_t> number_before = std::nullopt;
  /// The draft, where it brings customers or ship-tos that may become the company's.
  std::optional<Draft> captured = std::nullopt;
  Parties parties = {};
  /// credit::goods_key of the outcome.
  std::string goods = {};
  /// Why warnings shall be passed over, as the order says.
  std::vector<Override> overrides = {};
  Standing standing = Standing::checked;
  RuledBy ruled = {};
};

/// Issues: company_missing, snapshot_damaged and the like of the current snapshot.
Result<Prepared> prepare(sync::Snapshots& snapshots, const Submission& submission,
                         const Draft& draft, Date today, const Policies& policies);

/// The outcome's issues that stop it, then the server's findings: what the desk reads.
Issues reasons_of(const Prepared& prepared);

}  // namespace tally::server::orders
