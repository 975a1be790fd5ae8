// What order entry says of one line: the strip below the lines, and all of it in a dialog.
#include "wasm/screens/app.hpp"
#include "wasm/screens/entry_summary.hpp"
#include "wasm/state/order_view.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

ui::Tone tone_of(Severity severity) {
  if (severity == Severity::error) return ui::Tone::danger;
  return severity == Severity::review ? ui::Tone::warning : ui::Tone::info;
}

}  // namespace

void draw_line_why(OrderEditor& editor, std::size_t line, bool& open) {
  const LiveDecision& live = editor.live();
  const bool there = line < editor.lines() && line < live.outcome().lines.size();
  ui::dialog("line-why", {.title = there ? editor.line_name(line) : "Line"}, open, [&] {
    if (!there) return;
    const LineOutcome& outcome = live.outcome().lines[line];
    for (const std::size_t place : live.issues_of_line(line)) {
      const Issue& issue = live.outcome().issues[place];
      ui::banner("line-why/" + std::to_string(place), tone_of(issue.severity), say_in_cell(issue));
    }
    std::vector<ui::Fact> steps;
    for (const auto& [label, amount] : steps_of(outcome)) {
      const bool net = label == "Net";
      steps.push_back({label, amount, net ? ui::Ink::normal : ui::Ink::muted, net});
    }
    if (!steps.empty()) ui::figures("line-why/steps", steps);
    const std::vector<std::string> why = why_of(outcome);
    if (why.empty()) ui::text("It has no price yet.", {.ink = ui::Ink::muted});
    for (const std::string& sentence : why) ui::text(sentence);
    if (const Product* product = live.product(line)) {
      ui::gap(ui::space::small);
      std::vector<ui::Fact> facts{{"Tax class", product->tax_class.text()},
                                  {"Sold from", say_quantity(product->minimum)},
                                  {"In steps of", say_quantity(product->step)}};
      if (product->case_pack) facts.push_back({"In a case", say_quantity(*product->case_pack)});
      if (product->gtin) facts.push_back({"GTIN", product->gtin->text()});
      ui::facts("line-why/facts", facts);
    }
  }, [&open] {
    if (ui::button("line-why/done", "Done", {.look = ui::Look::primary})) open = false;
  });
}

void draw_line_strip(OrderEditor& editor, std::optional<Place> cursor) {
  const LiveDecision& live = editor.live();
  const bool there = cursor && !cursor->header && cursor->line < editor.lines() &&
                     live.product(cursor->line) != nullptr;
  ui::card("line-strip", {.height = 96}, [&] {
    if (!there) {
      ui::text("Type a SKU, scan a code, or type words and choose. Enter goes on to the quantity, "
               "then to the next line. Rows copied from a spreadsheet can be pasted.",
               {.ink = ui::Ink::muted});
      return;
    }
    const LineOutcome& outcome = live.outcome().lines[cursor->line];
    const std::vector<std::string> why = why_of(outcome);
    ui::columns({{ui::grow(1), [&] {
                    const LineView view = editor.view(cursor->line);
                    ui::text(view.product, {.type = ui::Type::body_strong, .wrap = false});
                    if (!view.variant.empty()) ui::caption(view.variant);
                    ui::caption(view.quantity_hint.empty() ? "sold by the piece"
                                                           : view.quantity_hint);
                  }},
                 {ui::grow(2), [&] {
                    std::string words;
                    for (const std::string& sentence : why) words += sentence + " ";
                    ui::text(words.empty() ? "No price yet." : words, {.ink = ui::Ink::muted});
                    const Product& product = *live.product(cursor->line);
                    const std::string stock = model().stock_words(
                        product.sku, outcome.quantity.value_or(product.minimum));
                    if (!stock.empty()) ui::caption(stock);
                  }}},
                {.gap = ui::space::large});
  });
}

}  // namespace tally::app
