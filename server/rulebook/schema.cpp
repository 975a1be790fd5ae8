#include "server/rulebook/schema.hpp"

namespace tally::server::rulebook {

// rule_stage.book is the whole book as the catalogue has it from then on, NULL where nothing became
// live; `before` is the stage to which a step back returns, 0 where there is none.
// order_ruling holds what the server's rules said in one revision of an order, with their inputs.
const char* const schema_rule_book = R"sql(
CREATE TABLE rule_set (
  digest TEXT PRIMARY KEY, text TEXT NOT NULL, name TEXT NOT NULL, author TEXT NOT NULL,
  at_ms INTEGER NOT NULL, note TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TRIGGER rule_set_stays BEFORE UPDATE ON rule_set BEGIN
  SELECT RAISE(ABORT, 'a rule set is never changed');
END;
CREATE TRIGGER rule_set_keeps BEFORE DELETE ON rule_set BEGIN
  SELECT RAISE(ABORT, 'a rule set is kept for ever');
END;
CREATE TABLE rule_stage (
  number INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, by TEXT NOT NULL,
  what TEXT NOT NULL
    CHECK (what IN ('draft', 'live', 'taken back', 'automation', 'words', 'loaded')),
  digest TEXT REFERENCES rule_set (digest), name TEXT NOT NULL, channels TEXT NOT NULL,
  share INTEGER NOT NULL CHECK (share BETWEEN 1 AND 100), note TEXT NOT NULL,
  book TEXT, before INTEGER NOT NULL) STRICT;
CREATE INDEX rule_stage_with_book ON rule_stage (number) WHERE book IS NOT NULL;
CREATE INDEX rule_stage_by_set ON rule_stage (digest, number);
CREATE TRIGGER rule_stage_stays BEFORE UPDATE ON rule_stage BEGIN
  SELECT RAISE(ABORT, 'the history of the rules is append-only');
END;
CREATE TRIGGER rule_stage_keeps BEFORE DELETE ON rule_stage BEGIN
  SELECT RAISE(ABORT, 'the history of the rules is append-only');
END;
CREATE TABLE order_ruling (
  id INTEGER PRIMARY KEY, order_row INTEGER NOT NULL REFERENCES orders ("row"),
  revision INTEGER NOT NULL, at_ms INTEGER NOT NULL,
  digest TEXT NOT NULL REFERENCES rule_set (digest), ruling TEXT NOT NULL) STRICT;
CREATE INDEX order_ruling_by_order ON order_ruling (order_row, id);
CREATE TRIGGER order_ruling_stays BEFORE UPDATE ON order_ruling BEGIN
  SELECT RAISE(ABORT, 'what the rules said of an order does not change');
END;
CREATE TRIGGER order_ruling_keeps BEFORE DELETE ON order_ruling BEGIN
  SELECT RAISE(ABORT, 'what the rules said of an order does not change');
END;
CREATE TABLE rule_fired (
  digest TEXT NOT NULL, decision TEXT NOT NULL, rule TEXT NOT NULL,
  order_row INTEGER NOT NULL REFERENCES orders ("row"),
  PRIMARY KEY (digest, decision, rule, order_row)) STRICT, WITHOUT ROWID;
CREATE TABLE rule_mark (
  id INTEGER PRIMARY KEY, order_row INTEGER NOT NULL REFERENCES orders ("row"),
  digest TEXT NOT NULL, decision TEXT NOT NULL, rule TEXT NOT NULL, at_ms INTEGER NOT NULL,
  by TEXT NOT NULL, note TEXT NOT NULL, UNIQUE (order_row, digest, decision, rule)) STRICT;
CREATE INDEX rule_mark_by_rule ON rule_mark (digest, decision, rule);
)sql";

}  // namespace tally::server::rulebook
