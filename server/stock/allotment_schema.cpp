#include "server/stock/allotment_schema.hpp"

namespace tally::server::stock {

// The balance's trigger is made anew with the third column; it stays the only writer.
const char* const schema_allotments = R"sql(
ALTER TABLE stock_balance ADD COLUMN allotted INTEGER NOT NULL DEFAULT 0
  CHECK (allotted >= 0 AND reserved + allotted <= on_hand);
ALTER TABLE stock_ledger ADD COLUMN allotted_change INTEGER NOT NULL DEFAULT 0;
DROP TRIGGER stock_ledger_moves;
CREATE TRIGGER stock_ledger_moves AFTER INSERT ON stock_ledger BEGIN
  INSERT OR IGNORE INTO stock_balance (sku, warehouse_id, on_hand, reserved)
    VALUES (new.sku, new.warehouse_id, 0, 0);
  UPDATE stock_balance SET on_hand = on_hand + new.on_hand_change,
                           reserved = reserved + new.reserved_change,
                           allotted = allotted + new.allotted_change
    WHERE sku = new.sku AND warehouse_id = new.warehouse_id;
END;
CREATE TABLE allotment (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('allotment', 'hold')),
  sku TEXT NOT NULL, warehouse_id INTEGER NOT NULL REFERENCES warehouse (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  taken INTEGER NOT NULL DEFAULT 0 CHECK (taken >= 0 AND taken <= quantity),
  holder TEXT NOT NULL CHECK (holder LIKE 'login:_%' OR holder LIKE 'device:_%'),
  made_ms INTEGER NOT NULL, made_by TEXT NOT NULL, expires_ms INTEGER NOT NULL,
  ended_ms INTEGER, ended_why TEXT CHECK (ended_why IN ('used', 'released', 'expired')),
  CHECK ((ended_ms IS NULL) = (ended_why IS NULL))) STRICT, WITHOUT ROWID;
CREATE INDEX allotment_open ON allotment (expires_ms) WHERE ended_ms IS NULL;
CREATE INDEX allotment_by_sku ON allotment (sku, holder) WHERE ended_ms IS NULL;
CREATE TRIGGER allotment_stays BEFORE DELETE ON allotment BEGIN
  SELECT RAISE(ABORT, 'an allotment ends; it is never deleted');
END;
CREATE TRIGGER allotment_keeps BEFORE UPDATE OF id, kind, sku, warehouse_id, quantity, holder,
  made_ms, made_by ON allotment BEGIN
  SELECT RAISE(ABORT, 'what was set aside does not change');
END;
)sql";

}  // namespace tally::server::stock
