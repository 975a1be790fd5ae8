#include "shared/validate/validate.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/rounding.hpp"
#include "shared/data/lookups.hpp"

namespace tally::validate {

namespace {

bool has_issue_at(const Issues& issues, std::string_view path) {
  return std::ranges::any_of(issues, [&](const Issue& issue) { return issue.path == path; });
}

class Checker {
 public:
  Checker(const Draft& draft, const Facts& facts, AsOf as_of)
      : draft_(draft), facts_(facts), as_of_(as_of) {}

  Issues check() {
    check_customer();
    check_ship_to();
    check_po_number();
    check_requested_date();
    check_line_count();
    check_line_ids();
    first_line_.assign(facts_.products.size(), -1);
    for (std::size_t i = 0; i < draft_.lines.size(); ++i) check_line(i);
    return std::move(issues_);
  }

 private:
  void report(IssueCode code, std::string path, std::vector<Argument> arguments = {}) {
    issues_.push_back(make_issue(code, std::move(path), std::move(arguments)));
  }

  void check_customer() {
    if (!draft_.customer) {
      if (!has_issue_at(draft_.issues, "customer")) report(IssueCode::customer_missing, "customer");
    } else if (!facts_.customer) {
      report(IssueCode::customer_unknown, "customer", {{"customer", draft_.customer->text()}});
    } else if (facts_.customer->status == CustomerStatus::blocked) {
      report(IssueCode::customer_blocked, "customer", {{"customer", facts_.customer->name}});
    }
  }

  void check_ship_to() {
    if (!facts_.customer || ship_to_of(draft_, facts_) != nullptr) return;
    if (has_issue_at(draft_.issues, "ship_to")) return;
    const auto names_its_own = [](const DraftLine& line) { return line.ship_to.has_value(); };
    if (!draft_.ship_to && !draft_.lines.empty() &&
        std::ranges::all_of(draft_.lines, names_its_own)) {
      return;
    }
    if (draft_.ship_to) {
      report(IssueCode::ship_to_unknown, "ship_to",
             {{"customer", facts_.customer->name}, {"ship_to", draft_.ship_to->text()}});
    } else {
      report(IssueCode::ship_to_missing, "ship_to", {{"customer", facts_.customer->name}});
    }
  }

  void check_po_number() {
    if (!facts_.customer || facts_.customer->po_number == PoNumberRule::optional) return;
    if (!draft_.po_number.empty() || has_issue_at(draft_.issues, "po_number")) return;
    report(IssueCode::po_number_missing, "po_number", {{"customer", facts_.customer->name}});
  }

  void check_requested_date() {
    if (!draft_.requested_date || *draft_.requested_date >= as_of_.date) return;
    report(IssueCode::requested_date_past, "requested_date",
           {{"requested", *draft_.requested_date}, {"today", as_of_.date}});
  }

  void check_line_count() {
    if (draft_.lines.empty()) report(IssueCode::order_empty, "lines");
    if (draft_.lines.size() <= order_lines_max) return;
    report(IssueCode::order_too_many_lines, "lines",
           {{"count", static_cast<std::int64_t>(draft_.lines.size())},
            {"limit", static_cast<std::int64_t>(order_lines_max)}});
  }

  void check_line_ids() {
    // Counted up, as nearly always, none stands twice: the sort is for those that are not.
    const auto stands_before = [](const DraftLine& a, const DraftLine& b) {
      return std::pair(a.id.size(), std::string_view(a.id)) <
             std::pair(b.id.size(), std::string_view(b.id));
    };
    const bool counted_up =
        std::ranges::adjacent_find(draft_.lines, [&](const DraftLine& a, const DraftLine& b) {
          return !stands_before(a, b);
        }) == draft_.lines.end();
    if (counted_up) return;
    std::vector<std::pair<std::string_view, std::size_t>> ids;
    ids.reserve(draft_.lines.size());
    for (std::size_t i = 0; i < draft_.lines.size(); ++i) ids.emplace_back(draft_.lines[i].id, i);
    std::ranges::sort(ids);  // total order: the place is part of it
    std::vector<std::size_t> again;
    for (std::size_t i = 1; i < ids.size(); ++i) {
      if (ids[i].first == ids[i - 1].first) again.push_back(ids[i].second);
    }
    std::ranges::sort(again);  // total order: each place once
    for (const std::size_t i : again) {
      report(IssueCode::line_id_duplicate, line_path(i, "id"), {{"id", draft_.lines[i].id}});
    }
  }

  void check_line(std::size_t index) {
    const DraftLine& line = draft_.lines[index];
    if (line.ship_to && facts_.customer && place_of_line(facts_, index) == nullptr) {
      report(IssueCode::ship_to_unknown, line_path(index, "ship_to"),
             {{"customer", facts_.customer->name}, {"ship_to", line.ship_to->text()}});
    }
    if (!line.sku) return;
    const ProductFacts* found = product_of_line(facts_, index);
    if (found == nullptr) {
      report(IssueCode::product_unknown, line_path(index, "sku"), {{"sku", line.sku->text()}});
      return;
    }
    check_twice(index);
    check_status(found->product, index);
    check_quantity(found->product, line, index);
  }

  void check_twice(std::size_t index) {
    auto& first = first_line_[static_cast<std::size_t>(facts_.product_of_line[index])];
    if (first < 0) {
      first = static_cast<std::int64_t>(index);
      return;
    }
    report(IssueCode::product_twice, line_path(index, "sku"),
           {{"other", first + 1}, {"sku", draft_.lines[index].sku->text()}});
  }

  void check_status(const Product& product, std::size_t index) {
    if (product.status == ProductStatus::active) return;
    std::vector<Argument> arguments{{"sku", product.sku.text()}};
    IssueCode code = IssueCode::product_blocked;
    if (product.status == ProductStatus::discontinued) {
      code = product.successor ? IssueCode::product_replaced : IssueCode::product_discontinued;
      if (product.successor) arguments.push_back({"successor", product.successor->text()});
    }
    report(code, line_path(index, "sku"), std::move(arguments));
  }

  void check_quantity(const Product& product, const DraftLine& line, std::size_t index) {
    if (!line.quantity) return;
    const std::string sku = product.sku.text();
    if (line.unit == OrderUnit::case_pack && !product.case_pack) {
      report(IssueCode::unit_not_sold, line_path(index, "unit"), {{"sku", sku}});
      return;
    }
    const auto quantity = units_ordered(line, product);
    if (!quantity) {
      report_uncountable(product, line, index);
      return;
    }
    if (*quantity < product.minimum) {
      report(IssueCode::quantity_below_minimum, line_path(index, "quantity"),
             {{"minimum", smallest_order(product)}, {"quantity", *quantity}, {"sku", sku}});
    } else if (!is_multiple(*quantity, product.step)) {
      const auto next = round_up_to_multiple(*quantity, product.step);
      report(IssueCode::quantity_not_multiple, line_path(index, "quantity"),
             {{"quantity", *quantity},
              {"sku", sku},
              {"step", product.step},
              {"suggestion", next.value_or(product.step)}});
    }
    const auto& limit = facts_.policy.quantity_unseen_max;
    if (limit && *quantity > *limit) {
      report(IssueCode::quantity_large, line_path(index, "quantity"),
             {{"limit", *limit}, {"quantity", *quantity}, {"sku", sku}});
    }
  }

  /// Cases that make no quantity: a part of a case finer than a thousandth, or too many.
  void report_uncountable(const Product& product, const DraftLine& line, std::size_t index) {
    const int128 product_of_both =
        int128{line.quantity->thousandths} * product.case_pack->thousandths;
    const std::string path = line_path(index, "quantity");
    if (product_of_both % 1000 != 0) {
      report(IssueCode::quantity_case_part, path,
             {{"pack", *product.case_pack},
              {"quantity", *line.quantity},
              {"sku", product.sku.text()}});
    } else {
      report(IssueCode::quantity_overflow, path,
             {{"quantity", *line.quantity}, {"sku", product.sku.text()}});
    }
  }

  /// The minimum, raised to a whole step: what a person can really order.
  static Quantity smallest_order(const Product& product) {
    return round_up_to_multiple(product.minimum, product.step).value_or(product.minimum);
  }

  const Draft& draft_;
  const Facts& facts_;
  AsOf as_of_;
  Issues issues_;
  std::vector<std::int64_t> first_line_;
};

}  // namespace

Issues validate_order(const Draft& draft, const Facts& facts, AsOf as_of) {
  return Checker(draft, facts, as_of).check();
}

}  // namespace tally::validate
