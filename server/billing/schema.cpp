#include "server/billing/schema.hpp"

namespace tally::server::billing {

const char* const schema_credits = R"sql(
CREATE TABLE credit (
  "row" INTEGER PRIMARY KEY, source TEXT NOT NULL, number TEXT NOT NULL,
  position INTEGER NOT NULL, day INTEGER NOT NULL, customer TEXT NOT NULL, sku TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0), unit_price INTEGER NOT NULL,
  matched INTEGER NOT NULL CHECK (matched BETWEEN 0 AND quantity),
  state TEXT NOT NULL CHECK (state IN ('matched', 'waiting')),
  at_ms INTEGER NOT NULL, by TEXT NOT NULL, UNIQUE (source, number, position)) STRICT;
CREATE INDEX credit_by_state ON credit (state, "row");
CREATE INDEX credit_by_customer ON credit (customer, "row");
CREATE TRIGGER credit_keeps BEFORE DELETE ON credit BEGIN
  SELECT RAISE(ABORT, 'a credit is never deleted');
END;
CREATE TABLE credit_match (
  credit INTEGER NOT NULL REFERENCES credit ("row"), order_row INTEGER NOT NULL,
  position INTEGER NOT NULL, quantity INTEGER NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (credit, order_row, position),
  FOREIGN KEY (order_row, position) REFERENCES order_line (order_row, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX credit_match_by_line ON credit_match (order_row, position);
CREATE TRIGGER credit_match_fits BEFORE INSERT ON credit_match
WHEN new.quantity + (SELECT coalesce(sum(quantity), 0) FROM credit_match
                     WHERE order_row = new.order_row AND position = new.position)
     > (SELECT quantity FROM order_line
        WHERE order_row = new.order_row AND position = new.position)
BEGIN
  SELECT RAISE(ABORT, 'a line is credited for no more than it has');
END;
CREATE TRIGGER credit_match_stays BEFORE UPDATE ON credit_match BEGIN
  SELECT RAISE(ABORT, 'what a credit is matched to does not change');
END;
)sql";

}  // namespace tally::server::billing
