#include "server/store/schema.hpp"

namespace tally::server::store {

// Tokens and links are stored as SHA-256 of 256 random bits: reading the database gives no access.
const char* const schema_people = R"sql(
CREATE TABLE fact (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE user (
  id INTEGER PRIMARY KEY, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('rep', 'desk', 'warehouse', 'finance', 'rules', 'admin')),
  password_hash TEXT NOT NULL, disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  created_ms INTEGER NOT NULL) STRICT;
CREATE TABLE session (
  token_hash BLOB PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  created_ms INTEGER NOT NULL, expires_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_user ON session (user_id);
CREATE TABLE setup_link (
  token_hash BLOB PRIMARY KEY, created_ms INTEGER NOT NULL, used_ms INTEGER) STRICT, WITHOUT ROWID;
CREATE TABLE demo_login (
  login TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE snapshot (
  number INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, bytes INTEGER NOT NULL,
  built_ms INTEGER NOT NULL, catalogue_revision INTEGER NOT NULL) STRICT;
)sql";

// The ledger's trigger is the only writer of the balance, so their sums agree by construction, and
// a movement that would break a CHECK of the balance takes its ledger row with it.
const char* const schema_stock = R"sql(
CREATE TABLE warehouse (
  id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  priority INTEGER NOT NULL, recipient TEXT NOT NULL, street_1 TEXT NOT NULL,
  street_2 TEXT NOT NULL, locality TEXT NOT NULL, admin_area TEXT NOT NULL,
  postal_code TEXT NOT NULL, country TEXT NOT NULL) STRICT;
CREATE TABLE stock_balance (
  sku TEXT NOT NULL, warehouse_id INTEGER NOT NULL REFERENCES warehouse (id),
  on_hand INTEGER NOT NULL CHECK (on_hand >= 0),
  reserved INTEGER NOT NULL CHECK (reserved >= 0), CHECK (reserved <= on_hand),
  PRIMARY KEY (sku, warehouse_id)) STRICT, WITHOUT ROWID;
CREATE TABLE stock_ledger (
  id INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL,
  warehouse_id INTEGER NOT NULL REFERENCES warehouse (id), sku TEXT NOT NULL,
  kind TEXT NOT NULL, on_hand_change INTEGER NOT NULL, reserved_change INTEGER NOT NULL,
  order_row INTEGER REFERENCES orders ("row"), by TEXT NOT NULL) STRICT;
CREATE INDEX stock_ledger_by_sku ON stock_ledger (sku, warehouse_id, id);
CREATE INDEX stock_ledger_by_order ON stock_ledger (order_row) WHERE order_row IS NOT NULL;
CREATE TRIGGER stock_ledger_moves AFTER INSERT ON stock_ledger BEGIN
  INSERT OR IGNORE INTO stock_balance VALUES (new.sku, new.warehouse_id, 0, 0);
  UPDATE stock_balance SET on_hand = on_hand + new.on_hand_change,
                           reserved = reserved + new.reserved_change
    WHERE sku = new.sku AND warehouse_id = new.warehouse_id;
END;
CREATE TRIGGER stock_ledger_stays BEFORE UPDATE ON stock_ledger BEGIN
  SELECT RAISE(ABORT, 'the stock ledger is append-only');
END;
CREATE TRIGGER stock_ledger_keeps BEFORE DELETE ON stock_ledger BEGIN
  SELECT RAISE(ABORT, 'the stock ledger is append-only');
END;
)sql";

// What the device sent and what the server answered are kept as the exact bytes.
const char* const schema_orders = R"sql(
CREATE TABLE orders (
  "row" INTEGER PRIMARY KEY, order_id TEXT NOT NULL UNIQUE, number INTEGER NOT NULL UNIQUE,
  state TEXT NOT NULL
    CHECK (state IN ('accepted', 'waiting', 'sent_back', 'refused', 'cancelled')),
  revision INTEGER NOT NULL, state_since_ms INTEGER NOT NULL, state_by TEXT NOT NULL,
  customer TEXT NOT NULL, customer_name TEXT NOT NULL, rep TEXT NOT NULL,
  po_number TEXT NOT NULL, currency TEXT NOT NULL, net INTEGER, tax INTEGER, total INTEGER,
  line_count INTEGER NOT NULL, captured_ms INTEGER NOT NULL, as_of TEXT NOT NULL,
  core_version TEXT NOT NULL, snapshot TEXT NOT NULL, order_document TEXT NOT NULL,
  order_digest TEXT NOT NULL, device_outcome TEXT NOT NULL, outcome TEXT NOT NULL,
  reasons TEXT NOT NULL) STRICT;
CREATE INDEX orders_by_state ON orders (state, number);
CREATE INDEX orders_by_rep ON orders (rep, number);
CREATE INDEX orders_by_customer ON orders (customer, number);
CREATE TRIGGER orders_stay BEFORE DELETE ON orders BEGIN
  SELECT RAISE(ABORT, 'an order is never deleted');
END;
CREATE TRIGGER orders_keep BEFORE UPDATE OF order_id, number, rep, captured_ms, order_document,
  order_digest, device_outcome, outcome ON orders BEGIN
  SELECT RAISE(ABORT, 'what was ordered and answered does not change');
END;
CREATE TABLE order_line (
  order_row INTEGER NOT NULL REFERENCES orders ("row"), position INTEGER NOT NULL,
  line_id TEXT NOT NULL, sku TEXT NOT NULL, quantity INTEGER NOT NULL, net INTEGER, tax INTEGER,
  PRIMARY KEY (order_row, position)) STRICT, WITHOUT ROWID;
CREATE TABLE order_event (
  id INTEGER PRIMARY KEY, order_row INTEGER NOT NULL REFERENCES orders ("row"),
  at_ms INTEGER NOT NULL, by TEXT NOT NULL, what TEXT NOT NULL, words TEXT NOT NULL,
  state TEXT NOT NULL, revision INTEGER NOT NULL, UNIQUE (order_row, revision)) STRICT;
CREATE TRIGGER order_event_stays BEFORE UPDATE ON order_event BEGIN
  SELECT RAISE(ABORT, 'the history of an order is append-only');
END;
CREATE TRIGGER order_event_keeps BEFORE DELETE ON order_event BEGIN
  SELECT RAISE(ABORT, 'the history of an order is append-only');
END;
CREATE TABLE reservation (
  order_row INTEGER NOT NULL, position INTEGER NOT NULL,
  warehouse_id INTEGER NOT NULL REFERENCES warehouse (id), sku TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (order_row, position, warehouse_id),
  FOREIGN KEY (order_row, position) REFERENCES order_line (order_row, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX reservation_by_sku ON reservation (sku, warehouse_id);
CREATE TABLE backorder (
  order_row INTEGER NOT NULL, position INTEGER NOT NULL, sku TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0), PRIMARY KEY (order_row, position),
  FOREIGN KEY (order_row, position) REFERENCES order_line (order_row, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE order_aside (
  id INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, by TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('order_id_reused', 'unreadable')),
  order_id TEXT NOT NULL, document_digest TEXT NOT NULL, document TEXT NOT NULL,
  device_outcome TEXT NOT NULL, UNIQUE (order_id, document_digest)) STRICT;
)sql";

}  // namespace tally::server::store
