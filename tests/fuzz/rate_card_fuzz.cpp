// Any bytes as a rate card: its CSV, or its JSON.
// Promises: nothing crashes; a card without errors is the same card in CSV, in JSON and as a value;
// charging by it gives a leg or an issue, never both and never neither; a charge is never negative.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "shared/freight/csv.hpp"
#include "shared/freight/freight.hpp"
#include "shared/wire/rate_card_text.hpp"
#include "tests/fuzz/must.hpp"

using namespace tally;

namespace {

void charge(const RateCard& card) {
  Product product;
  product.sku = Sku::parse("BOX").value();
  product.weight_g = 700;
  product.length_mm = product.width_mm = product.height_mm = 300;
  for (const std::int64_t count : {1, 40, 3000}) {
    const freight::Consignment consignment{
        {{}, "US", "CA", "94105", freight::DeliveryPoint::po_box},
        {100'000, card.currency},
        {{&product, units(count)}}};
    for (const int days : {0, 20'514}) {
      const auto charged = freight::charge_freight(card, consignment, Date::from_days(days));
      TALLY_MUST(charged.leg.has_value() == charged.issues.empty());
      if (charged.leg) TALLY_MUST(charged.leg->charge.minor >= 0);
    }
  }
}

void check(const RateCard& card) {
  charge(card);
  const bool has_errors = std::ranges::any_of(
      freight::check_rate_card(card),
      [](const Issue& issue) { return issue.severity == Severity::error; });
  if (has_errors) return;
  const auto from_csv = freight::read_rate_cards_csv(freight::print_rate_card_csv(card));
  TALLY_MUST(from_csv.has_value() && from_csv->size() == 1 && from_csv->front() == card);
  const auto from_json = wire::parse_rate_card(wire::rate_card_record(card));
  TALLY_MUST(from_json.has_value() && *from_json == card);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 16'384) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto cards = freight::read_rate_cards_csv(bytes)) {
    TALLY_MUST(!cards->empty());
    for (const RateCard& card : *cards) check(card);
  }
  if (const auto card = wire::read_rate_card_text(bytes)) check(*card);
  return 0;
}
