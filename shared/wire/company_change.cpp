#include "shared/wire/company_change.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "shared/freight/freight.hpp"
#include "shared/wire/company_reader.hpp"

namespace tally::wire {

namespace {

constexpr std::size_t record_bytes_max = 1024 * 1024;

std::string path_of(std::string_view section, std::size_t index) {
  return std::string(section) + "[" + std::to_string(index) + "]";
}

/// A company entered again with one record left out, into which another one may come: behind all
/// others of its kind, so that everything else has the same place with and without it.
class Trial {
 public:
  Trial(const Company& company, const MasterRecord* left_out) {
    reader_.issue_count_max = std::numeric_limits<std::size_t>::max();
    // Lists first: what a price is worth is said by the currency of its list.
    enter_all<PriceList>(company, left_out);
    enter_all<Product>(company, left_out);
    enter_all<Price>(company, left_out);
    enter_all<Promotion>(company, left_out);
    enter_all<TaxRate>(company, left_out);
    enter_all<TaxPlace>(company, left_out);
    enter_all<ExchangeRate>(company, left_out);
    enter_all<Cost>(company, left_out);
    reader_.company.policy = company.policy;
    enter_all<RateCard>(company, left_out);
    enter_all<Customer>(company, left_out);
    const auto* out = left_out == nullptr ? nullptr : std::get_if<PlacedWarehouse>(left_out);
    for (const Warehouse& warehouse : company.warehouses) {
      if (out == nullptr || warehouse.code != out->warehouse.code) enter_one(warehouse);
    }
  }

  MasterRecord read_and_enter(MasterKind kind, const Json& json) {
    switch (kind) {
      case MasterKind::products: return take<read_product>(json);
      case MasterKind::price_lists: return take<read_price_list>(json);
      case MasterKind::prices: return take<read_price>(json);
      case MasterKind::promotions: return take<read_promotion>(json);
      case MasterKind::tax_rates: return take<read_tax_rate>(json);
      case MasterKind::tax_places: return take<read_tax_place>(json);
      case MasterKind::exchange_rates: return take<read_exchange_rate>(json);
      case MasterKind::customers: return take<read_customer>(json);
      case MasterKind::warehouses: return take_warehouse(json);
      case MasterKind::rate_cards: return take<read_rate_card>(json);
      case MasterKind::costs: break;
    }
    return take<read_cost>(json);
  }

  void enter_last(const MasterRecord& record) {
    std::visit([&](const auto& one) { enter_one(one); }, record);
  }

  Issues& check_references() {
    expect_rate_cards(reader_);
    reader_.check_references();
    return reader_.issues;
  }

  /// The checks over the whole that a record of this kind can bear upon.
  Issues& check_whole(MasterKind kind) {
    const bool is_priced = kind == MasterKind::products || kind == MasterKind::price_lists ||
                           kind == MasterKind::prices;
    if (kind == MasterKind::tax_rates) check_tax_rates(reader_);
    // Which lists a customer is asked for is theirs to say, too.
    if (is_priced || kind == MasterKind::customers) check_prices(reader_);
    if (is_priced || kind == MasterKind::promotions) check_promotions(reader_);
    return reader_.issues;
  }

  const Company& company() const { return reader_.company; }
  /// Of the record that came last; empty before.
  const std::string& last_path() const { return last_path_; }

 private:
  template <typename Record>
  std::string next_path() {
    return path_of(master_kind_name(kind_of<Record>()),
                   records_of<Record>(reader_.company).size());
  }

  template <typename Record>
  void enter_all(const Company& company, const MasterRecord* left_out) {
    const auto* out = left_out == nullptr ? nullptr : std::get_if<Record>(left_out);
    for (const Record& record : records_of<Record>(company)) {
      if (out != nullptr && same_key(record, *out)) continue;
      enter(reader_, record, next_path<Record>());
    }
  }

  template <typename Record>
  void enter_one(const Record& record) {
    last_path_ = next_path<Record>();
    enter(reader_, record, last_path_);
  }

  void enter_one(const PlacedWarehouse& placed) { enter_one(placed.warehouse); }

  void enter_one(const Warehouse& warehouse) {
    last_path_ = next_warehouse_path();
    reader_.note_code(reader_.warehouses, warehouse.code.text(), "warehouse",
                      last_path_ + ".code");
    reader_.company.warehouses.push_back(warehouse);
  }

  std::string next_warehouse_path() const {
    return path_of(master_kind_name(MasterKind::warehouses), reader_.company.warehouses.size());
  }

  /// A warehouse's place among the others stands in its record, not in the document's element.
  MasterRecord take_warehouse(Json json) {
    last_path_ = next_warehouse_path();
    PlacedWarehouse placed;
    if (json.is_object()) {
      Json place = Json::object();
      if (json.contains("priority")) place["priority"] = json["priority"];
      json.erase("priority");
      FieldReader read(place, last_path_, reader_.issues);
      placed.priority = read_count(read, "priority");
    }
    read_warehouse(reader_, json, last_path_);
    placed.warehouse = reader_.company.warehouses.back();
    return placed;
  }

  template <auto read_one>
  MasterRecord take(const Json& json) {
    using Record = decltype(read_one(reader_, json, std::string()));
    last_path_ = next_path<Record>();
    Record record = read_one(reader_, json, last_path_);
    enter(reader_, record, last_path_);
    return record;
  }

  CompanyReader reader_;
  std::string last_path_;
};

bool is_within(const std::string& path, const std::string& outer) {
  if (outer.empty() || !path.starts_with(outer)) return false;
  return path.size() == outer.size() || path[outer.size()] == '.' || path[outer.size()] == '[';
}

/// Parts those of the record, with paths relative to it, from those that it makes elsewhere.
struct Parted {
  Issues own, elsewhere;
};
Parted part(const Issues& issues, const std::string& own_path) {
  Parted parted;
  for (const Issue& issue : issues) {
    if (!is_within(issue.path, own_path)) {
      parted.elsewhere.push_back(issue);
      continue;
    }
    parted.own.push_back(issue);
    std::string& path = parted.own.back().path;
    path.erase(0, own_path.size());
    if (path.starts_with('.')) path.erase(0, 1);
  }
  return parted;
}

/// The record at a path such as "prices[3].sku", as people call it.
std::string say_record_at(const Company& company, std::string_view path) {
  const std::size_t open = path.find('[');
  if (open == std::string_view::npos) {
    return path.starts_with("policy.") ? "the company's policy" : std::string(path);
  }
  const std::string_view section = path.substr(0, open);
  std::size_t index = 0;
  std::from_chars(path.data() + open + 1, path.data() + path.size(), index);
  const auto title = [&](const auto& records) { return record_title(records[index]); };
  switch (parse_master_kind(section).value_or(MasterKind::costs)) {
    case MasterKind::products: return title(company.products);
    case MasterKind::price_lists: return title(company.price_lists);
    case MasterKind::prices: return title(company.prices);
    case MasterKind::promotions: return title(company.promotions);
    case MasterKind::tax_rates: return title(company.tax_rates);
    case MasterKind::tax_places: return title(company.tax_places);
    case MasterKind::exchange_rates: return title(company.exchange_rates);
    case MasterKind::customers: return company.customers[index].code.text();
    case MasterKind::warehouses: return company.warehouses[index].code.text();
    case MasterKind::rate_cards: return title(company.rate_cards);
    case MasterKind::costs: break;
  }
  return title(company.costs);
}

/// What the change makes elsewhere, without what was there before. A reference into nothing is said
/// from the side of what is referred to.
Issues made_elsewhere(const Trial& after, Issues elsewhere, const Company& company,
                      const MasterRecord* replaced, MasterKind kind) {
  if (elsewhere.empty()) return {};
  Trial before(company, replaced);
  if (replaced != nullptr) before.enter_last(*replaced);
  before.check_references();
  const Issues& known = before.check_whole(kind);
  std::erase_if(elsewhere, [&](const Issue& issue) {
    return std::ranges::find(known, issue) != known.end();
  });
  for (Issue& issue : elsewhere) {
    const std::string place = say_record_at(after.company(), issue.path);
    if (issue.code == IssueCode::document_reference_unknown) {
      issue = make_issue(IssueCode::record_needed, "",
                         {{"value", issue.arguments.back().value}, {"by", place}});
    }
    issue.path.clear();
  }
  return elsewhere;
}

/// The full record of a key.
template <typename Record>
const Record* find_in(const Company& company, const Record& key) {
  const auto& records = records_of<Record>(company);
  const auto found = std::ranges::find_if(
      records, [&](const Record& record) { return same_key(record, key); });
  return found == records.end() ? nullptr : &*found;
}

std::optional<MasterRecord> find_record(const Company& company, const PlacedWarehouse& key) {
  const auto found = std::ranges::find(company.warehouses, key.warehouse.code, &Warehouse::code);
  if (found == company.warehouses.end()) return std::nullopt;
  return PlacedWarehouse{*found, key.priority};
}

template <typename Record>
std::optional<MasterRecord> find_record(const Company& company, const Record& key) {
  const Record* found = find_in(company, key);
  if (found == nullptr) return std::nullopt;
  return *found;
}

std::optional<MasterRecord> find_by_key(const Company& company, const MasterRecord& key) {
  return std::visit([&](const auto& one) { return find_record(company, one); }, key);
}

/// The field of a record that is its key by itself; "" where several are.
struct SayKeyField {
  const char* operator()(const Product&) const { return "sku"; }
  const char* operator()(const PriceList&) const { return "code"; }
  const char* operator()(const Promotion&) const { return "code"; }
  const char* operator()(const Customer&) const { return "code"; }
  const char* operator()(const PlacedWarehouse&) const { return "code"; }
  const char* operator()(const RateCard&) const { return "code"; }
  const char* operator()(const auto&) const { return ""; }
};

/// What a record may not become, because others stand on it.
void check_constants(const Company& company, const MasterRecord& before, const MasterRecord& now,
                     Issues& issues) {
  if (!same_key(before, now)) {
    issues.push_back(make_issue(IssueCode::record_key_changed, std::visit(SayKeyField{}, now),
                                {{"before", record_title(before)}, {"now", record_title(now)}}));
  }
  const auto* list = std::get_if<PriceList>(&now);
  if (list == nullptr || list->currency == std::get<PriceList>(before).currency) return;
  const bool has_prices = std::ranges::any_of(
      company.prices, [&](const Price& price) { return price.list == list->code; });
  if (!has_prices) return;
  issues.push_back(make_issue(
      IssueCode::list_currency_stays, "currency",
      {{"list", list->code.text()},
       {"currency", std::string(std::get<PriceList>(before).currency.code())}}));
}

/// Whether the rooms found the same error in the record before, wherever it stood there.
bool was_known(const Issue& issue, const Issues& before) {
  return std::ranges::any_of(before, [&](const Issue& known) {
    return known.code == issue.code && known.arguments == issue.arguments;
  });
}

/// The findings behind the reader's issues; what of them stands in the way of the change. A card
/// of which something could not be read has gaps that nobody made.
void hold_findings(const MasterRecord* old, ChangeChecked& checked) {
  if (std::holds_alternative<RateCard>(checked.record) && !checked.may_be_put) return;
  PartyFindings found = findings_of(checked.record);
  const Issues before = old == nullptr ? Issues{} : findings_of(*old).issues;
  for (const Issue& issue : found.issues) {
    const bool is_new = issue.severity == Severity::error && !was_known(issue, before);
    checked.may_be_put = checked.may_be_put && !is_new;
  }
  append_findings(std::move(found), checked.issues, checked.mends);
}

}  // namespace

PartyFindings findings_of(const MasterRecord& record) {
  if (const auto* customer = std::get_if<Customer>(&record)) return find_in_party(*customer);
  if (const auto* placed = std::get_if<PlacedWarehouse>(&record)) {
    return find_in_party(placed->warehouse);
  }
  if (const auto* card = std::get_if<RateCard>(&record)) {
    return {freight::check_rate_card(*card), {}};
  }
  return {};
}

ChangeChecked check_change(const Company& company, MasterKind kind, std::string_view json,
                           const MasterRecord* replaced) {
  const auto document = parse_document(json, record_bytes_max);
  if (!document) return {{}, document.error(), {}, false};
  const auto before = replaced == nullptr ? std::nullopt : find_by_key(company, *replaced);
  const MasterRecord* const old = before ? &*before : nullptr;
  Trial after(company, old);
  ChangeChecked checked;
  checked.record = after.read_and_enter(kind, *document);
  Parted parted = part(after.check_references(), after.last_path());
  if (parted.own.empty() && old != nullptr) {
    check_constants(company, *old, checked.record, parted.own);
  }
  // What cannot be read, or refers to nothing, is not held against the rest.
  if (parted.own.empty()) parted = part(after.check_whole(kind), after.last_path());
  checked.issues = std::move(parted.own);
  if (!has_errors(checked.issues)) {
    Issues elsewhere = made_elsewhere(after, std::move(parted.elsewhere), company, old, kind);
    std::ranges::move(elsewhere, std::back_inserter(checked.issues));
  }
  checked.may_be_put = !has_errors(checked.issues);
  hold_findings(old, checked);
  return checked;
}

Issues check_removal(const Company& company, const MasterRecord& record) {
  const MasterKind kind = kind_of(record);
  if (kind == MasterKind::products || kind == MasterKind::price_lists ||
      kind == MasterKind::customers || kind == MasterKind::warehouses) {
    return {make_issue(IssueCode::record_stays, "", {{"title", record_title(record)}})};
  }
  const auto before = find_by_key(company, record);
  if (!before) return {};
  Trial after(company, &*before);
  after.check_references();
  return made_elsewhere(after, after.check_whole(kind), company, &*before, kind);
}

bool has_errors(const Issues& issues) {
  return std::ranges::any_of(
      issues, [](const Issue& issue) { return issue.severity == Severity::error; });
}

}  // namespace tally::wire
