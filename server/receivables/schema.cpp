#include "server/receivables/schema.hpp"

namespace tally::server::receivables {

// customer_credit.action is empty where it is the company's own; order_standing.past is 1 for an
// order of an imported history: it uses no credit. Its po_key is credit::po_key of the PO number;
// what stands before this step has no white space but spaces.
const char* const schema_credit_limits = R"sql(
CREATE TABLE customer_credit (
  customer TEXT NOT NULL, currency TEXT NOT NULL,
  credit_limit INTEGER CHECK (credit_limit >= 0),
  action TEXT NOT NULL CHECK (action IN ('', 'route', 'hold')),
  overdue_days_max INTEGER CHECK (overdue_days_max >= 0),
  PRIMARY KEY (customer, currency)) STRICT, WITHOUT ROWID;
CREATE TABLE credit_hold (
  customer TEXT PRIMARY KEY, reason TEXT NOT NULL CHECK (reason <> '')) STRICT, WITHOUT ROWID;
CREATE TABLE credit_change (
  number INTEGER PRIMARY KEY, customer TEXT NOT NULL, at_ms INTEGER NOT NULL, by TEXT NOT NULL,
  what TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE INDEX credit_change_by_customer ON credit_change (customer, number);
CREATE TRIGGER credit_change_stays BEFORE UPDATE ON credit_change BEGIN
  SELECT RAISE(ABORT, 'the history of credit is append-only');
END;
CREATE TRIGGER credit_change_keeps BEFORE DELETE ON credit_change BEGIN
  SELECT RAISE(ABORT, 'the history of credit is append-only');
END;
CREATE TABLE open_item (
  number TEXT PRIMARY KEY, customer TEXT NOT NULL, currency TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (abs(amount) <= 1000000000000000), open INTEGER NOT NULL,
  invoice_day INTEGER NOT NULL, due_day INTEGER NOT NULL,
  order_row INTEGER REFERENCES orders ("row"),
  CHECK (open BETWEEN min(amount, 0) AND max(amount, 0))) STRICT, WITHOUT ROWID;
CREATE INDEX open_item_by_customer ON open_item (customer, currency) WHERE open <> 0;
CREATE INDEX open_item_by_order ON open_item (order_row) WHERE order_row IS NOT NULL;
CREATE INDEX orders_open ON orders (customer, as_of) WHERE state = 'accepted';
CREATE TABLE credit_release (
  number INTEGER PRIMARY KEY, order_row INTEGER NOT NULL REFERENCES orders ("row"),
  at_ms INTEGER NOT NULL, by TEXT NOT NULL, reason TEXT NOT NULL CHECK (reason <> ''),
  currency TEXT NOT NULL, amount INTEGER NOT NULL) STRICT;
CREATE INDEX credit_release_by_order ON credit_release (order_row);
CREATE TRIGGER credit_release_stays BEFORE UPDATE ON credit_release BEGIN
  SELECT RAISE(ABORT, 'a release is never changed');
END;
CREATE TRIGGER credit_release_keeps BEFORE DELETE ON credit_release BEGIN
  SELECT RAISE(ABORT, 'a release is never taken back');
END;
CREATE TABLE order_standing (
  order_row INTEGER PRIMARY KEY REFERENCES orders ("row"), customer TEXT NOT NULL,
  at_ms INTEGER NOT NULL, past INTEGER NOT NULL CHECK (past IN (0, 1)), po_key TEXT NOT NULL,
  goods TEXT NOT NULL, place TEXT NOT NULL, billing_country TEXT NOT NULL,
  shipping_country TEXT NOT NULL, first_order INTEGER NOT NULL, orders_in_hour INTEGER NOT NULL,
  others_at_ship_to INTEGER NOT NULL) STRICT;
CREATE INDEX order_standing_by_time ON order_standing (customer, at_ms);
CREATE INDEX order_standing_by_po ON order_standing (customer, po_key) WHERE po_key <> '';
CREATE INDEX order_standing_by_place ON order_standing (place, customer) WHERE place <> '';
INSERT INTO order_standing
  SELECT "row", customer, captured_ms, 0, upper(replace(po_number, ' ', '')), '', '', '', '', 0, 0,
         0 FROM orders;
)sql";

// A customer with thousands of orders: the doubles of one are found without reading the day's
// others, and what is open is summed without reading the orders themselves.
const char* const schema_standing_indexes = R"sql(
CREATE INDEX order_standing_by_goods ON order_standing (customer, goods, at_ms) WHERE goods <> '';
DROP INDEX orders_open;
CREATE INDEX orders_open ON orders (customer, currency, as_of, total) WHERE state = 'accepted';
)sql";

}  // namespace tally::server::receivables
