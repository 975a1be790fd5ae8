#include "wasm/state/masters.hpp"

#include <algorithm>
#include <utility>

#include "shared/base/text.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

constexpr std::int64_t form_rests_ms = 350;

/// The text of the form that a path speaks of; nullopt where there is none.
std::optional<std::string> form_text_at(const MasterForm& form, const MasterPlace& place) {
  if (!place.field->has_lines()) return form.text(place.field->name);
  const ListAt list = form.list_of(place);
  const auto& lines = form.lines(list.key);
  if (place.line < 0 || place.column < 0 || lines.empty()) return std::nullopt;
  const std::size_t line = form.line_of_said(list, place.line);
  return lines[line].texts[static_cast<std::size_t>(place.column)];
}

void put_form_text(MasterForm& form, const MasterPlace& place, const std::string& text) {
  if (!place.field->has_lines()) return form.set(place.field->name, text);
  const ListAt list = form.list_of(place);
  form.set_cell(list, form.line_of_said(list, place.line), static_cast<std::size_t>(place.column),
                text);
}

void add_lone_lines(const MasterForm& form, const ListAt& list, std::set<int>& lone) {
  const auto& lines = form.lines(list.key);
  if (list.field->kind != ValueKind::blocks || lines.size() != 1) return;
  lone.insert(lines.front().id);
  for (const MasterField& column : list.field->columns) {
    add_lone_lines(form, ListAt(list, lines.front().id, column), lone);
  }
}

/// Where there is only one record within the record, its fields show.
std::set<int> lone_lines(const MasterForm& form) {
  std::set<int> lone;
  for (const MasterSection& section : form.kind().sections) {
    for (const MasterField& field : section.fields) add_lone_lines(form, field, lone);
  }
  return lone;
}

/// One of each record within the record that there must be, and of those within it.
void begin_lines(OpenMaster& open, const ListAt& list) {
  if (list.field->kind != ValueKind::blocks || !list.field->required) return;
  const int id = open.form.add_line(list);
  open.open_lines.insert(id);
  for (const MasterField& column : list.field->columns) {
    begin_lines(open, ListAt(list, id, column));
  }
}

}  // namespace

Masters::Masters(const Edge& edge, const Person& person)
    : edge_(edge), role_(person.role), kept_as_("master:" + person.login), list_(edge) {
  take_up();
}

void Masters::keep() {
  const MasterDraft draft{std::string(open_->kind().name), open_->shown, open_->form.record()};
  is_kept_ = edge_.store->save(kept_as_, write_master_draft(draft));
}

void Masters::take_up() {
  const auto kept = edge_.store->load(kept_as_);
  const auto draft = kept ? read_master_draft(*kept) : std::nullopt;
  const MasterKind* kind = draft ? find_master_kind(draft->kind) : nullptr;
  if (kind == nullptr || !may_change(*kind)) return;
  open_ = std::make_unique<OpenMaster>(*kind, draft->record);
  open_->form.become_change_of(draft->shown.record);
  open_->shown = draft->shown;
  open_->open_lines = lone_lines(open_->form);
  open_->is_here = !open_->is_new();
  is_kept_ = true;
  if (!open_->form.differs()) return close();
  const std::string words = " is not saved yet. Your changes wait under Master data.";
  news_.push_back({open_->name() + words, true});
}

void Masters::forget() {
  if (std::exchange(is_kept_, false)) edge_.store->forget(kept_as_);
}

std::vector<const MasterKind*> Masters::kinds() const {
  std::vector<const MasterKind*> kinds;
  for (const MasterKind& kind : master_kinds()) {
    if (may_see(kind, role_)) kinds.push_back(&kind);
  }
  return kinds;
}

const MasterKind* Masters::last_kind() const {
  if (list_.kind() != nullptr) return list_.kind();
  const auto all = kinds();
  return all.empty() ? nullptr : all.front();
}

std::string Masters::path_of(std::string_view key) const {
  std::string path = "/v1/masters/" + std::string(open_->kind().name);
  return key.empty() ? path : path + "/" + percent_encoded(key);
}

void Masters::ask(Question question, Take take) {
  edge_.ask(std::move(question), [this, take, number = *opened_,
                                  weak = std::weak_ptr<int>(opened_)](const Answer& answer) {
    const auto opened = weak.lock();
    if (opened && *opened == number && open_) (this->*take)(answer);
  });
}

void Masters::ask_record(const std::string& key, Take take) {
  ask({.method = "GET", .path = path_of(key)}, take);
}

void Masters::open(const MasterKind& kind, const std::string& key) {
  close();
  open_ = std::make_unique<OpenMaster>(kind);
  open_->shown.key = key;
  open_->is_asking = true;
  ask_record(key, &Masters::take_record);
}

void Masters::begin_new(const MasterKind& kind) {
  close();
  open_ = std::make_unique<OpenMaster>(kind);
  // What it must have several of, one is begun of.
  for (const MasterSection& section : kind.sections) {
    for (const MasterField& field : section.fields) begin_lines(*open_, field);
  }
}

void Masters::begin_copy() {
  if (!open_) return;
  auto copy = std::make_unique<OpenMaster>(open_->kind());
  copy->form = open_->form;
  copy->form.become_copy();
  copy->open_lines = lone_lines(copy->form);
  close();
  open_ = std::move(copy);
}

void Masters::close() {
  ++*opened_;
  ++checks_;
  check_due_ms_ = 0;
  forget();
  open_.reset();
}

void Masters::show(MasterRecord record) {
  open_->form = MasterForm(open_->kind(), record.record);
  open_->shown = std::move(record);
  open_->issues = open_->shown.issues;
  open_->open_lines = lone_lines(open_->form);
  open_->touched.clear();
  open_->conflict.reset();
  open_->failure.clear();
  open_->is_checked = open_->was_refused = false;
  open_->is_here = true;
  check_due_ms_ = 0;
  ++checks_;
  forget();
}

void Masters::take_record(const Answer& answer) {
  open_->is_asking = false;
  auto record = answer.ok() ? read_master_record(answer.body) : std::nullopt;
  if (record) return show(*std::move(record));
  open_->failure = answer.status == 404
                       ? "There is no such " + std::string(open_->kind().one) + "."
                       : say_failure(answer);
}

void Masters::edited(std::string_view field) {
  if (!open_) return;
  open_->touched.emplace(field);
  open_->is_checked = false;
  check_due_ms_ = edge_.clock.now_ms() + form_rests_ms;
}

void Masters::left(std::string_view field) {
  if (open_ && open_->form.differs()) open_->touched.emplace(field);
}

std::int64_t Masters::pump() {
  const std::int64_t list_wait = list_.pump();
  if (check_due_ms_ == 0) return list_wait;
  const std::int64_t left = check_due_ms_ - edge_.clock.now_ms();
  if (left <= 0) {
    check();
    return list_wait;
  }
  return list_wait > 0 ? std::min(list_wait, left) : left;
}

void Masters::check() {
  check_due_ms_ = 0;
  if (!open_ || open_->is_saving) return;
  if (!open_->form.differs()) {
    open_->issues = open_->shown.issues;
    open_->was_refused = false;
    return forget();
  }
  keep();
  const int number = ++checks_;
  const std::string body = write_master(open_->shown, open_->form.record(), MasterWish::check);
  edge_.ask({.method = "POST", .path = path_of(""), .body = body},
            [this, number, weak = std::weak_ptr<int>(opened_)](const Answer& answer) {
              if (!weak.expired() && open_ && number == checks_) take_issues(answer);
            });
}

void Masters::take_issues(const Answer& answer) {
  // Where the server is not reached, saving says so; what it said last still stands.
  if (auto issues = read_master_issues(answer.body)) {
    open_->issues = *std::move(issues);
    open_->is_checked = true;
  }
}

bool Masters::take_mend(const std::vector<MasterMend>& changes) {
  if (!open_ || open_->is_saving) return false;
  for (const MasterMend& change : changes) {
    const auto place = find_place(open_->kind(), change.path);
    const auto text = place ? form_text_at(open_->form, *place) : std::nullopt;
    if (!text || trim(*text) != change.from) return false;
  }
  for (const MasterMend& change : changes) {
    const auto place = find_place(open_->kind(), change.path);
    put_form_text(open_->form, *place, change.to);
    edited(place->field->name);
  }
  // What the field held is mended: what stood against it is asked for anew, at once.
  check_due_ms_ = edge_.clock.now_ms();
  return true;
}

void Masters::save() {
  if (!open_ || open_->is_saving || open_->is_asking || !open_->form.differs()) return;
  open_->is_saving = true;
  open_->failure.clear();
  check_due_ms_ = 0;
  ++checks_;
  const std::string body = write_master(open_->shown, open_->form.record(), MasterWish::save);
  ask({.method = "POST", .path = path_of(""), .body = body}, &Masters::take_saved);
}

void Masters::take_saved(const Answer& answer) {
  open_->is_saving = false;
  auto record = answer.ok() ? read_master_record(answer.body) : std::nullopt;
  if (!record) return refuse(answer);
  show(*std::move(record));
  news_.push_back({open_->name() + " is saved.", true});
}

void Masters::refuse(const Answer& answer) {
  if (answer.status == 409 && !open_->is_new()) {
    open_->conflict = MasterConflict{.sentence = say_failure(answer), .theirs = {}};
    return ask_record(open_->shown.key, &Masters::take_conflict);
  }
  auto issues = answer.status == 422 ? read_master_issues(answer.body) : std::nullopt;
  if (issues && !issues->empty()) {
    open_->issues = *std::move(issues);
    open_->is_checked = open_->was_refused = true;
    // A refusal has no proposals: the check has.
    check_due_ms_ = edge_.clock.now_ms();
    return;
  }
  open_->failure = "That was not saved. " + say_failure(answer);
}

void Masters::take_conflict(const Answer& answer) {
  auto theirs = answer.ok() ? read_master_record(answer.body) : std::nullopt;
  if (!open_->conflict) return;
  if (theirs) open_->conflict->theirs = *std::move(theirs);
  else open_->conflict->sentence += " What they saved did not come: " + say_failure(answer);
}

void Masters::take_theirs() {
  if (!open_ || !open_->conflict || !open_->conflict->theirs) return;
  MasterRecord theirs = *std::move(open_->conflict->theirs);
  show(std::move(theirs));
}

void Masters::keep_mine() {
  if (!open_ || !open_->conflict || !open_->conflict->theirs) return;
  open_->shown = *std::move(open_->conflict->theirs);
  open_->form.rebase(open_->shown.record);
  open_->conflict.reset();
  check_due_ms_ = edge_.clock.now_ms();
}

void Masters::remove() {
  if (!open_ || open_->is_new() || open_->is_saving) return;
  open_->is_saving = true;
  open_->failure.clear();
  ask({.method = "POST",
       .path = path_of(open_->shown.key) + "/remove",
       .body = write_removal(open_->shown.digest)},
      &Masters::take_removed);
}

void Masters::take_removed(const Answer& answer) {
  open_->is_saving = false;
  if (!answer.ok()) {
    if (answer.status == 409) return refuse(answer);
    open_->failure = "That was not removed. " + say_failure(answer);
    return;
  }
  news_.push_back({open_->name() + " is removed.", true});
  close();
}

std::vector<MasterNews> Masters::take_news() { return std::exchange(news_, {}); }

}  // namespace tally::app
