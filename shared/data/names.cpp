// The names of the enumerators that documents and screens show, and the forms of what is typed.
#include <algorithm>
#include <array>

#include "shared/base/text.hpp"
#include "shared/data/order.hpp"
#include "shared/data/outcome.hpp"

namespace tally {

std::string_view order_unit_name(OrderUnit unit) {
  return unit == OrderUnit::each ? "each" : "case";
}

namespace {

constexpr std::array<std::string_view, 4> channels{"rep", "desk", "web", "import"};
constexpr std::array<std::string_view, 8> tax_reasons{
    "standard", "exempt", "reduced", "zero", "exempt_goods", "outside", "reverse_charge",
    "exported"};

template <typename Enum, std::size_t count>
std::optional<Enum> parse_name(const std::array<std::string_view, count>& names,
                               std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

}  // namespace

std::string_view channel_name(Channel channel) {
  return channels[static_cast<std::size_t>(channel)];
}

std::optional<Channel> parse_channel(std::string_view name) {
  return parse_name<Channel>(channels, name);
}

std::string_view tax_reason_name(TaxReason reason) {
  return tax_reasons[static_cast<std::size_t>(reason)];
}

std::optional<TaxReason> parse_tax_reason(std::string_view name) {
  return parse_name<TaxReason>(tax_reasons, name);
}

std::vector<std::string_view> split_coupons(std::string_view typed) {
  std::vector<std::string_view> coupons;
  while (!typed.empty()) {
    const std::size_t end = std::min(typed.find_first_of(",;\n"), typed.size());
    const std::string_view coupon = trim(typed.substr(0, end));
    if (!coupon.empty()) coupons.push_back(coupon);
    typed.remove_prefix(std::min(end + 1, typed.size()));
  }
  return coupons;
}

std::string_view verdict_name(Verdict verdict) {
  constexpr std::array<std::string_view, 3> names{"accept", "review", "refuse"};
  return names[static_cast<std::size_t>(verdict)];
}

}  // namespace tally
