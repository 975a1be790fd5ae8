#include "wasm/screens/entry_party.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

constexpr std::string_view party_key = "party-field/";
constexpr std::size_t fields_in_line = 3;
constexpr float fields_stack_below = 420;
constexpr float mend_letter_width = 8.5F;

std::string party_field_key(std::string_view path) {
  return std::string(party_key) + std::string(path);
}

/// The path of the field that has the cursor; empty: none of the form.
std::string party_cursor() {
  const std::string_view focused = ui::focused_key();
  const std::size_t at = focused.find(party_key);
  return at == std::string_view::npos ? "" : std::string(focused.substr(at + party_key.size()));
}

/// What a form that nobody answered is kept for.
std::string whose(OpenOrder& open) {
  return open.order_id() + "/" + open.editor().order().customer;
}

ui::InputKind kind_of(std::string_view path) {
  if (path == "email") return ui::InputKind::email;
  return path == "phone" ? ui::InputKind::telephone : ui::InputKind::text;
}

}  // namespace

void EntryParty::begin(OpenOrder& open, PartyForm form, std::string_view field) {
  form_ = std::move(form);
  kept_for_ = whose(open);
  first_ = field;
  open_ = true;
  asked_ = false;
  ui::redraw();
}

void EntryParty::open_customer(OpenOrder& open, std::string_view name) {
  const std::string why_not = open.editor().no_new_customer_why();
  if (!why_not.empty()) return ui::toast(why_not, ui::Tone::warning);
  // What was typed and not answered is still there.
  const bool kept = form_ && form_->is_new() && form_->kind() == PartyKind::customer &&
                    kept_for_ == whose(open);
  PartyForm form = kept ? *std::move(form_) : open.editor().begin_customer(name);
  if (kept && !name.empty()) form.set("name", name);
  const bool named = !form.text("name").empty();
  begin(open, std::move(form), named ? "billing.street_1" : "name");
}

void EntryParty::open_ship_to(OpenOrder& open, std::optional<std::size_t> line) {
  if (open.editor().customer() == nullptr) {
    return ui::toast("Choose the customer first.", ui::Tone::warning);
  }
  const bool kept = form_ && form_->is_new() && form_->kind() == PartyKind::ship_to &&
                    kept_for_ == whose(open);
  PartyForm form = kept ? *std::move(form_) : open.editor().begin_ship_to(line);
  form.use_for(line);
  const bool has_country = !form.text("address.country").empty();
  begin(open, std::move(form), has_country ? "address.street_1" : "address.country");
}

bool EntryParty::open_at(OpenOrder& open, std::string_view captured) {
  auto form = open.may_edit() ? open.editor().form_of(captured) : std::nullopt;
  if (!form) return false;
  std::string field = captured_field(captured);
  if (field.empty()) field = form->kind() == PartyKind::customer ? "name" : "address.street_1";
  begin(open, *std::move(form), field);
  return true;
}

std::string EntryParty::title() const {
  const bool customer = form_->kind() == PartyKind::customer;
  if (form_->is_new()) return customer ? "New customer" : "New ship-to";
  return customer ? "New customer " + form_->text("name") : "New ship-to " + form_->code();
}

std::string EntryParty::sentence(OpenOrder& open) const {
  const OrderEditor& editor = open.editor();
  if (form_->kind() == PartyKind::customer) {
    return "It goes with this order; the order desk looks at it and adds it.";
  }
  const Customer* customer = editor.customer();
  const std::string whose = customer == nullptr ? "" : "Of " + customer->name + ". ";
  const bool seen = editor.catalogue().policy().new_ship_to == NewParty::review;
  return whose + (seen ? "It goes with this order; the order desk looks at it and adds it."
                       : "It goes with this order and is added with it.");
}

// --- fields -------------------------------------------------------------------------------------

void EntryParty::draw_country(const PartyField& field) {
  const std::vector<CountryChoice>& countries = country_choices();
  std::vector<std::string> words{"Choose the country"};
  words.reserve(countries.size() + 2);
  const std::string& now = form_->text(field.path);
  int chosen = 0;
  for (const CountryChoice& each : countries) {
    if (each.code == now) chosen = static_cast<int>(words.size());
    words.push_back(each.name);
  }
  if (chosen == 0 && !now.empty()) words.front() = now;  // as another device may have captured it
  const int before = chosen;
  ui::select(party_field_key(field.path), field.label, words, chosen,
             {.error = form_->error(field.path), .required = true});
  if (chosen == before) return;
  form_->set(field.path, chosen == 0 ? ""
                                     : countries[static_cast<std::size_t>(chosen - 1)].code);
}

void EntryParty::draw_mend(const PartyField& field) {
  const PartyMend* mend = form_->mend(field.path);
  const bool said = !form_->error(field.path).empty() || !form_->hint(field.path).empty();
  if (mend == nullptr || !said) return;
  const bool by_key = form_->next_mend(party_cursor()) == field.path;
  // In a narrow column what will stand there is worth more than what stands there now.
  const auto letters = static_cast<std::size_t>(ui::available_width() / mend_letter_width);
  const bool fits = mend->label.size() <= letters || mend->changes.size() != 1;
  const std::string& to = mend->changes.front().to;
  ui::gap(ui::space::tight);
  if (ui::button("party-mend/" + field.path, fits || to.empty() ? mend->label : "→ " + to,
                 {.icon = ui::Icon::check, .small = true,
                  .action = by_key ? "order.mend" : ""})) {
    take_mend(field.path);
  }
}

void EntryParty::draw_field(OpenOrder& open, const PartyField& field) {
  if (field.path.ends_with(".country")) {
    draw_country(field);
    return draw_mend(field);
  }
  std::string text = form_->text(field.path);
  std::string hint = form_->hint(field.path);
  if (hint.empty() && field.path == "code") hint = "What the company will call it.";
  if (hint.empty() && field.path == "delivery_note") hint = "It must be read before goods leave.";
  const ui::Typed typed = ui::text_field(party_field_key(field.path), field.label, text,
                                         {.hint = std::move(hint),
                                          .error = form_->error(field.path),
                                          .required = field.required,
                                          .kind = kind_of(field.path)});
  if (typed.changed) form_->set(field.path, text);
  if (typed.changed && field.path == "code") open.editor().look_at_code(*form_);
  if (typed.left || typed.entered) form_->leave(field.path);
  if (typed.entered) next_field(field.path);
  draw_mend(field);
}

void EntryParty::next_field(std::string_view path) const {
  const std::vector<PartyField> fields = form_->fields();
  const auto found = std::ranges::find(fields, path, &PartyField::path);
  if (found == fields.end() || found + 1 == fields.end()) return ui::focus("party-take");
  ui::focus(party_field_key((found + 1)->path));
}

void EntryParty::draw_fields(OpenOrder& open) {
  const std::vector<PartyField> fields = form_->fields();
  std::vector<ui::Part> line;
  const ui::ColumnsOptions options{.gap = ui::space::medium, .stack_below = fields_stack_below};
  const auto flush = [&] {
    if (line.size() == 1) line.front().draw();
    if (line.size() == 2) ui::columns({line[0], line[1]}, options);
    if (line.size() == 3) ui::columns({line[0], line[1], line[2]}, options);
    line.clear();
  };
  for (const PartyField& field : fields) {
    if (!field.short_text || line.size() == fields_in_line) flush();
    line.push_back({ui::grow(), [this, &open, &field] { draw_field(open, field); }});
    if (!field.short_text) flush();
  }
  flush();
  if (form_->kind() != PartyKind::customer || !form_->is_new()) return;
  bool there = form_->ships_there();
  if (ui::checkbox("party-ships-there", "Goods go to this address", there)) {
    form_->set_ships_there(there);
  }
}

void EntryParty::draw_taken() {
  if (form_->taken().empty()) return;
  ui::separator();
  ui::subheading("Taken corrections");
  for (const PartyMend& mend : form_->taken()) ui::text(mend.label);
  if (ui::button("party-back", "Take the last one back",
                 {.icon = ui::Icon::undo, .small = true, .action = "order.undo"})) {
    const std::string label = form_->taken().back().label;
    form_->take_back();
    ui::announce("Taken back: " + label);
  }
}

// --- mends and answers --------------------------------------------------------------------------

void EntryParty::take_mend(const std::string& path) {
  const PartyMend* mend = form_->mend(path);
  const std::string label = mend == nullptr ? "" : mend->label;
  if (!form_->take_mend(path)) return;
  ui::announce("Done: " + label);
  ui::focus(party_field_key(path), ui::FocusHow::caret_at_end);
}

/// Where nothing is said yet the key asks what is wrong; the next press mends it.
void EntryParty::mend_by_key() {
  if (!ui::pressed("order.mend")) return;
  const std::string cursor = party_cursor();
  form_->leave(cursor);
  const std::string wrong = form_->error(cursor);
  ui::announce(wrong.empty() ? "Nothing here can be mended by a key." : wrong);
}

void EntryParty::body(OpenOrder& open) {
  draw_fields(open);
  draw_taken();
  mend_by_key();
}

void EntryParty::answer(OpenOrder& open) {
  form_->show_all();
  const auto wrong = form_->first_error();
  if (!wrong) return finish(open);
  asked_ = true;
  const auto count = static_cast<std::int64_t>(form_->errors());
  ui::alarm(count_of(count, "thing") + " to mend.");
  ui::focus(party_field_key(*wrong));
}

void EntryParty::finish(OpenOrder& open) {
  const std::string name = title();
  const SheetStep step = form_->step(open.editor().order());
  open.editor().take(*form_);
  done_ = step.place;
  ui::announce(form_->is_new() ? name + " added to the order." : name + " changed.");
  form_.reset();
  open_ = false;
}

void EntryParty::buttons(OpenOrder& open) {
  // A code that is somebody else's would make the order another one's.
  const bool code_is_wrong = !form_->error("code").empty();
  if (form_->is_new()) {
    if (ui::button("party-drop", "Throw away", {.look = ui::Look::quiet})) {
      form_.reset();
      open_ = false;
      return;
    }
  } else if (ui::button("party-out", "Take it out", {.look = ui::Look::quiet,
                                                     .icon = ui::Icon::trash})) {
    done_ = form_->take_out(open.editor().order()).place;
    open.editor().take_out(*form_);
    form_.reset();
    open_ = false;
    return;
  }
  const char* unfinished = form_->is_new() ? "Add it unfinished" : "Keep it unfinished";
  if (asked_ && form_->errors() > 0 && !code_is_wrong &&
      ui::button("party-unfinished", unfinished)) {
    return finish(open);
  }
  const std::string what = form_->kind() == PartyKind::customer ? "customer" : "ship-to";
  if (ui::button("party-take", form_->is_new() ? "Add the " + what : "Keep the changes",
                 {.look = ui::Look::primary, .icon = ui::Icon::check, .action = "party.take"})) {
    answer(open);
  }
}

std::optional<Place> EntryParty::draw(OpenOrder& open) {
  if (open_ && form_) {
    ui::dialog("party",
               {.title = title(),
                .sentence = sentence(open),
                .width = 600,
                .page_when_compact = true,
                .first_focus = party_field_key(first_)},
               open_, [&] { body(open); }, [&] { buttons(open); });
  }
  // What is changed and not kept is as it was; what is new and not answered waits.
  if (!open_ && form_ && !form_->is_new()) form_.reset();
  return std::exchange(done_, std::nullopt);
}

}  // namespace tally::app
