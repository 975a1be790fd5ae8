// Decide: tries the core from outside. A company document, an order, a day: the outcome.
// In go the documents' bytes; out come canonical outcomes, one a line, or sentences.
// It needs no server and no data folder, and it decides exactly as the app and the server do: the
// "snapshot" of its outcomes is the SHA-256 of the company document's bytes.
// It stores nothing. docs/decide.md describes it for people; keep it stable.
//   DecideRun run(company_bytes, as_of);  run.decide(order_bytes, "order.json", out);
#pragma once

#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/issue.hpp"
#include "shared/data/outcome.hpp"
#include "shared/wire/snapshot.hpp"

namespace tally::server::cli {

/// Exit statuses of `tallystick decide` beside ExitStatus.
inline constexpr int decided_accept = 0;
inline constexpr int decided_review = 3;
inline constexpr int decided_refuse = 4;

enum class Saying : std::uint8_t { json, words };

class DecideRun {
 public:
  /// Issues: those of the company document.
  static Result<DecideRun> open(std::string_view company_document, Date as_of);

  /// Decides one order document. An order that cannot be read gives its issues.
  Result<Outcome> decide(std::string_view order_document);
  /// Every promotion for the goods of an order that was decided, with what failed.
  std::vector<PromotionOutcome> all_promotions(std::string_view order_document);

 private:
  DecideRun(wire::Snapshot snapshot, Date as_of);
  wire::Snapshot snapshot_;
  Date as_of_;
};

}  // namespace tally::server::cli
