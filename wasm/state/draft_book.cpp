#include "wasm/state/draft_book.hpp"

#include <algorithm>
#include <utility>

#include "wasm/state/json_answer.hpp"

namespace tally::app {

namespace {

using answer::dump;
using answer::Json;
using answer::text_alone;

std::int64_t number_of(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

Json note_json(const DraftNote& note) {
  return {{"id", note.order_id},      {"customer", note.customer}, {"name", note.customer_name},
          {"total", note.total},      {"reason", note.reason},     {"lines", note.lines},
          {"changed", note.changed_ms}};
}

DraftNote read_note(const Json& json) {
  return {.order_id = text_alone(json, "id"),
          .customer = text_alone(json, "customer"),
          .customer_name = text_alone(json, "name"),
          .total = text_alone(json, "total"),
          .reason = text_alone(json, "reason"),
          .lines = number_of(json, "lines"),
          .changed_ms = number_of(json, "changed")};
}

}  // namespace

DraftBook::DraftBook(Storage& storage, std::string login)
    : storage_(&storage), login_(std::move(login)) {}

std::vector<DraftNote> DraftBook::notes() const {
  std::vector<DraftNote> notes;
  const auto text = storage_->load(list_name());
  const Json json = text ? Json::parse(*text, nullptr, false) : Json::array();
  if (!json.is_array()) return notes;
  for (const Json& each : json) {
    if (each.is_object()) notes.push_back(read_note(each));
  }
  // A draft that became an order is gone before the list knows it.
  std::erase_if(notes, [this](const DraftNote& note) {
    return !storage_->load(draft_name(note.order_id));
  });
  std::ranges::stable_sort(notes, std::greater<>{}, &DraftNote::changed_ms);
  return notes;
}

bool DraftBook::keep_list(const std::vector<DraftNote>& notes) {
  Json list = Json::array();
  for (const DraftNote& note : notes) list.push_back(note_json(note));
  return storage_->save(list_name(), dump(list));
}

std::optional<StoredDraft> DraftBook::load(const std::string& order_id) const {
  const auto text = storage_->load(draft_name(order_id));
  return text ? read_draft(*text) : std::nullopt;
}

bool DraftBook::keep(const StoredDraft& draft, const DraftNote& note) {
  // The draft first: a list may lack an entry for a moment, but never name one that is not there.
  if (!storage_->save(draft_name(note.order_id), write_draft(draft))) return false;
  std::vector<DraftNote> list = notes();
  const auto known = std::ranges::find(list, note.order_id, &DraftNote::order_id);
  if (known == list.end()) {
    list.push_back(note);
  } else {
    *known = note;
  }
  return keep_list(list);
}

void DraftBook::drop(const std::string& order_id) {
  std::vector<DraftNote> list = notes();
  std::erase_if(list, [&](const DraftNote& note) { return note.order_id == order_id; });
  keep_list(list);
  storage_->forget(draft_name(order_id));
}

}  // namespace tally::app
