// Schema: the server's own tables, as migrations bring them.
// The catalogue's tables (wire::common_tables_sql, customer_tables_sql) come before these.
// Money is minor units, quantities are thousandths, instants UTC milliseconds; all tables STRICT.
// What must never change is guarded here by triggers, not by good intentions in the code.
#pragma once

namespace tally::server::store {

extern const char* const schema_people;
extern const char* const schema_stock;
extern const char* const schema_orders;
/// Devices, their logs, and later versions of orders.
extern const char* const schema_devices;

}  // namespace tally::server::store
