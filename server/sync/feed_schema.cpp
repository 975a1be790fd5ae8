#include "server/sync/feed_schema.hpp"

namespace tally::server::sync {

const char* const schema_feed = R"sql(
CREATE TABLE feed (
  kind TEXT NOT NULL, key TEXT NOT NULL, scope TEXT NOT NULL, lsn INTEGER NOT NULL UNIQUE,
  gone INTEGER NOT NULL CHECK (gone IN (0, 1)), PRIMARY KEY (kind, key)) STRICT, WITHOUT ROWID;
INSERT INTO fact (name, value) VALUES ('lsn', 0);
CREATE VIEW feed_note AS SELECT kind, key, scope, gone FROM feed;
CREATE TRIGGER feed_noted INSTEAD OF INSERT ON feed_note BEGIN
  UPDATE fact SET value = value + 1 WHERE name = 'lsn';
  INSERT INTO feed (kind, key, scope, lsn, gone)
    SELECT new.kind, new.key, new.scope, value, new.gone FROM fact WHERE name = 'lsn'
    ON CONFLICT (kind, key) DO UPDATE
    SET scope = excluded.scope, lsn = excluded.lsn, gone = excluded.gone;
END;
CREATE TRIGGER feed_keeps BEFORE DELETE ON feed BEGIN
  SELECT RAISE(ABORT, 'what is gone stays in the feed as a tombstone');
END;
CREATE TRIGGER feed_of_new_order AFTER INSERT ON orders BEGIN
  INSERT INTO feed_note VALUES ('order', new.order_id, 'login:' || new.rep, 0);
END;
CREATE TRIGGER feed_of_order AFTER UPDATE ON orders BEGIN
  INSERT INTO feed_note VALUES ('order', new.order_id, 'login:' || new.rep, 0);
END;
CREATE TABLE notice (
  key TEXT PRIMARY KEY, scope TEXT NOT NULL, at_ms INTEGER NOT NULL, by TEXT NOT NULL,
  what TEXT NOT NULL, subject TEXT NOT NULL, words TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TRIGGER feed_of_new_notice AFTER INSERT ON notice BEGIN
  INSERT INTO feed_note VALUES ('notice', new.key, new.scope, 0);
END;
CREATE TRIGGER feed_of_notice AFTER UPDATE ON notice BEGIN
  INSERT INTO feed_note VALUES ('notice', new.key, new.scope, 0);
END;
CREATE TRIGGER feed_of_old_notice AFTER DELETE ON notice BEGIN
  INSERT INTO feed_note VALUES ('notice', old.key, old.scope, 1);
END;
CREATE TABLE backup_cover (
  device TEXT NOT NULL, epoch TEXT NOT NULL, seq INTEGER NOT NULL, at_ms INTEGER NOT NULL,
  place TEXT NOT NULL, PRIMARY KEY (device, epoch)) STRICT, WITHOUT ROWID;
)sql";

// What stands in an older database is told once, in the order of its rows.
const char* const schema_feed_of_stock = R"sql(
CREATE TABLE stock_hint (sku TEXT PRIMARY KEY, at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TRIGGER feed_of_stock AFTER INSERT ON stock_ledger BEGIN
  INSERT INTO stock_hint VALUES (new.sku, new.at_ms)
    ON CONFLICT (sku) DO UPDATE SET at_ms = max(at_ms, excluded.at_ms);
  INSERT INTO feed_note VALUES ('stock', new.sku, 'all', 0);
END;
CREATE TRIGGER feed_of_new_allotment AFTER INSERT ON allotment BEGIN
  INSERT INTO feed_note VALUES ('allotment', new.id, new.holder, 0);
END;
CREATE TRIGGER feed_of_allotment AFTER UPDATE ON allotment BEGIN
  INSERT INTO feed_note VALUES ('allotment', new.id, new.holder, new.ended_ms IS NOT NULL);
END;
INSERT INTO stock_hint SELECT sku, max(at_ms) FROM stock_ledger GROUP BY sku;
INSERT INTO feed_note SELECT 'order', order_id, 'login:' || rep, 0 FROM orders ORDER BY "row";
INSERT INTO feed_note SELECT 'stock', sku, 'all', 0 FROM stock_hint ORDER BY sku;
)sql";

}  // namespace tally::server::sync
