#include "server/catalogue/tax_migration.hpp"

#include <string>

#include "shared/wire/catalogue_schema.hpp"

namespace tally::server::catalogue {

namespace {

// The old tables are renamed, today's are made where they are missing, and the rows carried over.
const std::string& tax_step() {
  static const std::string sql =
      std::string("ALTER TABLE tax_rate RENAME TO tax_rate_before;\n"
                  "ALTER TABLE exemption RENAME TO exemption_before;\n") +
      wire::common_tables_sql + wire::customer_tables_sql + R"sql(
INSERT INTO tax_rate (country, admin_area, postal_key, postal_from, postal_until, tax_class,
    authority, supply, valid_from, valid_until, rate, base, treatment, law, demo)
  SELECT country, admin_area, '', '', '', tax_class, '', 0, valid_from, valid_until, rate, 0, 0,
    '', 0 FROM tax_rate_before;
INSERT INTO exemption (customer, place, country, admin_area, certificate, valid_from, valid_until,
    kind)
  SELECT customer, place, country, admin_area, certificate, valid_from, valid_until, 0
  FROM exemption_before;
DROP TABLE tax_rate_before;
DROP TABLE exemption_before;
)sql";
  return sql;
}

}  // namespace

const char* schema_taxes() { return tax_step().c_str(); }

}  // namespace tally::server::catalogue
