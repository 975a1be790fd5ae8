// GS1 element strings: the scanner's form and that in brackets.
#include <algorithm>
#include <array>

#include "shared/base/ids.hpp"
#include "shared/base/text.hpp"
#include "shared/identify/check_digits.hpp"
#include "shared/identify/gs1_pairs.hpp"
#include "shared/identify/gs1_rows.hpp"
#include "shared/identify/reading.hpp"
#include "shared/identify/unicode.hpp"

namespace tally::identify {

namespace {

/// FNC1 as a scanner sends it: the group separator (General Specifications, section 7.8.3).
constexpr char fnc1 = '\x1D';

/// Prefixes of symbologies that hold element strings (section 5.1.3; ISO/IEC 15424).
constexpr std::array<std::string_view, 5> gs1_symbologies{"]C1", "]e0", "]d2", "]Q3", "]J1"};
/// Those that hold a GTIN and nothing else: EAN-13 and UPC, EAN-8, ITF-14.
constexpr std::array<std::string_view, 3> gtin_symbologies{"]E0", "]E4", "]I1"};

std::string element_path(std::size_t index) { return "elements[" + std::to_string(index) + "]"; }

class ElementReader {
 public:
  ElementReader(Finding& found, const Context& context) : found_(found), context_(context) {}

  /// The scanner's form.
  void read_scanned(std::string_view text) {
    while (!text.empty()) {
      if (text[0] == fnc1) {
        text.remove_prefix(1);
        continue;
      }
      const std::size_t end = std::min(text.find(fnc1), text.size());
      const Gs1Row* row = find_gs1_row(text.substr(0, end));
      if (row == nullptr) {
        report_unknown(text.substr(0, end));
        text.remove_prefix(end);
        continue;
      }
      const std::size_t ai = row->first.size();
      std::size_t length = end - ai;
      if (row->length == Gs1Length::predefined) length = std::min(length, predefined_length(*row));
      add(*row, text.substr(0, ai), text.substr(ai, length));
      text.remove_prefix(ai + length);
    }
  }

  /// "(01)…(10)…". A bracket may stand in a value too: only one around a known identifier begins
  /// another element.
  void read_bracketed(std::string_view text) {
    while (!text.empty()) {
      const std::size_t close = text.find(')');
      std::string_view ai;
      if (text[0] == '(' && close <= 5) ai = text.substr(1, close - 1);
      if (ai.empty() || !all_digits(ai)) {
        report(found_, IssueCode::gs1_bracket_open, {{"text", quote_short(text)}});
        return;
      }
      std::string_view behind = text.substr(close + 1);
      const std::string_view value = behind.substr(0, next_bracket(behind));
      const Gs1Row* row = find_gs1_row(ai);
      const bool known = row != nullptr && row->first.size() == ai.size();
      if (known) add(*row, ai, value);
      else report_unknown(text);
      text = behind.substr(value.size());
    }
  }

  /// The elements in the scanner's form, with no separator that is not needed.
  std::string normal() const {
    std::string out;
    for (std::size_t i = 0; i < found_.elements.size(); ++i) {
      const Element& element = found_.elements[i];
      out += element.ai + element.value;
      const bool last = i + 1 == found_.elements.size();
      if (!last && find_gs1_row(element.ai)->length == Gs1Length::separated) out += fnc1;
    }
    return out;
  }

 private:
  static std::size_t next_bracket(std::string_view text) {
    for (std::size_t open = text.find('('); open != std::string_view::npos;
         open = text.find('(', open + 1)) {
      const std::size_t close = text.find(')', open);
      if (close == std::string_view::npos) break;
      const std::string_view ai = text.substr(open + 1, close - open - 1);
      if (ai.size() < 2 || ai.size() > 4 || !all_digits(ai)) continue;
      const Gs1Row* row = find_gs1_row(ai);
      if (row != nullptr && row->first.size() == ai.size()) return open;
    }
    return text.size();
  }

  void report_unknown(std::string_view text) {
    report(found_, IssueCode::gs1_identifier_unknown, {{"text", quote_short(text)}});
  }

  void add(const Gs1Row& row, std::string_view ai, std::string_view value) {
    const std::string path = element_path(found_.elements.size());
    Element element;
    element.ai = ai;
    element.title = row.title;
    element.value = value;
    hold_gs1_value(row, element, context_, path, found_.issues);
    hold_once(element, path);
    found_.elements.push_back(std::move(element));
  }

  void hold_once(const Element& element, const std::string& path) {
    const auto before = std::ranges::find(found_.elements, element.ai, &Element::ai);
    if (before == found_.elements.end() || before->value == element.value) return;
    found_.issues.push_back(make_issue(IssueCode::gs1_identifier_repeated, path,
                                       {{"ai", element.ai},
                                        {"first", quote_short(before->value)},
                                        {"second", quote_short(element.value)},
                                        {"title", element.title}}));
  }

  Finding& found_;
  const Context& context_;
};

/// Takes the symbology off; false, with an issue, where its code holds no element string.
bool take_off_symbology(Finding& found, std::string& text) {
  if (text.size() < 3 || text[0] != ']') return true;
  const std::string prefix = text.substr(0, 3);
  if (std::ranges::find(gs1_symbologies, prefix) != gs1_symbologies.end()) {
    text.erase(0, 3);
    return true;
  }
  const std::string rest = text.substr(3);
  const bool has_gtin = std::ranges::find(gtin_symbologies, prefix) != gtin_symbologies.end();
  if (has_gtin && all_digits(rest) && rest.size() >= 8 && rest.size() <= 14) {
    text = "01" + std::string(14 - rest.size(), '0') + rest;
    return true;
  }
  report(found, IssueCode::gs1_symbology, {{"prefix", quote_short(prefix)}});
  return false;
}

/// No element holds a character beyond ASCII, so none is ever cut in two.
bool hold_ascii(Finding& found, const Form& form) {
  const std::string& text = found.normal;
  const auto beyond = std::ranges::find_if(text, [](char c) { return (c & 0x80) != 0; });
  if (beyond == text.end()) return true;
  const auto place = static_cast<std::size_t>(beyond - text.begin());
  report(found, IssueCode::identifier_character,
         {{"character", text.substr(place, code_point_at(text, place).bytes)},
          {"kind", std::string(form.name)}});
  return false;
}

std::string without_spaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

}  // namespace

const Gs1Row* find_gs1_row(std::string_view text) {
  const auto rows = gs1_rows();
  // No identifier begins with another one, so the last row that is not above the text is the one.
  const auto after = std::ranges::upper_bound(rows, text, {}, &Gs1Row::first);
  if (after == rows.begin()) return nullptr;
  const Gs1Row& row = *std::prev(after);
  const std::string_view ai = text.substr(0, row.first.size());
  return ai.size() == row.first.size() && ai <= row.last && all_digits(ai) ? &row : nullptr;
}

Finding check_gs1(std::string_view text, const Context& context) {
  const Form form{.name = "GS1 element string", .extra = "\x1D"};
  Finding found;
  if (!take_off_hidden(text, form, found)) return found;
  std::string code = found.normal;
  if (!hold_ascii(found, form)) return found;
  if (!take_off_symbology(found, code)) return found;
  ElementReader reader(found, context);
  if (code.starts_with('(')) reader.read_bracketed(without_spaces(code));
  else reader.read_scanned(code);
  if (found.elements.empty() && !is_wrong(found)) {
    report(found, IssueCode::identifier_empty, {{"kind", std::string(form.name)}});
  }
  // Elements that are cut in the wrong places belong to nothing.
  if (!is_wrong(found)) hold_gs1_pairs(found.elements, found.issues);
  // Of a wrong code the text stays as it was read: its elements may be cut in the wrong places.
  if (!is_wrong(found)) found.normal = reader.normal();
  return found;
}

}  // namespace tally::identify
