// The import of tax rates: one line, one rate; the key is place, class, authority and first day.
// The table is held together after all lines are read: a hole in its days or two rates that would
// hold equally refuse the line that makes them.
#include <set>

#include "server/catalogue/master_import.hpp"
#include "server/catalogue/record_reader.hpp"
#include "shared/tax/table_check.hpp"
#include "shared/wire/catalogue_writer.hpp"
#include "shared/wire/tax_names.hpp"

namespace tally::server::catalogue {

namespace {

std::string key_of(const TaxRate& rate) {
  std::string key = tax::say_rate_key(rate);
  if (rate.supply != TaxSupply::any) {
    key += " " + std::string(wire::word_of(wire::supply_words, rate.supply));
  }
  if (rate.valid_from) key += " on " + rate.valid_from->print();
  return key;
}

class TaxRateImport : public MasterImport {
 public:
  TaxRateImport(const ImportRequest& request, wire::Snapshot& before)
      : request_(request), before_(before), lines_(request.mapping.repeated) {}

  void take(LineReader& line, const LinePlace& place) override {
    auto rate = read_tax_rate(line);
    if (!rate) return;
    const std::string key = key_of(*rate);
    keep(lines_, line, place, key, *std::move(rate));
  }

  bool write(store::Connection& db, ImportReport& report) override {
    wire::CatalogueWriter writer(db.database());
    report.counts.repeated += lines_.repeated();
    const std::set<std::size_t> refused = refuse_faults(report);
    const std::int64_t rows_before = count_rows(db);
    std::int64_t touched = 0;
    std::int64_t taken = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (refused.contains(i)) continue;
      if (!writer.put(lines_.chosen(i).record)) return false;
      ++taken;
      touched += db.changed_rows();
    }
    report.counts.added = count_rows(db) - rows_before;
    report.counts.changed = touched - report.counts.added;
    report.counts.unchanged = taken - touched;
    return true;
  }

 private:
  static std::int64_t count_rows(store::Connection& db) {
    auto rows = db.query("SELECT count(*) FROM tax_rate");
    return rows.step() == wire::Step::row ? rows.integer(0) : 0;
  }

  /// The rates that stand in the catalogue under a key that no line has, then those of the lines.
  std::vector<TaxRate> whole_table() {
    std::set<std::string> countries;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      countries.insert(lines_.chosen(i).record.country);
    }
    std::vector<TaxRate> rates;
    for (const std::string& country : countries) {
      for (TaxRate& rate : before_.tax_rates(country)) {
        if (!lines_.contains(key_of(rate))) rates.push_back(std::move(rate));
      }
    }
    return rates;
  }

  /// The places of the lines that would break the table.
  std::set<std::size_t> refuse_faults(ImportReport& report) {
    std::vector<TaxRate> rates = whole_table();
    const std::size_t kept = rates.size();
    for (std::size_t i = 0; i < lines_.size(); ++i) rates.push_back(lines_.chosen(i).record);
    std::set<std::size_t> refused;
    for (const tax::TableFault& fault : tax::check_tax_table(rates)) {
      if (fault.row < kept || !refused.insert(fault.row - kept).second) continue;
      const auto& line = lines_.chosen(fault.row - kept);
      ++report.counts.refused;
      report.refusals.push_back(
          refusal_at(request_, line.place, "percent", print_rate(line.record.rate), fault.issue));
    }
    return refused;
  }

  const ImportRequest& request_;
  wire::Snapshot& before_;
  KeyedLines<TaxRate> lines_;
};

}  // namespace

std::unique_ptr<MasterImport> make_tax_rate_import(const ImportRequest& request,
                                                   wire::Snapshot& before) {
  return std::make_unique<TaxRateImport>(request, before);
}

}  // namespace tally::server::catalogue
