#include "server/masters/master_sql.hpp"

namespace tally::server::masters {

namespace {

using wire::MasterKind;

struct Source {
  const char* select;
  std::vector<std::string> keys;
  /// Whose rows may go by their key alone.
  const char* table = "";
};

// A price may stand in one of two tables; what is made of a cost has its rule in a third.
constexpr const char* prices_select = R"sql(
SELECT price_list.code AS list_code, product.sku AS sku, '' AS family, 0 AS unit,
  price.quantity_from AS quantity_from, price.valid_from AS valid_from, price.valid_until,
  0 AS kind, price.unit_price AS value, price_list.currency, rule.percent,
  lower(price_list.code || ' ' || price_list.name || ' ' || product.sku || ' ' || product.name ||
    ' ' || product.family) AS words
FROM price JOIN product ON product.id = price.product JOIN price_list ON price_list.id = price.list
LEFT JOIN price_cost_plus AS rule ON rule.product = price.product AND rule.list = price.list
  AND rule.quantity_from = price.quantity_from AND rule.valid_from = price.valid_from
UNION ALL
SELECT price_list.code, iif(target = 0, special.code, ''), iif(target = 1, special.code, ''),
  special.unit, special.quantity_from, special.valid_from, special.valid_until, kind, value,
  price_list.currency, NULL,
  lower(price_list.code || ' ' || price_list.name || ' ' || special.code || ' ' ||
    coalesce(product.name || ' ' || product.family, ''))
FROM price_special AS special JOIN price_list ON price_list.id = special.list
LEFT JOIN product ON target = 0 AND product.sku = special.code)sql";

Source source_of(MasterKind kind) {
  switch (kind) {
    case MasterKind::products:
      return {"SELECT sku, gtin, name, product.unit, family, variant, tax_class, status, "
              "successor, case_pack, minimum, step, weight_g, lower(sku || ' ' || name || ' ' || "
              "family || ' ' || variant || ' ' || coalesce(gtin, '')) AS words FROM product",
              {"sku"}};
    case MasterKind::price_lists:
      return {"SELECT price_list.code AS code, name, currency, fallback, valid_from, valid_until, "
              "breaks, channels, customer_groups, includes_tax, lower(price_list.code || ' ' || "
              "name || ' ' || coalesce(customer_groups, '')) AS words FROM price_list "
              "LEFT JOIN price_list_terms AS terms ON terms.list = price_list.id "
              "LEFT JOIN list_tax ON list_tax.list = price_list.code",
              {"code"}};
    case MasterKind::prices:
      return {prices_select,
              {"list_code", "sku", "family", "unit", "quantity_from", "valid_from"}};
    case MasterKind::promotions:
      return {"SELECT code, document, lower(code || ' ' || "
              "coalesce(json_extract(document, '$.name'), '') || ' ' || "
              "coalesce(json_extract(document, '$.coupon'), '')) AS words FROM promotion",
              {"code"}, "promotion"};
    case MasterKind::tax_rates:
      return {"SELECT country, admin_area, postal_from, postal_until, tax_class, authority, "
              "supply, valid_from, valid_until, rate, base, treatment, law, demo, "
              "lower(country || ' ' || admin_area || ' ' || postal_from || ' ' || tax_class || "
              "' ' || authority) AS words FROM tax_rate",
              {"country", "admin_area", "postal_from", "postal_until", "tax_class", "authority",
               "supply", "valid_from"},
              "tax_rate"};
    case MasterKind::tax_places:
      return {"SELECT country, admin_area, postal_from, postal_until, territory, union_code, "
              "vat_prefix, sourcing, union_supply, exports, freight, freight_class, "
              "lower(country || ' ' || admin_area || ' ' || postal_from || ' ' || territory || "
              "' ' || union_code) AS words FROM tax_place",
              {"country", "admin_area", "postal_from", "postal_until"}, "tax_place"};
    case MasterKind::exchange_rates:
      return {"SELECT from_currency, to_currency, valid_from, valid_until, billionths, "
              "lower(from_currency || ' ' || to_currency) AS words FROM exchange_rate",
              {"from_currency", "to_currency", "valid_from"}, "exchange_rate"};
    case MasterKind::costs: break;
  }
  return {"SELECT sku, currency, cost, lower(sku || ' ' || name || ' ' || currency) AS words "
          "FROM product_cost JOIN product ON product_cost.product = product.id",
          {"sku", "currency"}};
}

std::string place(std::size_t number) { return "?" + std::to_string(number); }

std::string has_words(std::size_t number) {
  return "(" + place(number) + " = '[]' OR NOT EXISTS (SELECT 1 FROM json_each(" + place(number) +
         ") AS word WHERE instr(words, word.value) = 0))";
}

MasterSql make_sql(const Source& source) {
  std::string keys, places, equal;
  for (std::size_t i = 0; i < source.keys.size(); ++i) {
    const char* const comma = i == 0 ? "" : ", ";
    keys += comma + source.keys[i];
    places += comma + place(i + 1);
    equal += (i == 0 ? "" : " AND ") + source.keys[i] + " = " + place(i + 1);
  }
  const std::string rows = "(" + std::string(source.select) + ")";
  const std::size_t next = source.keys.size() + 1;
  MasterSql sql;
  sql.key_columns = source.keys.size();
  sql.page = "SELECT * FROM " + rows + " WHERE (" + keys + ") > (" + places + ") AND " +
             has_words(next) + " ORDER BY " + keys + " LIMIT " + place(next + 1);
  sql.find = "SELECT * FROM " + rows + " WHERE " + equal;
  sql.count = "SELECT count(*) FROM " + rows + " WHERE " + has_words(1);
  if (*source.table != '\0') {
    sql.remove = "DELETE FROM " + std::string(source.table) + " WHERE " + equal;
  }
  return sql;
}

}  // namespace

const MasterSql& master_sql(MasterKind kind) {
  // A connection knows its statements by their address, so they are made once.
  static const std::vector<MasterSql> all = [] {
    std::vector<MasterSql> made;
    for (std::size_t i = 0; i < wire::master_kind_names.size(); ++i) {
      made.push_back(make_sql(source_of(static_cast<MasterKind>(i))));
    }
    return made;
  }();
  return all[static_cast<std::size_t>(kind)];
}

}  // namespace tally::server::masters
