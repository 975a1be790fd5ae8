#include "server/masters/master_schema.hpp"

namespace tally::server::masters {

const char* const schema_master_changes = R"sql(
CREATE TABLE master_change (
  number INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, by TEXT NOT NULL, kind TEXT NOT NULL,
  key TEXT NOT NULL, what TEXT NOT NULL CHECK (what IN ('added', 'changed', 'removed')),
  before TEXT, after TEXT, CHECK ((what = 'added') = (before IS NULL)),
  CHECK ((what = 'removed') = (after IS NULL))) STRICT;
CREATE INDEX master_change_by_record ON master_change (kind, key, number);
CREATE TRIGGER master_change_stays BEFORE UPDATE ON master_change BEGIN
  SELECT RAISE(ABORT, 'the history of master data is append-only');
END;
CREATE TRIGGER master_change_keeps BEFORE DELETE ON master_change BEGIN
  SELECT RAISE(ABORT, 'the history of master data is append-only');
END;
)sql";

}  // namespace tally::server::masters
