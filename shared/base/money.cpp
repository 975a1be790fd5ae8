#include "shared/base/money.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace tally {

namespace {

struct CurrencyRow {
  std::string_view code;
  int decimals;
};

#define TALLY_CURRENCY(code, decimals) CurrencyRow{#code, decimals},
constexpr auto currency_table = std::to_array<CurrencyRow>({
#include "shared/base/currencies.def"
});
#undef TALLY_CURRENCY
static_assert(currency_table.size() < 256);

}  // namespace

std::optional<Currency> Currency::parse(std::string_view code) {
  const auto found = std::ranges::lower_bound(currency_table, code, {}, &CurrencyRow::code);
  if (found == currency_table.end() || found->code != code) return std::nullopt;
  Currency currency;
  currency.index_ = static_cast<std::uint8_t>(found - currency_table.begin());
  return currency;
}

std::string_view Currency::code() const { return currency_table[index_].code; }
int Currency::decimals() const { return currency_table[index_].decimals; }

std::expected<Money, DecimalError> parse_money(std::string_view text, Currency currency) {
  const auto scaled = parse_decimal(text, currency.decimals());
  if (!scaled) return std::unexpected(scaled.error());
  return Money{*scaled, currency};
}

std::expected<UnitPrice, DecimalError> parse_unit_price(std::string_view text, Currency currency) {
  const auto scaled = parse_decimal(text, UnitPrice::decimals);
  if (!scaled) return std::unexpected(scaled.error());
  return UnitPrice{*scaled, currency};
}

std::string print_amount(const Money& money) {
  const int decimals = money.currency.decimals();
  return print_decimal(money.minor, decimals, decimals);
}

std::string print_amount(const UnitPrice& price) {
  return print_decimal(price.ten_thousandths, UnitPrice::decimals, price.currency.decimals());
}

std::string say_money(const Money& money) {
  const int decimals = money.currency.decimals();
  return std::string(money.currency.code()) + " " +
         print_decimal_grouped(money.minor, decimals, decimals);
}

std::string say_money(const UnitPrice& price) {
  return std::string(price.currency.code()) + " " +
         print_decimal_grouped(price.ten_thousandths, UnitPrice::decimals,
                               price.currency.decimals());
}

std::optional<Money> add(const Money& left, const Money& right) {
  if (left.currency != right.currency) return std::nullopt;
  const auto sum = checked_add(left.minor, right.minor);
  if (!sum) return std::nullopt;
  return Money{*sum, left.currency};
}

std::optional<Money> subtract(const Money& left, const Money& right) {
  if (right.minor == INT64_MIN) return std::nullopt;
  return add(left, Money{-right.minor, right.currency});
}

std::optional<Money> extend(const UnitPrice& price, Quantity quantity, Rounding mode) {
  // minor = ten_thousandths / 10^4 * thousandths / 10^3 * 10^decimals
  // The currency's decimals go into the divisor: two int64 and nothing more fit 128 bits surely.
  const int128 product = int128{price.ten_thousandths} * quantity.thousandths;
  const auto minor = round_div(product, power_of_ten(7 - price.currency.decimals()), mode);
  if (!minor) return std::nullopt;
  return Money{*minor, price.currency};
}

std::optional<Money> take_rate(const Money& amount, Rate rate, Rounding mode) {
  const int128 product = int128{amount.minor} * rate.parts_per_million;
  const auto minor = round_div(product, 1'000'000, mode);
  if (!minor) return std::nullopt;
  return Money{*minor, amount.currency};
}

namespace {

/// Room for as many values as wanted; few of them need no allocation.
template <typename Value>
class Room {
 public:
  explicit Room(std::size_t count) {
    if (count > few_.size()) many_.resize(count);
    values_ = {many_.empty() ? few_.data() : many_.data(), count};
  }
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;
  std::span<Value> values() { return values_; }

 private:
  std::array<Value, 16> few_;
  std::vector<Value> many_;
  std::span<Value> values_;
};

/// Largest remainders for a total that is not negative. `Product` holds total times any weight.
template <typename Product>
std::vector<std::int64_t> share_out(std::int64_t total, std::span<const std::int64_t> weights,
                                    int128 weight_sum) {
  std::vector<std::int64_t> parts(weights.size());
  Room<Product> remainders_room(weights.size());
  const std::span<Product> remainders = remainders_room.values();
  const auto sum = static_cast<Product>(weight_sum);
  std::int64_t left_over = total;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Product share = Product{total} * weights[i];
    parts[i] = static_cast<std::int64_t>(share / sum);
    remainders[i] = share - parts[i] * sum;
    left_over -= parts[i];
  }
  if (left_over == 0) return parts;
  // Whose turn it is depends on no other order than this one, so they need not be sorted.
  Room<std::uint32_t> order_room(weights.size());
  const std::span<std::uint32_t> order = order_room.values();
  std::iota(order.begin(), order.end(), 0U);
  const auto last = order.begin() + static_cast<std::ptrdiff_t>(left_over) - 1;
  std::ranges::nth_element(order, last, [&](std::uint32_t a, std::uint32_t b) {  // total order
    if (remainders[a] != remainders[b]) return remainders[a] > remainders[b];
    if (weights[a] != weights[b]) return weights[a] > weights[b];
    return a < b;
  });
  for (auto turn = order.begin(); turn <= last; ++turn) parts[*turn] += 1;
  return parts;
}

}  // namespace

std::optional<std::vector<std::int64_t>> allocate_minor(std::int64_t whole,
                                                        std::span<const std::int64_t> weights) {
  int128 weight_sum = 0;
  std::int64_t largest = 0;
  for (const std::int64_t weight : weights) {
    if (weight < 0) return std::nullopt;
    weight_sum += weight;
    largest = std::max(largest, weight);
  }
  if (weight_sum <= 0) return std::nullopt;
  if (whole == INT64_MIN) return std::nullopt;  // its parts could not change sign
  const std::int64_t total = whole < 0 ? -whole : whole;
  // Nearly every order fits into 64 bits, where a division is several times as fast.
  std::int64_t product = 0;
  const bool narrow =
      weight_sum <= INT64_MAX && !__builtin_mul_overflow(total, largest, &product);
  auto parts = narrow ? share_out<std::int64_t>(total, weights, weight_sum)
                      : share_out<int128>(total, weights, weight_sum);
  if (whole < 0) {
    for (std::int64_t& part : parts) part = -part;
  }
  return parts;
}

std::optional<std::vector<Money>> allocate(const Money& whole,
                                           std::span<const std::int64_t> weights) {
  const auto minors = allocate_minor(whole.minor, weights);
  if (!minors) return std::nullopt;
  std::vector<Money> parts;
  parts.reserve(minors->size());
  for (const std::int64_t minor : *minors) parts.push_back(Money{minor, whole.currency});
  return parts;
}

}  // namespace tally
