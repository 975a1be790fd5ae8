#pragma once
// The right side of order entry: what it comes to, what is in the way, and why a line costs it.
// In: the open order and where the cursor stands. Out: figures, issues that lead to their cells,
// mends that one press does. It changes nothing itself: it returns what was wished.
//
//     SummaryWish wish = summary.draw(open);   if (wish.fix) editor.apply(*wish.fix);

#include <optional>
#include <string>
#include <vector>

#include "wasm/state/open_order.hpp"
#include "wasm/ui/ui.hpp"

namespace tally::app {

struct SummaryWish {
  std::optional<Fix> fix;    // a mend, or a way to the cell
  std::optional<Issue> pass_over;             // the warning that shall be passed over
  std::optional<std::size_t> take_back;       // the override that shall go
  std::optional<std::string> open_captured;   // as Place::captured
  bool submit = false, to_file = false, next_issue = false;
};

/// as_fits: what the window has room for; all: the page scrolls.
enum class IssueRoom : std::uint8_t { as_fits, all };

class EntrySummary {
 public:
  /// `cursor`: the mend of its cell is the one that the key takes.
  /// `doubles`: what this device found beside the outcome.
  SummaryWish draw(OpenOrder& open, const Issues& doubles, IssueRoom room,
                   const std::optional<Place>& cursor);
  /// The place of the n-th thing to mend; for the key that goes to the next one.
  std::optional<Fix> next_issue(OpenOrder& open, const Issues& doubles);

 private:
  struct Entry {
    SaidIssue said;
    Fix fix;
    Severity severity = Severity::error;
    std::string key;
    bool has_place = false;                 // a cell that a button can lead to
    std::optional<Issue> can_pass_over;
    std::optional<std::size_t> passed;      // the override behind it
    std::string reason;
  };
  static Entry make_entry(const OrderEditor& editor, const Issue& issue, std::string key);
  void find_entries(OpenOrder& open, const Issues& doubles);
  void add_entry(const OrderEditor& editor, const Issue& issue);
  std::string title() const;
  void figures(OpenOrder& open);
  void verdict(OpenOrder& open, SummaryWish& wish);
  void captured(OpenOrder& open, SummaryWish& wish) const;
  bool brings_more(OpenOrder& open) const;
  bool scrolls_alone(OpenOrder& open, IssueRoom room, float height) const;
  void rest(OpenOrder& open, IssueRoom room, const std::optional<Place>& cursor,
            SummaryWish& wish);
  void issues(IssueRoom room, const std::optional<Place>& cursor, SummaryWish& wish);
  void entry(const Entry& entry, bool by_key, SummaryWish& wish) const;
  static void entry_buttons(const Entry& entry, bool by_key, SummaryWish& wish);
  /// The entry whose mend the key takes.
  const Entry* entry_for_key(const std::optional<Place>& cursor, std::size_t shown) const;
  std::vector<Entry> entries_, passed_;
  std::vector<std::string> places_;  // what each ship-to gets, put together with the entries
  std::size_t errors_ = 0, reviews_ = 0, hidden_ = 0, next_ = 0;
  std::string entries_for_;
};

/// Why the line costs what it costs: product, packs, price, tax and its issues, as a dialog.
void draw_line_why(OrderEditor& editor, std::size_t line, bool& open);
/// One strip below the lines: the line where the cursor stands.
void draw_line_strip(OrderEditor& editor, std::optional<Place> cursor);

}  // namespace tally::app
