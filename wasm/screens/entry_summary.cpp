#include "wasm/screens/entry_summary.hpp"

#include <algorithm>
#include <utility>

#include "shared/complete/override.hpp"
#include "shared/explain/explain.hpp"
#include "wasm/screens/app.hpp"
#include "wasm/state/delivery_words.hpp"
#include "wasm/state/order_view.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

constexpr std::size_t entries_max = 40;
constexpr std::size_t promotions_max = 2;
constexpr float least_scroll_height = 96;
constexpr float column_scrolls_below = 520;
constexpr std::size_t promotions_said_max = 24;

ui::Ink ink_of(Severity severity) {
  if (severity == Severity::error) return ui::Ink::danger;
  return severity == Severity::review ? ui::Ink::warning : ui::Ink::info;
}

/// Whether the company has any, and goods for them to work on.
bool has_promotions(const LiveDecision& live) {
  const auto* promotions = live.facts().promotions.get();
  return promotions != nullptr && !promotions->empty() && live.outcome().net.has_value();
}

/// Also those that do not apply, each with the condition that failed.
void draw_promotions(const LiveDecision& live) {
  ui::gap(ui::space::small);
  ui::subheading("Promotions for these goods");
  const std::vector<PromotionOutcome> all = live.all_promotions();
  for (const std::string& sentence : promotions_of(all, promotions_said_max)) ui::text(sentence);
  if (all.empty()) ui::text("There is none.", {.ink = ui::Ink::muted});
  if (all.size() > promotions_said_max) {
    ui::caption(std::to_string(all.size() - promotions_said_max) + " more do not apply.");
  }
}

void draw_rulings(const std::vector<std::string>& said) {
  if (said.empty()) return;
  ui::gap(ui::space::small);
  ui::subheading("What the rules say");
  for (const std::string& sentence : said) ui::text(sentence);
}

/// "state or province of the new ship-to" is too long for a button: what opens is its form.
std::string cell_words(const Fix& fix) {
  if (!fix.captured.empty()) {
    return captured_ship_to(fix.captured) ? "the new ship-to" : "the new customer";
  }
  if (fix.on_header || fix.kind == FixKind::set_header) {
    return explain::say_path(field_name(fix.header));
  }
  return "line " + std::to_string(fix.line + 1);
}

}  // namespace

EntrySummary::Entry EntrySummary::make_entry(const OrderEditor& editor, const Issue& issue,
                                             std::string key) {
  Entry entry{.said = say(issue),
              .fix = find_fix(issue, editor.order(), editor.catalogue()),
              .severity = issue.severity,
              .key = std::move(key),
              .has_place = place_of(issue) && !override_of(issue.path)};
  if (complete::can_pass_over(issue)) entry.can_pass_over = issue;
  entry.passed = override_behind(issue, editor.order());
  if (entry.passed) entry.reason = editor.order().overrides[*entry.passed].reason;
  return entry;
}

void EntrySummary::add_entry(const OrderEditor& editor, const Issue& issue) {
  const std::string key = "issue/" + issue.path + "/" + std::string(code_row(issue.code).name);
  if (override_behind(issue, editor.order())) {
    passed_.push_back(make_entry(editor, issue, key));
    return;
  }
  // That somebody passed it over stands beside it already.
  if (issue.code == IssueCode::warning_passed_over) return;
  errors_ += issue.severity == Severity::error ? 1 : 0;
  reviews_ += issue.severity == Severity::review ? 1 : 0;
  if (entries_.size() < entries_max) entries_.push_back(make_entry(editor, issue, key));
  else ++hidden_;
}

void EntrySummary::find_entries(OpenOrder& open, const Issues& doubles) {
  OrderEditor& editor = open.editor();
  std::string now = editor.order().order_id + "/" + std::to_string(editor.sheet().revision());
  for (const Issue& issue : doubles) now += "/" + say(issue).sentence;
  if (entries_for_ == now) return;
  entries_for_ = now;
  entries_.clear();
  passed_.clear();
  places_ = places_of(editor.live().outcome());
  errors_ = reviews_ = hidden_ = 0;
  if (editor.is_empty()) return;
  const Outcome& outcome = editor.live().outcome();
  // What stops the order first, then what a person decides, then what is worth knowing.
  for (const Severity severity : {Severity::error, Severity::review, Severity::note}) {
    for (const Issues* found : {&outcome.issues, &doubles}) {
      for (const Issue& issue : *found) {
        if (issue.severity == severity) add_entry(editor, issue);
      }
    }
  }
}

std::optional<Fix> EntrySummary::next_issue(OpenOrder& open, const Issues& doubles) {
  find_entries(open, doubles);
  if (entries_.empty()) return std::nullopt;
  return way_to(entries_[next_++ % entries_.size()].fix);
}

void EntrySummary::figures(OpenOrder& open) {
  OrderEditor& editor = open.editor();
  const Outcome& outcome = editor.live().outcome();
  std::vector<ui::Fact> facts;
  facts.push_back({"Lines", std::to_string(editor.lines()), ui::Ink::muted});
  for (const auto& [label, amount] : figures_of(outcome)) {
    const bool total = label == "Total";
    facts.push_back({label, amount, total ? ui::Ink::normal : ui::Ink::muted, total});
  }
  if (!outcome.total) facts.push_back({"Total", "–", ui::Ink::muted, true});
  ui::figures("order/totals", facts);
  for (const std::string& place : places_) ui::caption(place);
  for (const std::string& sentence : promotions_of(outcome.promotions, promotions_max)) {
    ui::caption(sentence);
  }
  if (!outcome.tax_groups.empty()) {
    ui::popover("order/totals/why", "Why these figures?", [this, &outcome, &editor] {
      ui::subheading("How the total comes about");
      for (const std::string& place : places_) ui::text(place);
      for (const TaxGroup& group : outcome.tax_groups) {
        ui::text(explain::say_tax(group.why) + " On " + say_money(group.taxable) + " that is " +
                 say_money(group.tax) + ".");
      }
      ui::text(explain::say_rounding(outcome), {.ink = ui::Ink::muted});
      if (outcome.freight) {
        for (const FreightLeg& leg : outcome.freight->legs) ui::text(leg_words(leg));
      }
      const std::string table = explain::say_tax_table(outcome);
      if (!table.empty()) ui::text(table, {.ink = ui::Ink::muted});
      if (has_promotions(editor.live())) draw_promotions(editor.live());
      if (outcome.rules) draw_rulings(explain::say_rulings(*outcome.rules));
    }, {.look = ui::Look::quiet, .icon = ui::Icon::question, .small = true});
  }
}

void EntrySummary::verdict(OpenOrder& open, SummaryWish& wish) {
  const Delivery& delivery = open.delivery();
  if (delivery.state == Delivery::State::not_saved) {
    ui::banner("order/not-saved", ui::Tone::danger, "NOT SAVED. " + delivery.reason);
    wish.submit = ui::button("order/save-again", "Save again",
                             {.look = ui::Look::primary, .icon = ui::Icon::send, .fill = true,
                              .action = "order.submit"});
    wish.to_file = ui::button("order/to-file", "Save as a file",
                              {.icon = ui::Icon::download, .fill = true});
    return;
  }
  Verdict verdict = open.editor().live().outcome().verdict;
  // A double stops it at the company, too.
  if (verdict == Verdict::accept && reviews_ > 0) verdict = Verdict::review;
  if (!open.editor().is_empty()) {
    const ui::Tone tone = verdict == Verdict::accept   ? ui::Tone::success
                          : verdict == Verdict::review ? ui::Tone::warning
                                                       : ui::Tone::neutral;
    const char* words = verdict == Verdict::accept   ? "Goes through by itself"
                        : verdict == Verdict::review ? "The order desk decides"
                                                     : "Not complete yet";
    ui::badge(words, tone, verdict == Verdict::accept ? ui::Icon::check : ui::Icon::info);
  }
  wish.submit = ui::button("order/submit", "Submit order",
                           {.look = ui::Look::primary, .icon = ui::Icon::send, .fill = true,
                            .busy = delivery.state == Delivery::State::saving,
                            .action = "order.submit"});
}

void EntrySummary::entry_buttons(const Entry& entry, bool by_key, SummaryWish& wish) {
  const bool leads = entry.fix.kind == FixKind::go_there;
  ui::flow(ui::space::small, [&] {
    if (!leads && ui::button(entry.key + "/mend", entry.fix.label,
                             {.small = true, .action = by_key ? "order.mend" : ""})) {
      wish.fix = entry.fix;
    }
    if (entry.has_place &&
        ui::button(entry.key + "/go", "Go to " + cell_words(entry.fix),
                   {.look = leads ? ui::Look::normal : ui::Look::quiet, .small = true})) {
      wish.fix = way_to(entry.fix);
    }
    if (entry.can_pass_over && ui::button(entry.key + "/pass", "Pass over…",
                                          {.look = ui::Look::quiet, .small = true})) {
      wish.pass_over = entry.can_pass_over;
    }
  });
}

void EntrySummary::entry(const Entry& entry, bool by_key, SummaryWish& wish) const {
  const bool leads = entry.fix.kind == FixKind::go_there;
  const std::string where = entry.said.where.empty() ? "Order" : entry.said.where;
  ui::text(where, {.type = ui::Type::caption_strong, .ink = ink_of(entry.severity)});
  ui::text(entry.said.sentence);
  if (!leads || entry.has_place || entry.can_pass_over) {
    return entry_buttons(entry, by_key, wish);
  }
  if (!entry.said.mend.empty()) ui::caption(entry.said.mend);
}

const EntrySummary::Entry* EntrySummary::entry_for_key(const std::optional<Place>& cursor,
                                                       std::size_t shown) const {
  const Entry* first = nullptr;
  for (std::size_t at = 0; at < entries_.size(); ++at) {
    const Fix& fix = entries_[at].fix;
    if (fix.kind == FixKind::go_there) continue;
    const bool at_cursor = cursor && !cursor->header && !fix.on_header &&
                           fix.kind != FixKind::set_header && fix.line == cursor->line &&
                           fix.field == cursor->field;
    if (at_cursor) return &entries_[at];
    if (first == nullptr && at < shown) first = &entries_[at];
  }
  return first;
}

/// Who and what is new with this order, and what somebody passed over: seen, changed, taken back.
void EntrySummary::captured(OpenOrder& open, SummaryWish& wish) const {
  const RawOrder& order = open.editor().order();
  if (!brings_more(open)) return;
  ui::gap(ui::space::normal);
  ui::card("order/captured", {.title = "With this order"}, [&] {
    const auto show = [&](const std::string& path, const std::string& words) {
      ui::columns({{ui::grow(), [&] { ui::text(words); }},
                   {ui::fit(), [&] {
                      if (ui::button("captured/" + path, "Change " + words,
                                     {.look = ui::Look::quiet, .icon = ui::Icon::edit,
                                      .icon_only = true, .small = true})) {
                        wish.open_captured = path;
                      }
                    }}});
    };
    if (order.new_customer) show("new_customer.name", "New customer " + order.new_customer->name);
    for (std::size_t at = 0; at < order.new_ship_tos.size(); ++at) {
      show("new_ship_tos[" + std::to_string(at) + "].address.street_1",
           "New ship-to " + order.new_ship_tos[at].code);
    }
    for (const Entry& each : passed_) {
      ui::text(each.said.sentence, {.ink = ui::Ink::muted});
      ui::text("Passed over: " + each.reason);
      if (ui::button(each.key + "/back", "Take back",
                     {.look = ui::Look::quiet, .icon = ui::Icon::undo, .small = true})) {
        wish.take_back = each.passed;
      }
    }
  });
}

bool EntrySummary::brings_more(OpenOrder& open) const {
  const RawOrder& order = open.editor().order();
  return order.new_customer || !order.new_ship_tos.empty() || !passed_.empty();
}

std::string EntrySummary::title() const {
  if (errors_ > 0) return count_of(static_cast<std::int64_t>(errors_), "thing") + " to mend";
  return reviews_ > 0 ? "For the order desk" : "Worth knowing";
}

void EntrySummary::issues(IssueRoom room, const std::optional<Place>& cursor,
                          SummaryWish& wish) {
  if (entries_.empty()) return;
  ui::gap(ui::space::normal);
  const float left = ui::available_height() - 96;
  // The last one may take a little of the room below it: one is worth more than none.
  const auto fitting = static_cast<std::size_t>(std::max(0.0F, (left + 32) / 96));
  const std::size_t shown =
      std::min(entries_.size(), room == IssueRoom::all ? entries_.size() : fitting);
  const Entry* for_key = entry_for_key(cursor, shown);
  const bool is_shown = for_key != nullptr && for_key < entries_.data() + shown;
  if (for_key != nullptr && !is_shown && ui::pressed("order.mend")) wish.fix = for_key->fix;
  ui::card("order/issues", {.title = title()}, [&] {
    for (std::size_t at = 0; at < shown; ++at) {
      if (at > 0) ui::separator();
      entry(entries_[at], &entries_[at] == for_key, wish);
    }
    const std::size_t more = entries_.size() - shown + hidden_;
    if (more == 0) return;
    const std::string words = shown == 0 ? "Go to the first" : "Go on to the next of " +
                                                               std::to_string(more) + " more";
    if (ui::button("order/issues/next", words, {.small = true, .action = "order.next_issue"})) {
      wish.next_issue = true;
    }
  });
}

SummaryWish EntrySummary::draw(OpenOrder& open, const Issues& doubles, IssueRoom room,
                               const std::optional<Place>& cursor) {
  SummaryWish wish;
  find_entries(open, doubles);
  const float height = ui::available_height();
  const auto all = [&] {
    ui::card("order/total", {.title = "Summary"}, [&] {
      figures(open);
      ui::gap(ui::space::small);
      verdict(open, wish);
    });
    if (!scrolls_alone(open, room, height)) return rest(open, room, cursor, wish);
    ui::scroll_area("order/rest", std::max(least_scroll_height, ui::available_height()),
                    [&] { rest(open, IssueRoom::all, cursor, wish); });
  };
  // In a low window the figures would leave no room for what is to be mended: all of it scrolls.
  if (room == IssueRoom::as_fits && height < column_scrolls_below) {
    room = IssueRoom::all;
    ui::scroll_area("order/side", height, all);
  } else {
    all();
  }
  return wish;
}

void EntrySummary::rest(OpenOrder& open, IssueRoom room, const std::optional<Place>& cursor,
                        SummaryWish& wish) {
  captured(open, wish);
  issues(room, cursor, wish);
}

/// What can be passed over must be in reach, however small the window is.
bool EntrySummary::scrolls_alone(OpenOrder& open, IssueRoom room, float height) const {
  if (room == IssueRoom::all || height < column_scrolls_below) return false;
  return brings_more(open) || std::ranges::any_of(entries_, [](const Entry& each) {
           return each.can_pass_over.has_value();
         });
}

}  // namespace tally::app
