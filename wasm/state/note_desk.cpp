#include "wasm/state/note_desk.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "wasm/state/words.hpp"

namespace tally::app {

void NoteDesk::refresh() {
  // What is on its way would stand in the list again.
  if (!asking_ && on_their_way_ == 0) ask("");
}

void NoteDesk::ask_more() {
  if (!asking_ && has_more()) ask(next_);
}

void NoteDesk::ask(const std::string& after) {
  asking_ = true;
  std::string path = "/v1/delivery-notes";
  if (!after.empty()) path += "?after=" + percent_encoded(after);
  edge_.ask({.method = "GET", .path = std::move(path)},
            [this, first = after.empty(), alive = std::weak_ptr<int>(alive_)](const Answer& came) {
              if (!alive.expired()) take_page(came, first);
            });
}

void NoteDesk::take_page(const Answer& answer, bool first) {
  asking_ = false;
  auto page = answer.ok() ? read_note_page(answer.body) : std::nullopt;
  if (!page) {
    failure_ = say_failure(answer);
    return;
  }
  failure_.clear();
  has_answer_ = true;
  open_ = page->open;
  next_ = std::move(page->next);
  if (first) notes_.clear();
  std::ranges::move(page->notes, std::back_inserter(notes_));
  place_ = std::min(place_, notes_.empty() ? 0 : notes_.size() - 1);
}

void NoteDesk::choose(std::size_t place) {
  if (place < notes_.size()) place_ = place;
}

bool NoteDesk::acknowledge(std::size_t place) {
  if (place >= notes_.size()) return false;
  OpenNote read = std::move(notes_[place]);
  notes_.erase(notes_.begin() + static_cast<std::ptrdiff_t>(place));
  if (place_ >= notes_.size() && place_ > 0) --place_;
  --open_;
  ++on_their_way_;
  Question question = note_read(read.order_id, read.note);
  edge_.ask(std::move(question),
            [this, read = std::move(read), alive = std::weak_ptr<int>(alive_)](const Answer& came) {
              if (!alive.expired()) take_answer(read, came);
            });
  return true;
}

void NoteDesk::take_answer(const OpenNote& note, const Answer& answer) {
  --on_their_way_;
  if (!answer.ok()) {
    news_.push_back("The note of " + note.number + " for " + note.note.ship_to +
                    " was not acknowledged. " + say_failure(answer));
    notes_.insert(notes_.begin(), note);
    ++open_;
  }
  if (!answer.ok() || (notes_.empty() && has_more())) refresh();
}

std::vector<std::string> NoteDesk::take_news() { return std::exchange(news_, {}); }

}  // namespace tally::app
