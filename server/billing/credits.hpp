// Credits: money that goes back to a customer for goods of an earlier order.
// In goes a credit line: customer, SKU, how many at which price; it is matched to the customer's
// own earlier order lines of the same SKU and price that still have as many left to credit. What
// cannot be matched waits for a person, with the reason. A credit is stored once by its number.
// It moves no stock: whether the goods came back is the warehouse's to say.
//   CreditCommitted credit = commit_credit(db, line, {.login = "import", .at = now});
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "server/store/connection.hpp"
#include "shared/base/date.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/issue.hpp"
#include "shared/base/money.hpp"

namespace tally::server::billing {

struct CreditLine {
  /// Whose number it is, such as "online-retail"; number and position name the credit within it.
  std::string source;
  std::string number;
  std::int64_t position = 0;
  Date day;
  /// nullopt: nobody was named.
  std::optional<CustomerCode> customer;
  std::string sku;
  /// Above zero.
  Quantity quantity;
  /// Per unit, in ten-thousandths of the matched order's currency.
  std::int64_t price_ten_thousandths = 0;
};

struct CreditedBy {
  std::string login;
  Instant at;
};

struct CreditCommitted {
  enum class Result : std::uint8_t {
    stored,
    repeated,
    /// A credit of this number and position is there with other contents: it stays.
    differs,
    failed,
  };
  Result result = Result::failed;
  /// credit_unmatched or credit_customer_missing: it waits for a person; nullopt: matched.
  std::optional<Issue> waits_because;
};

/// Runs inside a change of the writer.
CreditCommitted commit_credit(store::Connection& db, const CreditLine& line, const CreditedBy& by);

}  // namespace tally::server::billing
