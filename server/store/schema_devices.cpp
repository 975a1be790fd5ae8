#include "server/store/schema.hpp"

namespace tally::server::store {

// A device's log as it arrived: the exact bytes with the answer that was given. Nothing of it is
// ever changed or taken away; what a person has to look at stands in quarantine, too.
const char* const schema_devices = R"sql(
CREATE TABLE device (
  id TEXT PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES user (id),
  public_key BLOB NOT NULL UNIQUE CHECK (length(public_key) = 65),
  code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, enrolled_ms INTEGER NOT NULL,
  revoked_ms INTEGER, revoked_by TEXT, taken_over_by TEXT REFERENCES device (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX device_by_user ON device (user_id);
CREATE INDEX device_by_successor ON device (taken_over_by) WHERE taken_over_by IS NOT NULL;
CREATE TABLE device_token (
  token_hash BLOB PRIMARY KEY, device TEXT NOT NULL REFERENCES device (id),
  expires_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX device_token_by_device ON device_token (device);
CREATE TABLE device_log (
  id INTEGER PRIMARY KEY, device TEXT NOT NULL REFERENCES device (id), epoch TEXT NOT NULL,
  place INTEGER NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL,
  UNIQUE (device, epoch), UNIQUE (device, place)) STRICT;
CREATE TABLE log_entry (
  id INTEGER PRIMARY KEY, log_id INTEGER NOT NULL REFERENCES device_log (id),
  seq INTEGER NOT NULL, hash TEXT NOT NULL, content TEXT NOT NULL, kind TEXT NOT NULL,
  paper TEXT NOT NULL, bytes BLOB NOT NULL, receipt TEXT NOT NULL, signer TEXT NOT NULL,
  at_ms INTEGER NOT NULL, order_row INTEGER REFERENCES orders ("row"), revision INTEGER,
  UNIQUE (log_id, seq)) STRICT;
CREATE INDEX log_entry_by_content ON log_entry (content);
CREATE INDEX log_entry_by_order ON log_entry (order_row, revision) WHERE order_row IS NOT NULL;
CREATE TRIGGER log_entry_stays BEFORE UPDATE ON log_entry BEGIN
  SELECT RAISE(ABORT, 'what a device sent does not change');
END;
CREATE TRIGGER log_entry_keeps BEFORE DELETE ON log_entry BEGIN
  SELECT RAISE(ABORT, 'what a device sent is kept as long as its order');
END;
CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, device TEXT NOT NULL, epoch TEXT NOT NULL,
  seq INTEGER NOT NULL, hash TEXT NOT NULL, content TEXT NOT NULL, order_id TEXT NOT NULL,
  why TEXT NOT NULL CHECK (why IN ('forked', 'revoked', 'unknown_version', 'unreadable',
    'order_id_reused', 'stale', 'not_applied')),
  who TEXT NOT NULL, reasons TEXT NOT NULL, bytes BLOB NOT NULL,
  resolved_ms INTEGER, resolved_by TEXT, resolved_note TEXT NOT NULL DEFAULT '',
  UNIQUE (device, epoch, seq, hash)) STRICT;
CREATE INDEX quarantine_open ON quarantine (id) WHERE resolved_ms IS NULL;
CREATE INDEX quarantine_by_content ON quarantine (content) WHERE resolved_ms IS NULL;
CREATE TRIGGER quarantine_stays
  BEFORE UPDATE OF device, epoch, seq, hash, content, why, who, bytes ON quarantine BEGIN
  SELECT RAISE(ABORT, 'what was set aside does not change');
END;
CREATE TRIGGER quarantine_keeps BEFORE DELETE ON quarantine BEGIN
  SELECT RAISE(ABORT, 'what was set aside is kept');
END;
CREATE TABLE order_version (
  id INTEGER PRIMARY KEY, order_row INTEGER NOT NULL REFERENCES orders ("row"),
  version INTEGER NOT NULL CHECK (version >= 2), revision INTEGER NOT NULL,
  at_ms INTEGER NOT NULL, by TEXT NOT NULL, as_of TEXT NOT NULL, core_version TEXT NOT NULL,
  snapshot TEXT NOT NULL, order_document TEXT NOT NULL, order_digest TEXT NOT NULL,
  device_outcome TEXT NOT NULL, outcome TEXT NOT NULL, UNIQUE (order_row, version)) STRICT;
CREATE TRIGGER order_version_stays BEFORE UPDATE ON order_version BEGIN
  SELECT RAISE(ABORT, 'what was ordered and answered does not change');
END;
CREATE TRIGGER order_version_keeps BEFORE DELETE ON order_version BEGIN
  SELECT RAISE(ABORT, 'what was ordered and answered is kept');
END;
)sql";

}  // namespace tally::server::store
