#include "server/store/readers.hpp"

#include "server/store/open_database.hpp"

namespace tally::server::store {

namespace {
// More than this many connections are closed instead of kept: each has a page cache of its own.
constexpr std::size_t idle_max = 16;
}  // namespace

Reader::Reader(Readers& readers, std::unique_ptr<Connection> connection)
    : readers_(&readers), connection_(std::move(connection)) {
  connection_->execute("BEGIN");
}

Reader::~Reader() {
  if (!connection_) return;
  connection_->execute("COMMIT");
  readers_->take_back(std::move(connection_));
}

Reader Readers::lend() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      std::unique_ptr<Connection> connection = std::move(idle_.back());
      idle_.pop_back();
      return {*this, std::move(connection)};
    }
  }
  return {*this, std::make_unique<Connection>(open_for_reading(file_))};
}

void Readers::take_back(std::unique_ptr<Connection> connection) {
  // A connection that saw a fault is not trusted with another read.
  if (connection->take_fault() != 0) return;
  const std::lock_guard lock(mutex_);
  if (idle_.size() < idle_max) idle_.push_back(std::move(connection));
}

}  // namespace tally::server::store
