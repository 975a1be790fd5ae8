#include "server/catalogue/master_import.hpp"

namespace tally::server::catalogue {

std::unique_ptr<MasterImport> make_master_import(const ImportRequest& request,
                                                 wire::Snapshot& before) {
  switch (request.mapping.kind) {
    case ImportKind::products: return make_product_import(request, before);
    case ImportKind::customers: return make_customer_import(request, before);
    case ImportKind::prices: return make_price_import(request, before);
    case ImportKind::stock: return make_stock_import(request, before);
    case ImportKind::tax_rates: return make_tax_rate_import(request, before);
    case ImportKind::open_items: return make_open_item_import(request, before);
    case ImportKind::orders: break;
  }
  return nullptr;
}

void refuse_repeated(LineReader& line, std::string key, const LinePlace& before) {
  line.refuse_line(IssueCode::import_key_repeated,
                   {{"key", std::move(key)}, {"line", before.line}});
}

Refusal unknown_reference(const ImportRequest& request, const LinePlace& place,
                          std::string_view field, std::string_view kind,
                          const std::string& value) {
  return refusal_at(request, place, field, value,
                    make_issue(IssueCode::import_reference_unknown, std::string(field),
                               {{"kind", std::string(kind)}, {"value", value}}));
}

}  // namespace tally::server::catalogue
