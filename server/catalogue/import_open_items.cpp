// The import of open items: one line, one invoice and what is open of it; the key is its number.
// A due day that no line gives is computed once, by the customer's payment terms.
#include <algorithm>

#include "server/catalogue/master_import.hpp"
#include "server/orders/rows.hpp"
#include "server/receivables/open_items.hpp"
#include "shared/terms/due.hpp"

namespace tally::server::catalogue {

namespace {

using receivables::OpenItem;

struct ItemLine {
  OpenItem item;
  std::optional<Date> due;
  /// "S-000123", or empty.
  std::string order;
  friend bool operator==(const ItemLine&, const ItemLine&) = default;
};

std::optional<Money> read_amount(LineReader& line, std::string_view field, Currency currency) {
  const auto minor = line.number(field, currency.decimals(), -receivables::item_amount_max);
  if (!minor) return std::nullopt;
  if (*minor > receivables::item_amount_max) {
    line.refuse(field, print_amount(Money{*minor, currency}), IssueCode::import_too_large,
                {{"value", print_amount(Money{*minor, currency})}});
    return std::nullopt;
  }
  return Money{*minor, currency};
}

bool lies_between_zero_and(const Money& amount, const Money& open) {
  return amount.minor >= 0 ? 0 <= open.minor && open.minor <= amount.minor
                           : amount.minor <= open.minor && open.minor <= 0;
}

std::optional<Currency> read_currency(LineReader& line) {
  const std::string code = line.text("currency");
  const auto currency = Currency::parse(code);
  if (!currency && !code.empty()) {
    line.refuse("currency", code, IssueCode::import_value_refused,
                {{"value", code}, {"expected", std::string("a currency such as EUR")}});
  }
  return currency;
}

std::optional<ItemLine> read_item(LineReader& line) {
  ItemLine read;
  read.item.invoice = line.text("invoice");
  const auto customer = line.code<CustomerCode>("customer");
  const auto currency = read_currency(line);
  const auto day = line.day("day");
  read.due = line.day("due");
  read.order = line.text("order");
  const auto amount = currency ? read_amount(line, "amount", *currency) : std::nullopt;
  const auto open = amount ? read_amount(line, "open", *currency) : std::nullopt;
  if (line.is_refused() || !customer || !amount || !day) return std::nullopt;
  read.item.customer = *customer;
  read.item.amount = *amount;
  read.item.open = open.value_or(*amount);
  read.item.day = *day;
  if (!lies_between_zero_and(*amount, read.item.open)) {
    line.refuse("open", print_amount(read.item.open), IssueCode::open_item_open_refused,
                {{"amount", *amount}, {"open", read.item.open}});
  }
  if (read.due && *read.due < *day) {
    line.refuse("due", read.due->print(), IssueCode::import_days_reversed,
                {{"until", *read.due}, {"from", *day}});
  }
  if (line.is_refused()) return std::nullopt;
  return read;
}

/// The day on which all of it is due by the customer's terms; nullopt where they say none.
std::optional<Date> due_by_terms(const Customer& customer, const OpenItem& item) {
  const auto terms = terms::read_terms(customer.terms);
  if (!terms) return std::nullopt;
  // A credit note is due as its invoice would be; only the days are asked for.
  Money amount = item.amount;
  if (amount.minor < 0) amount.minor = -amount.minor;
  const auto schedule =
      terms::compute_due(*terms, amount, Money{0, amount.currency}, item.day, terms::Calendar{});
  if (!schedule || schedule->instalments.empty()) return std::nullopt;
  Date last = schedule->instalments.front().due;
  for (const terms::Instalment& part : schedule->instalments) last = std::max(last, part.due);
  return last;
}

class OpenItemImport : public MasterImport {
 public:
  OpenItemImport(const ImportRequest& request, wire::Snapshot& before)
      : request_(request), before_(before), lines_(request.mapping.repeated) {}

  void take(LineReader& line, const LinePlace& place) override {
    auto read = read_item(line);
    if (!read) return;
    const std::string key = read->item.invoice;
    keep(lines_, line, place, key, *std::move(read));
  }

  bool write(store::Connection& db, ImportReport& report) override {
    report.counts.repeated += lines_.repeated();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const auto& chosen = lines_.chosen(i);
      const auto known = receivables::find_open_item(db, chosen.record.item.invoice);
      const auto now = complete_item(db, chosen.record, chosen.place, known, report);
      if (!now) {
        ++report.counts.refused;
        continue;
      }
      const bool put = put_if_changed(known, *now, report.counts, [&](const OpenItem& item) {
        return receivables::put_open_item(db, item);
      });
      if (!put) return false;
    }
    return request_.coverage == Coverage::partial || close_others(db, report);
  }

 private:
  void refuse(const LinePlace& place, std::string_view field, std::string value, IssueCode code,
              std::vector<Argument> arguments, ImportReport& report) {
    report.refusals.push_back(
        refusal_at(request_, place, field, std::move(value),
                   make_issue(code, std::string(field), std::move(arguments))));
  }

  bool is_mapped(std::string_view field) const {
    return request_.mapping.fields[*find_field(ImportKind::open_items, field)].has_value();
  }

  /// With its due day and its order; nullopt, and a refusal, where one of them cannot be found.
  std::optional<OpenItem> complete_item(store::Connection& db, const ItemLine& line,
                                        const LinePlace& place,
                                        const std::optional<OpenItem>& known,
                                        ImportReport& report) {
    OpenItem item = line.item;
    const auto customer = before_.customer(item.customer);
    if (!customer) {
      report.refusals.push_back(
          unknown_reference(request_, place, "customer", "customer", item.customer.text()));
      return std::nullopt;
    }
    // Terms that changed since do not move an invoice that was sent.
    const bool same_day = known && known->day == item.day;
    auto due = line.due;
    if (!due) due = same_day ? std::optional(known->due) : due_by_terms(*customer, item);
    if (!due) {
      refuse(place, "due", "", IssueCode::open_item_due_unknown,
             {{"invoice", item.invoice},
              {"customer", item.customer.text()},
              {"terms", customer->terms}},
             report);
      return std::nullopt;
    }
    item.due = *due;
    if (!line.order.empty()) {
      item.order_row = find_order(db, line);
      if (item.order_row) return item;
      refuse(place, "order", line.order, IssueCode::open_item_of_other,
             {{"order", line.order},
              {"customer", item.customer.text()},
              {"currency", std::string(item.amount.currency.code())}},
             report);
      return std::nullopt;
    }
    if (known && !is_mapped("order")) item.order_row = known->order_row;
    return item;
  }

  /// The order of that number where it is the customer's and in the invoice's currency.
  static std::optional<std::int64_t> find_order(store::Connection& db, const ItemLine& line) {
    const auto number = orders::read_number(line.order);
    if (!number) return std::nullopt;
    auto find = db.query("SELECT \"row\" FROM orders WHERE number = ?1 AND customer = ?2 "
                         "AND currency = ?3");
    find.bind(1, *number).bind(2, line.item.customer.text());
    find.bind(3, line.item.amount.currency.code());
    return find.step() == wire::Step::row ? std::optional(find.integer(0)) : std::nullopt;
  }

  /// The files hold everything that is open: what is not in them is paid.
  bool close_others(store::Connection& db, ImportReport& report) {
    if (report.counts.refused > 0) {
      report.failures.push_back(make_issue(IssueCode::open_items_incomplete, "",
                                           {{"count", report.counts.refused}}));
      return true;
    }
    for (const std::string& invoice : receivables::open_invoices(db)) {
      if (lines_.contains(invoice)) continue;
      if (!receivables::close_open_item(db, invoice)) return false;
      ++report.counts.changed;
    }
    return true;
  }

  const ImportRequest& request_;
  wire::Snapshot& before_;
  KeyedLines<ItemLine> lines_;
};

}  // namespace

std::unique_ptr<MasterImport> make_open_item_import(const ImportRequest& request,
                                                    wire::Snapshot& before) {
  return std::make_unique<OpenItemImport>(request, before);
}

}  // namespace tally::server::catalogue
