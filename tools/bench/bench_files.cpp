// What Node and Chromium measure with: snapshots, orders, a catalogue as JSON, searches, a CSV.
#include <nlohmann/json.hpp>

#include "shared/wire/catalogue_writer.hpp"
#include "shared/wire/order_document.hpp"
#include "shared/wire/snapshot_build.hpp"
#include "tools/bench/bench.hpp"

namespace tally::bench {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::string snapshot_bytes(const Company& company) {
  const wire::Database db = wire::Database::in_memory();
  if (!wire::write_catalogue(db, company)) return {};
  const auto parts = wire::build_snapshot(db);
  return parts ? wire::pack_parts(*parts) : std::string();
}

/// The same products as the search index of the snapshot holds: what minisearch is given, and what
/// a page would parse that has no snapshot.
std::string catalogue_json(const Company& company) {
  json products = json::array();
  for (const Product& product : company.products) {
    products.push_back({{"id", products.size()},
                        {"sku", product.sku.text()},
                        {"gtin", product.gtin ? product.gtin->text() : ""},
                        {"name", product.name},
                        {"variant", product.variant},
                        {"family", product.family},
                        {"unit", product.unit},
                        {"tax_class", product.tax_class.text()},
                        {"minimum", product.minimum.thousandths},
                        {"step", product.step.thousandths}});
  }
  json prices = json::array();
  for (const Price& price : company.prices) {
    prices.push_back({price.sku.text(), price.list.text(), price.quantity_from.thousandths,
                      price.price.ten_thousandths});
  }
  return json{{"products", products}, {"prices", prices}}.dump();
}

/// What people type: SKUs, and the first two words of names, each key by key.
std::string searches_json(const Company& company) {
  json skus = json::array();
  json words = json::array();
  for (std::size_t i = 0; i < 150; ++i) {
    const Product& product = company.products[i * 7919 % company.products.size()];
    skus.push_back(product.sku.text());
    const std::size_t first = product.name.find(' ');
    const std::size_t second =
        first == std::string::npos ? first : product.name.find(' ', first + 1);
    words.push_back(product.name.substr(0, second));
  }
  return json{{"skus", skus}, {"words", words}}.dump();
}

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string products_csv(const Company& company) {
  std::string csv = "sku,gtin,name,family,variant,tax_class,weight\n";
  for (const Product& product : company.products) {
    csv += csv_cell(product.sku.text()) + "," + (product.gtin ? product.gtin->text() : "") + "," +
           csv_cell(product.name) + "," + csv_cell(product.family) + "," +
           csv_cell(product.variant) + "," + product.tax_class.text() + "," +
           std::to_string(product.weight_g) + "\n";
  }
  return csv;
}

json mapping() {
  json fields;
  for (const char* field : {"sku", "gtin", "name", "family", "variant", "tax_class"}) {
    fields[field] = {{"column", field}};
  }
  fields["weight_g"] = {{"column", "weight"}};
  return {{"tallystick", "mapping/1"}, {"kind", "products"}, {"fields", fields}};
}

bool write_order_files(const fs::path& folder, const Company& company) {
  for (const std::size_t lines : {10U, 1000U}) {
    const std::string document = wire::write_order(demo_order(company, lines));
    if (!write_file(folder / ("order-" + std::to_string(lines) + ".json"), document)) return false;
  }
  return true;
}

}  // namespace

int run_files(Words words) {
  const fs::path folder = words[0];
  const Company small = demo_company(20'000);
  const Company large = demo_company(100'000);
  const bool written = write_file(folder / "snapshot-20000.sqlite", snapshot_bytes(small)) &&
                       write_file(folder / "snapshot-100000.sqlite", snapshot_bytes(large)) &&
                       write_order_files(folder, small) &&
                       write_file(folder / "catalogue.json", catalogue_json(large)) &&
                       write_file(folder / "searches.json", searches_json(large)) &&
                       write_file(folder / "products.csv", products_csv(large)) &&
                       write_file(folder / "products.mapping.json", mapping().dump(2));
  report("products in the CSV", static_cast<double>(large.products.size()), "lines");
  return written ? 0 : 1;
}

}  // namespace tally::bench
