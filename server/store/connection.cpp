#include "server/store/connection.hpp"

#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>

namespace tally::server::store {

Query& Query::bind(int place, std::int64_t value) {
  statement_->bind(place, value);
  return *this;
}

Query& Query::bind(int place, std::string_view text) {
  statement_->bind(place, text);
  return *this;
}

Query& Query::bind(int place, std::optional<std::int64_t> value) {
  statement_->bind(place, value);
  return *this;
}

Query& Query::bind_null(int place) {
  statement_->bind_null(place);
  return *this;
}

Query& Query::bind_blob(int place, std::string_view bytes) {
  statement_->bind_blob(place, bytes);
  return *this;
}

wire::Step Query::step() {
  const wire::Step step = statement_->step();
  if (step == wire::Step::failed) connection_->note_fault();
  return step;
}

bool Query::run() {
  wire::Step last = step();
  while (last == wire::Step::row) last = step();
  statement_->reset();
  return last == wire::Step::done;
}

Query Connection::query(const char* sql) {
  wire::Statement& statement = statements_[sql];
  if (!statement) {
    statement = database_.prepare(sql);
    if (!statement) {
      // A disk that fails while the schema is read must not look like a wrong statement.
      note_fault();
      if ((fault_ & 0xff) == SQLITE_ERROR) {
        std::fprintf(stderr, "SQL that cannot be prepared: %s\n%s\n", message().c_str(), sql);
        std::abort();
      }
    }
  }
  return Query(*this, statement);
}

std::int64_t Connection::figure(const char* sql) {
  Query query = this->query(sql);
  return query.step() == wire::Step::row ? query.integer(0) : -1;
}

bool Connection::execute(const char* sql) {
  if (database_.execute(sql)) return true;
  note_fault();
  return false;
}

std::int64_t Connection::changed_rows() const { return sqlite3_changes64(database_.handle()); }

std::int64_t Connection::last_row_id() const {
  return sqlite3_last_insert_rowid(database_.handle());
}

int Connection::take_fault() {
  const int fault = fault_;
  fault_ = 0;
  return fault;
}

void Connection::note_fault() {
  if (fault_ == 0) fault_ = sqlite3_extended_errcode(database_.handle());
}

}  // namespace tally::server::store
