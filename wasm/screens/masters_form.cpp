#include "wasm/screens/masters_form.hpp"

#include <algorithm>
#include <utility>

#include "wasm/screens/app.hpp"
#include "wasm/screens/masters_list.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

constexpr std::size_t history_shown = 6;
constexpr float side_wide = 312, side_medium = 272, stacked_below = 780;

ui::Ink ink_of(const MasterIssue& issue) {
  if (issue.is_error()) return ui::Ink::danger;
  return issue.severity == "review" ? ui::Ink::warning : ui::Ink::info;
}

std::string title_of(const std::vector<const MasterIssue*>& issues) {
  const auto errors = std::ranges::count_if(issues, &MasterIssue::is_error);
  return errors > 0 ? count_of(errors, "thing") + " to mend" : "Worth knowing";
}

/// "Billing postal code", "Tiers, line 2", "Ship-to YARD, City".
std::string place_words(const OpenMaster& open, const std::optional<MasterPlace>& place) {
  if (!place) return "The record";
  std::string words;
  ListAt list(place->outer());
  for (std::size_t i = 0; i < place->within.size(); ++i) {
    if (open.form.lines(list.key).empty()) return std::string(list.field->name_alone());
    const std::size_t line = open.form.line_of_said(list, place->within[i].line);
    words += master_block_name(open, list, line) + ", ";
    const bool is_last = i + 1 == place->within.size();
    list = ListAt(list, open.form.lines(list.key)[line].id,
                  is_last ? *place->field : *place->within[i + 1].list);
  }
  const MasterField& field = *place->field;
  if (place->line < 0) return words + std::string(field.name_alone());
  if (field.kind != ValueKind::blocks || open.form.lines(list.key).empty()) {
    return words + std::string(field.name_alone()) + ", line " + std::to_string(place->line + 1);
  }
  words += master_block_name(open, list, open.form.line_of_said(list, place->line));
  if (place->column < 0) return words;
  return words + ", " +
         std::string(field.columns[static_cast<std::size_t>(place->column)].label);
}

/// Whether what a mend changes is this person's to change.
bool may_mend(const Masters& masters, const OpenMaster& open, const MasterIssue& issue) {
  const auto place = find_place(open.kind(), issue.path);
  return !issue.proposals.empty() && place && masters.may_change(open.kind(), place->outer());
}

/// The chord takes the first mend where the cursor stands, or else what is first in the list.
void mend_by_key(Masters& masters, OpenMaster& open) {
  const MasterIssue* chosen = nullptr;
  for (const MasterIssue* issue : open.issues_now()) {
    if (!may_mend(masters, open, *issue)) continue;
    const auto place = find_place(open.kind(), issue->path);
    if (ui::is_focused(master_place_key(open, *place))) {
      chosen = issue;
      break;
    }
    if (chosen == nullptr) chosen = issue;
  }
  if (chosen == nullptr) return ui::announce("There is nothing that can be mended by itself.");
  const std::vector<MasterMend> changes = chosen->proposals.front();
  if (masters.take_mend(changes)) ui::announce("Taken: " + say_mend(open.kind(), changes) + ".");
}

void draw_issue(Masters& masters, OpenMaster& open, const MasterIssue& issue,
                std::size_t number) {
  const auto place = find_place(open.kind(), issue.path);
  const std::string words = place_words(open, place), key = "master/issue/" +
                                                            std::to_string(number);
  ui::text(words, {.type = ui::Type::caption_strong, .ink = ink_of(issue)});
  ui::text(issue.sentence);
  if (!issue.mend.empty()) ui::caption(issue.mend);
  if (!place || !open.form.shows(place->outer())) return;
  if (ui::button(key, "Go to " + words, {.small = true})) focus_master_place(open, *place);
  if (!may_mend(masters, open, issue)) return;
  ui::gap(ui::space::tight);
  draw_mends(masters, open, issue, key + "/mend", MendPlace::in_list);
}

void draw_issues(Masters& masters) {
  OpenMaster& open = *masters.open_record();
  // A mend that is taken may leave others behind: they are drawn from a list of their own.
  std::vector<MasterIssue> issues;
  for (const MasterIssue* issue : open.issues_now()) issues.push_back(*issue);
  if (issues.empty()) return;
  ui::card("master/issues", {.title = title_of(open.issues_now())}, [&] {
    for (std::size_t i = 0; i < issues.size(); ++i) {
      if (i > 0) ui::separator();
      draw_issue(masters, open, issues[i], i);
    }
  });
  ui::gap(ui::space::normal);
}

void draw_unsaved(const OpenMaster& open) {
  if (open.is_new() || !open.form.differs()) return;
  ui::card("master/unsaved", {.title = "Not saved yet"}, [&open] {
    const std::string record = open.form.record();
    for (const FieldChange& change : changes_between(open.kind(), open.shown.record, record)) {
      ui::text(say_change(change));
    }
    if (open.is_checked && open.issues.empty()) {
      ui::badge("Nothing stands against it", ui::Tone::success, ui::Icon::check);
    }
  });
  ui::gap(ui::space::normal);
}

void draw_change(const MasterKind& kind, const MasterChange& change) {
  const std::string when = moment_text(model().edge().clock, read_instant(change.at));
  const std::string what = change.what == "added"     ? "Added"
                           : change.what == "removed" ? "Removed"
                                                      : "Changed";
  ui::text(what + " by " + change.by, {.type = ui::Type::body_strong});
  ui::gap(0);
  ui::caption(when);
  if (change.before.empty() || change.after.empty()) return;
  ui::gap(ui::space::tight);
  for (const FieldChange& field : changes_between(kind, change.before, change.after)) {
    ui::text(say_change(field), {.ink = ui::Ink::muted});
  }
}

std::string subtitle_of(const OpenMaster& open) {
  const std::string kind(open.kind().many);
  if (open.is_asking) return kind;
  if (!open.is_new() && !open.is_here) return kind;
  if (open.is_removed()) return kind + " · removed";
  const auto issues = open.issues_now();
  const auto errors = std::ranges::count_if(issues, &MasterIssue::is_error);
  if (errors > 0) return kind + " · " + count_of(errors, "thing") + " to mend";
  if (open.form.differs()) return kind + " · not saved yet";
  return open.is_new() ? kind : kind + " · as the company has it";
}

/// The first field that this person may change; nullptr where there is none.
const MasterField* first_field(const Masters& masters, const OpenMaster& open) {
  for (const MasterSection& section : open.kind().sections) {
    for (const MasterField& field : section.fields) {
      const bool fixed = field.identity && !open.is_new();
      if (!fixed && masters.may_change(open.kind(), field)) return &field;
    }
  }
  return nullptr;
}

}  // namespace

void MastersForm::enter() {
  wants_focus_ = true;
  was_refused_ = shows_all_ = false;
}

void MastersForm::go_to_first_issue(OpenMaster& open) {
  for (const MasterIssue* issue : open.issues_now()) {
    const auto place = find_place(open.kind(), issue->path);
    if (place && issue->is_error() && open.form.shows(place->outer())) {
      return focus_master_place(open, *place);
    }
  }
}

void MastersForm::draw_actions(Masters& masters, FormWish& wish) {
  OpenMaster& open = *masters.open_record();
  if (!masters.may_change(open.kind()) || open.is_asking || open.is_removed() ||
      (!open.is_new() && !open.is_here)) {
    return;
  }
  const std::string kept(open.kind().instead_of_removing);
  const bool adds = masters.may_add(open.kind());
  if (!open.is_new() && adds && ui::compact()) {
    const auto picked = ui::menu("master/more", "More",
                                 {{.label = "Copy", .icon = ui::Icon::copy},
                                  {.label = "Remove", .icon = ui::Icon::trash, .danger = true,
                                   .disabled_why = kept}},
                                 {.icon = ui::Icon::more, .icon_only = true});
    wish.copy = picked == 0;
    wish.remove = picked == 1;
  } else if (!open.is_new() && adds) {
    wish.remove = ui::button("master/remove", "Remove",
                             {.look = ui::Look::quiet, .icon = ui::Icon::trash,
                              .disabled_why = kept});
    wish.copy = ui::button("master/copy", "Copy", {.icon = ui::Icon::copy});
  }
  const std::string none = open.conflict          ? "Someone else changed it: choose first."
                           : open.form.differs() ? ""
                                                  : "Nothing has changed.";
  const bool save = ui::button("master/save", "Save",
                               {.look = ui::Look::primary, .icon = ui::Icon::check,
                                .busy = open.is_saving, .disabled_why = none,
                                .action = "masters.save"});
  if (save || (none.empty() && ui::pressed("masters.done"))) masters.save();
}

void MastersForm::draw_header(Masters& masters, FormWish& wish) {
  const OpenMaster& open = *masters.open_record();
  ui::page_header({.title = open.name(),
                   .subtitle = subtitle_of(open),
                   .back_label = std::string(open.kind().many),
                   .back_href = master_list_address(open.kind()),
                   .actions = [&] { draw_actions(masters, wish); }});
}

void MastersForm::draw_banners(Masters& masters) const {
  OpenMaster& open = *masters.open_record();
  if (!open.failure.empty()) {
    ui::banner("master/failure", ui::Tone::danger, open.failure);
    ui::gap(ui::space::normal);
  }
  if (open.is_removed()) {
    ui::banner("master/removed", ui::Tone::warning, "It was removed; its history stays.");
    ui::gap(ui::space::normal);
  }
  if (!open.conflict) return;
  ui::banner("master/conflict", ui::Tone::warning, open.conflict->sentence);
  if (!open.conflict->theirs) return;
  ui::gap(ui::space::small);
  bool theirs = false, mine = false;
  ui::flow(ui::space::small, [&] {
    theirs = ui::button("master/theirs", "Take theirs",
                        {.tip = "What you typed goes; you see what they saved."});
    mine = ui::button("master/mine", "Keep what I typed",
                      {.tip = "Your changes go over theirs; nothing is saved before you say so."});
  });
  ui::gap(ui::space::normal);
  if (theirs) masters.take_theirs();
  if (mine) masters.keep_mine();
}

void MastersForm::draw_history(const OpenMaster& open) {
  if (open.is_new()) return;
  ui::card("master/history", {.title = "History"}, [&] {
    const std::vector<MasterChange>& changes = open.shown.changes;
    if (changes.empty()) {
      ui::text("Nobody has changed it here since it was loaded.", {.ink = ui::Ink::muted});
      return;
    }
    const std::size_t shown =
        shows_all_ ? changes.size() : std::min(changes.size(), history_shown);
    for (std::size_t i = 0; i < shown; ++i) {
      if (i > 0) ui::separator();
      draw_change(open.kind(), changes[i]);
    }
    if (shown < changes.size() &&
        ui::button("master/history/all",
                   "Show " + std::to_string(changes.size() - shown) + " more", {.small = true})) {
      shows_all_ = true;
    }
  });
}

void MastersForm::draw_side(Masters& masters) {
  const OpenMaster& open = *masters.open_record();
  draw_issues(masters);
  draw_unsaved(open);
  draw_history(open);
}

void MastersForm::draw_body(Masters& masters) {
  draw_banners(masters);
  const OpenMaster& open = *masters.open_record();
  if (open.is_asking) return ui::skeleton("master/loading", 8);
  if (!open.is_new() && !open.is_here) return;
  if (open.is_removed()) return draw_history(open);
  if (ui::available_width() < stacked_below) {
    draw_issues(masters);
    draw_master_sections(masters);
    draw_unsaved(open);
    return draw_history(open);
  }
  const float side = ui::size_class() == ui::SizeClass::wide ? side_wide : side_medium;
  ui::columns({{ui::grow(), [&] { draw_master_sections(masters); }},
               {ui::fixed(side), [&] { draw_side(masters); }}},
              {.gap = ui::space::large});
}

void MastersForm::focus_when_ready(Masters& masters) {
  OpenMaster& open = *masters.open_record();
  if (open.is_asking) return;
  if (std::exchange(wants_focus_, false) && !open.is_removed() && open.failure.empty() &&
      !ui::compact()) {
    if (const MasterField* field = first_field(masters, open)) {
      ui::focus(master_field_key(*field), ui::FocusHow::caret_at_end);
    }
  }
  if (std::exchange(was_refused_, open.was_refused) || !open.was_refused) return;
  const auto issues = open.issues_now();
  ui::alarm("Not saved: " + title_of(issues) + ".");
  go_to_first_issue(open);
}

FormWish MastersForm::draw(Masters& masters) {
  FormWish wish;
  draw_header(masters, wish);
  ui::page_body("master", [&] { draw_body(masters); });
  focus_when_ready(masters);
  if (ui::pressed("masters.mend")) mend_by_key(masters, *masters.open_record());
  wish.back = !ui::any_dialog_open() && ui::take_key("Escape");
  ui::pressed("masters.save");  // where there is nothing to save the browser would save the page
  return wish;
}

}  // namespace tally::app
