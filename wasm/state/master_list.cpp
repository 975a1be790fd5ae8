#include "wasm/state/master_list.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "wasm/state/answers.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

constexpr std::string_view records_limit = "100";
constexpr std::int64_t search_rests_ms = 140;

}  // namespace

void MasterList::choose(const MasterKind& kind) {
  if (kind_ == &kind) return refresh();
  kind_ = &kind;
  words_.clear();
  entries_.clear();
  next_.clear();
  failure_.clear();
  total_ = 0;
  has_answer_ = false;
  refresh();
}

void MasterList::find(std::string_view words) {
  if (words == words_) return;
  words_ = words;
  due_ms_ = edge_.clock.now_ms() + search_rests_ms;
}

std::int64_t MasterList::pump() {
  if (due_ms_ == 0) return 0;
  const std::int64_t left = due_ms_ - edge_.clock.now_ms();
  if (left > 0) return left;
  refresh();
  return 0;
}

void MasterList::refresh() {
  due_ms_ = 0;
  if (kind_ != nullptr) ask("");
}

void MasterList::ask_more() {
  if (!asking_ && has_more()) ask(next_);
}

void MasterList::ask(const std::string& after) {
  std::string path = "/v1/masters/" + std::string(kind_->name) + "?limit=" +
                     std::string(records_limit);
  if (!words_.empty()) path += "&q=" + percent_encoded(words_);
  if (!after.empty()) path += "&after=" + percent_encoded(after);
  asking_ = true;
  const int number = ++*question_;
  const bool first_page = after.empty();
  edge_.ask({.method = "GET", .path = std::move(path)},
            [this, number, first_page, weak = std::weak_ptr<int>(question_)](const Answer& answer) {
              const auto last = weak.lock();
              if (last && *last == number) take(answer, first_page);
            });
}

void MasterList::take(const Answer& answer, bool first_page) {
  asking_ = false;
  auto page = answer.ok() ? read_master_page(*kind_, answer.body) : std::nullopt;
  if (!page) {
    failure_ = say_failure(answer);
    return;
  }
  failure_.clear();
  has_answer_ = true;
  if (first_page) entries_.clear();
  std::ranges::move(page->entries, std::back_inserter(entries_));
  next_ = std::move(page->next);
  total_ = page->total;
}

}  // namespace tally::app
