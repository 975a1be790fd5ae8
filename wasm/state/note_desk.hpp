#pragma once
// The delivery notes that the warehouse has not acknowledged yet, one after the other.
// In: the company's list, a person's answers. Out: the notes of accepted orders, the oldest order
// first, and which of them the key acknowledges. What the company did not take comes back to the
// list with its reason: a note that was changed meanwhile is read in its new words.
// It acknowledges nothing by itself.
//
//     notes.refresh();   notes.acknowledge(notes.place());

#include <memory>
#include <string>
#include <vector>

#include "wasm/state/answers.hpp"
#include "wasm/state/surroundings.hpp"

namespace tally::app {

class NoteDesk {
 public:
  explicit NoteDesk(const Edge& edge) : edge_(edge) {}

  /// Asks for the first page; what is shown stays until it comes.
  void refresh();
  void ask_more();
  bool has_more() const { return !next_.empty(); }
  bool is_asking() const { return asking_; }
  bool has_answer() const { return has_answer_; }
  const std::string& failure() const { return failure_; }

  const std::vector<OpenNote>& notes() const { return notes_; }
  /// On all pages.
  std::int64_t open() const { return open_; }
  std::size_t place() const { return place_; }
  void choose(std::size_t place);
  /// False where there is no such note.
  bool acknowledge(std::size_t place);
  /// Sentences about what was not taken; cleared by reading.
  std::vector<std::string> take_news();

 private:
  void ask(const std::string& after);
  void take_page(const Answer& answer, bool first);
  void take_answer(const OpenNote& note, const Answer& answer);
  Edge edge_;
  std::vector<OpenNote> notes_;
  std::vector<std::string> news_;
  std::string failure_, next_;
  std::int64_t open_ = 0;
  std::size_t place_ = 0, on_their_way_ = 0;
  bool asking_ = false, has_answer_ = false;
  std::shared_ptr<int> alive_ = std::make_shared<int>(0);
};

}  // namespace tally::app
