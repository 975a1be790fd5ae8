// One line of a file as a tax rate.
#include "server/catalogue/record_reader.hpp"
#include "shared/tax/table_check.hpp"

namespace tally::server::catalogue {

namespace {

PostalRange read_postal(LineReader& reader) {
  PostalRange range{normal_postal(reader.text("postal_from")),
                    normal_postal(reader.text("postal_until"))};
  if (range.until.empty()) range.until = range.from;
  if (range.from.size() != range.until.size() || range.until < range.from) {
    reader.refuse("postal_until", range.until, IssueCode::import_value_refused,
                  {{"expected", "a postal code as long as postal_from, and not before it"},
                   {"value", range.until}});
  }
  return range;
}

}  // namespace

std::optional<TaxRate> read_tax_rate(LineReader& reader) {
  TaxRate rate;
  rate.country = reader.country("country");
  rate.admin_area = reader.text("admin_area");
  rate.postal = read_postal(reader);
  const auto tax_class = reader.code<TaxClass>("tax_class");
  const auto percent = reader.number("percent", Rate::percent_decimals, 0);
  rate.authority = reader.text("authority");
  rate.base = static_cast<TaxBase>(reader.choice("base"));
  rate.supply = static_cast<TaxSupply>(reader.choice("supply"));
  rate.treatment = static_cast<TaxTreatment>(reader.choice("treatment"));
  rate.law = reader.text("law");
  rate.table = static_cast<TaxTable>(reader.choice("table"));
  rate.valid_from = reader.day("valid_from");
  rate.valid_until = reader.day("valid_until");
  if (rate.valid_from && rate.valid_until && *rate.valid_until < *rate.valid_from) {
    reader.refuse("valid_until", rate.valid_until->print(), IssueCode::import_days_reversed,
                  {{"until", *rate.valid_until}, {"from", *rate.valid_from}});
  }
  if (percent) rate.rate = Rate{*percent};
  if (tax::is_above_whole(rate)) {
    reader.refuse("percent", print_rate(rate.rate), IssueCode::tax_rate_above_whole,
                  {{"percent", rate.rate}});
  }
  if (reader.is_refused() || !tax_class || !percent) return std::nullopt;
  rate.tax_class = *tax_class;
  return rate;
}

}  // namespace tally::server::catalogue
