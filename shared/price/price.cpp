#include "shared/price/price.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include "shared/data/lookups.hpp"
#include "shared/price/list_price.hpp"

namespace tally::price {

namespace {

class Pricer {
 public:
  Pricer(const Draft& draft, const Facts& facts, AsOf as_of)
      : draft_(draft), facts_(facts), as_of_(as_of), lists_(facts, as_of) {}

  Priced price() {
    check_lists();
    priced_.lines.resize(draft_.lines.size());
    if (!facts_.currency) return std::move(priced_);
    count_families();
    for (std::size_t i = 0; i < draft_.lines.size(); ++i) price_line(i);
    return std::move(priced_);
  }

 private:
  void report(IssueCode code, std::string path, std::vector<Argument> arguments = {}) {
    priced_.issues.push_back(make_issue(code, std::move(path), std::move(arguments)));
  }

  void check_lists() {
    if (!facts_.customer) return;
    if (facts_.missing_list) {
      report(IssueCode::price_list_missing, "customer",
             {{"customer", facts_.customer->name}, {"list", facts_.missing_list->text()}});
    }
    if (facts_.circular_list) {
      report(IssueCode::price_list_circular, "customer",
             {{"customer", facts_.customer->name}, {"list", facts_.circular_list->text()}});
    }
    for (const PriceList* list : lists_.without_rate()) {
      report(IssueCode::exchange_rate_missing, "customer",
             {{"date", as_of_.date},
              {"from", std::string(list->currency.code())},
              {"list", list->code.text()},
              {"to", std::string(facts_.currency->code())}});
    }
  }

  /// What a family's lines order together; nothing where no list counts so.
  void count_families() {
    const bool counts = std::ranges::any_of(facts_.price_lists, [](const PriceList& list) {
      return list.breaks == BreakCount::family;
    });
    if (!counts) return;
    for (std::size_t i = 0; i < draft_.lines.size(); ++i) {
      const ProductFacts* found = product_of_line(facts_, i);
      if (found == nullptr || found->product.family.empty()) continue;
      const auto units = units_ordered(draft_.lines[i], found->product);
      if (units) family_units_[found->product.family].thousandths += units->thousandths;
    }
  }

  Wanted wanted_on(const DraftLine& line, const Product& product, Quantity units) const {
    Wanted wanted{.units = units};
    // An agreed price is one of a unit, so it is held against one of a unit.
    const bool by_case = line.unit == OrderUnit::case_pack && !line.agreed_price_ten_thousandths;
    if (by_case) wanted.cases = line.quantity;
    const auto family = family_units_.find(product.family);
    if (family != family_units_.end()) wanted.family_units = family->second;
    return wanted;
  }

  void price_line(std::size_t index) {
    const DraftLine& line = draft_.lines[index];
    PricedLine& out = priced_.lines[index];
    const bool has_agreed = line.agreed_price_ten_thousandths.has_value();
    if (has_agreed && line.agreed_reason.empty()) {
      report(IssueCode::agreed_price_reason_missing, line_path(index, "agreed_reason"));
    }
    const ProductFacts* found = product_of_line(facts_, index);
    if (found == nullptr) return;
    out.quantity = units_ordered(line, found->product);
    if (!out.quantity) return;
    ListPrice list =
        lists_.choose(found->prices, wanted_on(line, found->product, *out.quantity));
    if (!list.price && !has_agreed) {
      report_unpriced(index, *found, list, *out.quantity);
      return;
    }
    out.why = std::move(list.why);
    out.why->source = has_agreed ? PriceSource::agreed : PriceSource::list;
    out.price = has_agreed
                    ? UnitPrice{*line.agreed_price_ten_thousandths, *facts_.currency}
                    : list.price;
    check_price(index, out);
    // A case price times cases is exact; a twelfth of it would not be.
    const bool by_case = !has_agreed && out.why->unit == OrderUnit::case_pack;
    const Quantity priced = by_case ? *line.quantity : *out.quantity;
    out.net = extend(*out.price, priced, facts_.policy.rounding);
    if (!out.net) {
      report(IssueCode::amount_too_large, line_path(index, "quantity"),
             {{"price", *out.price}, {"quantity", priced}});
    }
  }

  void report_unpriced(std::size_t index, const ProductFacts& found, const ListPrice& list,
                       Quantity units) {
    // What is not sold any more needs no price: validate/ has said what matters.
    if (found.product.status != ProductStatus::active) return;
    const std::string sku = found.product.sku.text();
    if (list.applied == nullptr) {
      report(IssueCode::price_missing, line_path(index, "sku"),
             {{"date", as_of_.date},
              {"list", facts_.customer->price_list.text()},
              {"sku", sku}});
    } else if (list.applied->kind == PriceKind::on_request) {
      report(IssueCode::price_on_request, line_path(index, "sku"),
             {{"list", list.applied->list.text()}, {"sku", sku}});
    } else {
      report(IssueCode::amount_too_large, line_path(index, "quantity"),
             {{"price", list.why.foreign_price.value_or(list.applied->price)},
              {"quantity", units}});
    }
  }

  void check_price(std::size_t index, const PricedLine& line) {
    const bool agreed = line.why->source == PriceSource::agreed;
    if (!agreed && line.price->ten_thousandths != 0) return;
    const std::string sku = draft_.lines[index].sku->text();
    const std::string path = line_path(index, agreed ? "agreed_price" : "sku");
    if (line.price->ten_thousandths == 0) {
      report(IssueCode::price_zero, path, {{"sku", sku}});
    } else if (agreed && !line.why->list_price) {
      report(IssueCode::agreed_price_without_list, path,
             {{"agreed", *line.price}, {"sku", sku}});
    } else if (agreed && is_too_low(*line.price, *line.why->list_price)) {
      report(IssueCode::agreed_price_low, path,
             {{"agreed", *line.price},
              {"limit", facts_.policy.agreed_price_tolerance},
              {"list_price", *line.why->list_price},
              {"percent", percent_below(*line.price, *line.why->list_price)},
              {"sku", sku}});
    }
  }

  /// Exactly: agreed < list * (1 - tolerance), without a division.
  bool is_too_low(const UnitPrice& agreed, const UnitPrice& list) const {
    const std::int64_t kept = 1'000'000 - facts_.policy.agreed_price_tolerance.parts_per_million;
    return int128{agreed.ten_thousandths} * 1'000'000 < int128{list.ten_thousandths} * kept;
  }

  /// For the sentence: to a hundredth of a percent, up, so that it never reads as the limit itself.
  static Rate percent_below(const UnitPrice& agreed, const UnitPrice& list) {
    const int128 less = int128{list.ten_thousandths} - agreed.ten_thousandths;
    const auto hundredths = round_div(less * 10'000, list.ten_thousandths, Rounding::up);
    return Rate{hundredths.value_or(10'000) * 100};
  }

  const Draft& draft_;
  const Facts& facts_;
  AsOf as_of_;
  ListPrices lists_;
  std::map<std::string_view, Quantity> family_units_;
  Priced priced_;
};

}  // namespace

Priced price_lines(const Draft& draft, const Facts& facts, AsOf as_of) {
  return Pricer(draft, facts, as_of).price();
}

}  // namespace tally::price
