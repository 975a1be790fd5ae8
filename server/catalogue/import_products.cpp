// The import of products: one line, one product; the key is the SKU.
#include "server/catalogue/master_import.hpp"
#include "server/catalogue/record_reader.hpp"
#include "shared/wire/catalogue_writer.hpp"

namespace tally::server::catalogue {

namespace {

class ProductImport : public MasterImport {
 public:
  ProductImport(const ImportRequest& request, wire::Snapshot& before)
      : request_(request), before_(before), lines_(request.mapping.repeated) {}

  void take(LineReader& line, const LinePlace& place) override {
    auto product = read_product(line);
    if (!product) return;
    const std::string sku = product->sku.text();
    keep(lines_, line, place, sku, *std::move(product));
  }

  bool write(store::Connection& db, ImportReport& report) override {
    wire::CatalogueWriter writer(db.database());
    report.counts.repeated += lines_.repeated();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const auto& chosen = lines_.chosen(i);
      if (!successor_is_known(chosen.record)) {
        ++report.counts.refused;
        report.refusals.push_back(unknown_reference(request_, chosen.place, "successor", "product",
                                                    chosen.record.successor->text()));
        continue;
      }
      const auto before = before_.product(chosen.record.sku);
      const Product now = before ? laid_over(*before, chosen.record) : chosen.record;
      const bool put = put_if_changed(before, now, report.counts,
                                      [&](const Product& product) { return writer.put(product); });
      if (!put) return false;
    }
    return true;
  }

 private:
  bool successor_is_known(const Product& product) {
    if (!product.successor) return true;
    return lines_.contains(product.successor->text()) || before_.product(*product.successor);
  }

  bool is_mapped(std::string_view field) const {
    return request_.mapping.fields[*find_field(ImportKind::products, field)].has_value();
  }

  /// What was there, with every field that the mapping names taken from the line.
  Product laid_over(Product product, const Product& line) const {
    product.name = line.name;
    product.tax_class = line.tax_class;
    if (is_mapped("gtin")) product.gtin = line.gtin;
    if (is_mapped("unit")) product.unit = line.unit;
    if (is_mapped("family")) product.family = line.family;
    if (is_mapped("variant")) product.variant = line.variant;
    if (is_mapped("status")) product.status = line.status;
    if (is_mapped("successor")) product.successor = line.successor;
    if (is_mapped("case_pack")) product.case_pack = line.case_pack;
    if (is_mapped("minimum")) product.minimum = line.minimum;
    if (is_mapped("step")) product.step = line.step;
    if (is_mapped("weight_g")) product.weight_g = line.weight_g;
    return product;
  }

  const ImportRequest& request_;
  wire::Snapshot& before_;
  KeyedLines<Product> lines_;
};

}  // namespace

std::unique_ptr<MasterImport> make_product_import(const ImportRequest& request,
                                                  wire::Snapshot& before) {
  return std::make_unique<ProductImport>(request, before);
}

}  // namespace tally::server::catalogue
