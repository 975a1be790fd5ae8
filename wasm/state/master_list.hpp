#pragma once
// The list of one kind of master data, page by page, narrowed while somebody types.
// In: a kind, words, the server's pages. Out: rows, how many there are in all, what went wrong.
// What is shown stays until something newer comes. It opens and changes no record.
//
//     list.choose(*find_master_kind("prices"));   list.find("base ab-103");   list.ask_more();

#include <memory>
#include <string>
#include <vector>

#include "wasm/state/master_answers.hpp"
#include "wasm/state/surroundings.hpp"

namespace tally::app {

class MasterList {
 public:
  explicit MasterList(const Edge& edge) : edge_(edge) {}

  /// nullptr before the first one was chosen.
  const MasterKind* kind() const { return kind_; }
  void choose(const MasterKind& kind);
  /// Asked for once typing rests a moment: pump() does it.
  void find(std::string_view words);
  const std::string& words() const { return words_; }
  /// Asks for the first page again.
  void refresh();
  void ask_more();
  /// Sends what is due; milliseconds until it wants to be called again, 0: not at all.
  std::int64_t pump();

  const std::vector<MasterEntry>& entries() const { return entries_; }
  std::int64_t total() const { return total_; }
  bool has_more() const { return !next_.empty(); }
  bool has_answer() const { return has_answer_; }
  bool is_asking() const { return asking_; }
  /// The rows are those of the words as they stand now.
  bool is_current() const { return due_ms_ == 0 && !asking_; }
  const std::string& failure() const { return failure_; }

 private:
  void ask(const std::string& after);
  void take(const Answer& answer, bool first_page);
  Edge edge_;
  const MasterKind* kind_ = nullptr;
  std::string words_, next_, failure_;
  std::vector<MasterEntry> entries_;
  std::int64_t total_ = 0, due_ms_ = 0;
  bool asking_ = false, has_answer_ = false;
  /// Answers to a question that is no longer the last one are dropped.
  std::shared_ptr<int> question_ = std::make_shared<int>(0);
};

}  // namespace tally::app
