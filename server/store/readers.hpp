// Readers: connections that can only read, lent one at a time.
// In goes the path of the database; out comes a Reader that gives its connection back by itself.
// A read that needs several statements to agree takes a Reader with a transaction of its own.
// Nothing can be written through them: they are opened read-only and are query_only.
//   Reader db = readers.lend();  auto find = db->query("SELECT …");
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "server/store/connection.hpp"

namespace tally::server::store {

class Readers;

/// A connection on loan. While it is held it sees one state of the database.
class Reader {
 public:
  Reader(Readers& readers, std::unique_ptr<Connection> connection);
  ~Reader();
  Reader(Reader&&) noexcept = default;
  Reader& operator=(Reader&&) = delete;
  Connection* operator->() const { return connection_.get(); }
  Connection& operator*() const { return *connection_; }

 private:
  Readers* readers_;
  std::unique_ptr<Connection> connection_;
};

class Readers {
 public:
  explicit Readers(std::filesystem::path file) : file_(std::move(file)) {}
  Reader lend();

 private:
  friend class Reader;
  void take_back(std::unique_ptr<Connection> connection);
  std::filesystem::path file_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace tally::server::store
