#include "server/sync/snapshot_schema.hpp"

namespace tally::server::sync {

// Snapshots of one whole file each are of an older format, which this program does not read: their
// rows go. An order that names one of them is for the desk to look at.
const char* const schema_snapshots = R"sql(
DROP TABLE snapshot;
UPDATE fact SET value = 0 WHERE name = 'current_snapshot';
CREATE TABLE snapshot (
  number INTEGER PRIMARY KEY, digest TEXT NOT NULL, bytes INTEGER NOT NULL,
  built_ms INTEGER NOT NULL, catalogue_revision INTEGER NOT NULL) STRICT;
CREATE TABLE snapshot_part (
  id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, bytes INTEGER NOT NULL,
  fresh_bytes INTEGER NOT NULL, chunks BLOB NOT NULL) STRICT;
CREATE TABLE snapshot_manifest (
  digest TEXT NOT NULL, scope TEXT NOT NULL, number INTEGER NOT NULL REFERENCES snapshot (number),
  common INTEGER NOT NULL REFERENCES snapshot_part (id),
  scoped INTEGER NOT NULL REFERENCES snapshot_part (id),
  PRIMARY KEY (digest, scope)) STRICT, WITHOUT ROWID;
CREATE TABLE snapshot_current (
  scope TEXT PRIMARY KEY, manifest TEXT NOT NULL,
  FOREIGN KEY (manifest, scope) REFERENCES snapshot_manifest (digest, scope)
) STRICT, WITHOUT ROWID;
CREATE TABLE snapshot_chunk (
  digest BLOB NOT NULL, scope TEXT NOT NULL, PRIMARY KEY (digest, scope)) STRICT, WITHOUT ROWID;
)sql";

}  // namespace tally::server::sync
