#include "shared/price/price.hpp"

#include "shared/data/lookups.hpp"
#include "shared/price/list_price.hpp"

namespace tally::price {

namespace {

class Pricer {
 public:
  Pricer(const Draft& draft, const Facts& facts, AsOf as_of)
      : draft_(draft), facts_(facts), as_of_(as_of) {}

  Priced price() {
    check_lists();
    priced_.lines.resize(draft_.lines.size());
    if (!facts_.price_lists.empty()) {
      for (std::size_t i = 0; i < draft_.lines.size(); ++i) price_line(i);
    }
    return std::move(priced_);
  }

 private:
  void report(IssueCode code, std::string path, std::vector<Argument> arguments = {}) {
    priced_.issues.push_back(make_issue(code, std::move(path), std::move(arguments)));
  }

  void check_lists() {
    if (!facts_.customer) return;
    if (facts_.price_lists.empty()) {
      report(IssueCode::price_list_missing, "customer",
             {{"customer", facts_.customer->name},
              {"list", facts_.customer->price_list.text()}});
    }
    if (facts_.circular_list) {
      report(IssueCode::price_list_circular, "customer",
             {{"customer", facts_.customer->name}, {"list", facts_.circular_list->text()}});
    }
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
    const ListPrice list = choose_list_price(found->prices, *out.quantity, as_of_);
    if (list.applied == nullptr && !has_agreed) {
      // What is not sold any more needs no price: validate/ has said what matters.
      if (found->product.status != ProductStatus::active) return;
      report(IssueCode::price_missing, line_path(index, "sku"),
             {{"date", as_of_.date},
              {"list", facts_.price_lists.front().code.text()},
              {"sku", line.sku->text()}});
      return;
    }
    out.why = make_why(list, has_agreed);
    const Currency currency = facts_.price_lists.front().currency;
    out.price = has_agreed ? UnitPrice{*line.agreed_price_ten_thousandths, currency}
                           : list.applied->price;
    check_price(index, out);
    out.net = extend(*out.price, *out.quantity, facts_.policy.rounding);
    if (!out.net) {
      report(IssueCode::amount_too_large, line_path(index, "quantity"),
             {{"price", *out.price}, {"quantity", *out.quantity}});
    }
  }

  static PriceWhy make_why(const ListPrice& list, bool has_agreed) {
    PriceWhy why;
    why.source = has_agreed ? PriceSource::agreed : PriceSource::list;
    if (list.applied != nullptr) {
      why.list = list.applied->list;
      why.quantity_from = list.applied->quantity_from;
      why.list_price = list.applied->price;
    }
    if (list.next != nullptr) {
      why.next_break = list.next->quantity_from;
      why.next_price = list.next->price;
    }
    return why;
  }

  void check_price(std::size_t index, const PricedLine& line) {
    const std::string sku = draft_.lines[index].sku->text();
    const bool agreed = line.why->source == PriceSource::agreed;
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
  Priced priced_;
};

}  // namespace

Priced price_lines(const Draft& draft, const Facts& facts, AsOf as_of) {
  return Pricer(draft, facts, as_of).price();
}

}  // namespace tally::price
