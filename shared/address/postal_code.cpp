#include "shared/address/postal_code.hpp"

#include <array>

#include "shared/address/letters.hpp"
#include "shared/base/text.hpp"

namespace tally::address {

namespace {

// As tools/address/postal_patterns.py numbers them.
enum class Operation : std::uint8_t { match, symbol, symbol_class, split, jump, gap };

constexpr std::size_t code_bytes_max = 24;

/// as_written: gaps must stand in the text. gapless: the text has none, and they are written out.
/// beginning: as written, and more may follow.
enum class Reading : std::uint8_t { as_written, gapless, beginning };

unsigned symbol_number(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'A' && c <= 'Z') return static_cast<unsigned>(c - 'A') + 10;
  if (c >= 'a' && c <= 'z') return static_cast<unsigned>(c - 'a') + 10;
  return 63;
}

char symbol_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

class PatternRun {
 public:
  PatternRun(std::string_view text, Reading reading) : text_(text), reading_(reading) {}

  bool run(std::size_t place) { return run_from(place, 0, 0); }
  std::string written() const { return {out_.data(), out_size_}; }

 private:
  /// Backtracks over splits; patterns have no loops, so it ends.
  bool run_from(std::size_t place, std::size_t at, std::size_t size) {
    const std::uint8_t* code = table::programs();
    while (true) {
      switch (static_cast<Operation>(code[place])) {
        case Operation::match:
          out_size_ = size;
          return reading_ == Reading::beginning || at == text_.size();
        case Operation::symbol:
          if (at >= text_.size() || symbol_upper(text_[at]) != static_cast<char>(code[place + 1])) {
            return false;
          }
          put(text_[at++], size);
          place += 2;
          break;
        case Operation::symbol_class:
          if (at >= text_.size() || !in_class(code[place + 1], text_[at])) return false;
          put(text_[at++], size);
          place += 2;
          break;
        case Operation::split:
          if (run_from(place + 3, at, size)) return true;
          place = target(code, place);
          break;
        case Operation::jump: place = target(code, place); break;
        case Operation::gap:
          if (!take_gap(code[place + 1], at, size)) return false;
          place += 2;
          break;
      }
    }
  }
  static bool in_class(std::uint8_t number, char c) {
    return (table::symbol_class(number) >> symbol_number(c) & 1U) != 0;
  }
  static std::size_t target(const std::uint8_t* code, std::size_t place) {
    return static_cast<std::size_t>(code[place + 1]) |
           static_cast<std::size_t>(code[place + 2]) << 8;
  }
  /// 1: a blank, 2: a hyphen, 3: either; written out, a hyphen where both may stand.
  bool take_gap(std::uint8_t kinds, std::size_t& at, std::size_t& size) {
    if (reading_ == Reading::gapless) {
      put((kinds & 2U) != 0 ? '-' : ' ', size);
      return true;
    }
    if (at >= text_.size()) return false;
    const bool fits = (text_[at] == ' ' && (kinds & 1U) != 0) ||
                      (text_[at] == '-' && (kinds & 2U) != 0);
    if (fits) ++at;
    return fits;
  }
  void put(char c, std::size_t& size) {
    if (size < out_.size()) out_[size++] = symbol_upper(c);
  }

  std::string_view text_;
  Reading reading_;
  std::array<char, 2 * code_bytes_max> out_{};
  std::size_t out_size_ = 0;
};

bool fits(const CountryRow& country, std::string_view text) {
  return text.size() <= code_bytes_max &&
         (country.postal_pattern == 0 ||
          PatternRun(text, Reading::as_written).run(country.postal_pattern));
}

/// Without the prefix that only print has ("SE-", "L-"), where the text begins with it.
std::string_view without_prefix(const CountryRow& country, std::string_view text) {
  const std::string_view prefix = trim(country.postal_prefix.view());
  if (prefix.empty() || text.size() <= prefix.size()) return text;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    if (symbol_upper(text[i]) != prefix[i]) return text;
  }
  return trim(text.substr(prefix.size()));
}

/// Letters and figures alone, full-width ones as ASCII; empty where anything else stands there.
std::string gapless(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    char32_t point = take_point(text);
    if (point >= 0xFF01 && point <= 0xFF5E) point -= 0xFEE0;
    const bool is_gap = point == ' ' || point == '-' || point == '.' || point == 0xA0 ||
                        point == 0x3000 || (point >= 0x2010 && point <= 0x2015) ||
                        point == 0x2212;
    if (is_gap) continue;
    if (point >= 0x80 || symbol_number(static_cast<char>(point)) == 63) return {};
    out += symbol_upper(static_cast<char>(point));
    if (out.size() > code_bytes_max) return {};
  }
  return out;
}

std::string form_of(const CountryRow& country, std::string_view symbols) {
  if (symbols.empty()) return {};
  if (country.postal_pattern == 0) return std::string(symbols);
  PatternRun run(symbols, Reading::gapless);
  return run.run(country.postal_pattern) ? run.written() : std::string();
}

/// Old country letters before a code of figures: "D-10115", "F-75001", "A-1010".
std::string_view without_letters(std::string_view text) {
  const std::size_t dash = text.find('-');
  const bool letters = (dash == 1 || dash == 2) && symbol_number(text[0]) >= 10 &&
                       symbol_number(text[0]) < 63;
  return letters ? text.substr(dash + 1) : text;
}

}  // namespace

bool is_postal_code(const CountryRow& country, std::string_view text) {
  text = trim(text);
  return fits(country, text) || fits(country, without_prefix(country, text));
}

bool reads_as_postal_code(const CountryRow& country, std::string_view text) {
  return is_postal_code(country, text) || is_postal_code(country, without_letters(trim(text)));
}

std::string postal_form(const CountryRow& country, std::string_view text) {
  text = trim(text);
  if (country.postal_pattern == 0) return ascii_upper(text);
  std::string form = form_of(country, gapless(text));
  if (!form.empty()) return form;
  form = form_of(country, gapless(without_prefix(country, text)));
  if (!form.empty()) return form;
  return form_of(country, gapless(without_letters(text)));
}

std::string nearest_postal(const CountryRow& country, const ProvinceRow* province,
                           std::string_view text) {
  std::string form = postal_form(country, text);
  if (!form.empty() || country.postal_pattern == 0) return form;
  const std::string symbols = gapless(text);
  if (symbols.empty()) return {};
  const bool figures = symbols.find_first_not_of("0123456789") == std::string::npos;
  if (figures) {
    form = form_of(country, "0" + symbols);
    return form.empty() || (province != nullptr && !lies_in(*province, form)) ? "" : form;
  }
  // O and 0, I or L and 1: each place may be either; two different readings are one too many.
  constexpr std::string_view from = "OIL01";
  constexpr std::string_view to = "011OI";
  std::string found;
  for (unsigned change = 1; change < 1U << std::min<std::size_t>(symbols.size(), 10); ++change) {
    std::string other = symbols;
    bool changed = true;
    for (std::size_t i = 0; i < other.size() && i < 10; ++i) {
      if ((change >> i & 1U) == 0) continue;
      const std::size_t kind = from.find(other[i]);
      changed = changed && kind != std::string_view::npos;
      if (kind != std::string_view::npos) other[i] = to[kind];
    }
    form = changed ? form_of(country, other) : std::string();
    if (form.empty() || (province != nullptr && !lies_in(*province, form))) continue;
    if (!found.empty() && found != form) return {};
    found = form;
  }
  return found;
}

bool lies_in(const ProvinceRow& province, std::string_view code) {
  if (province.own_pattern != 0) {
    return PatternRun(code, Reading::as_written).run(province.own_pattern);
  }
  return province.prefix == 0 || PatternRun(code, Reading::beginning).run(province.prefix);
}

const ProvinceRow* province_of(const CountryRow& country, std::string_view code) {
  const ProvinceRow* found = nullptr;
  for (const ProvinceRow& province : provinces(country)) {
    const bool known = province.prefix != 0 || province.own_pattern != 0;
    if (!known || !lies_in(province, code)) continue;
    if (found != nullptr) return nullptr;
    found = &province;
  }
  return found;
}

std::string_view postal_example(const CountryRow& country) {
  const std::string_view all = country.postal_examples.view();
  return all.substr(0, all.find(','));
}

}  // namespace tally::address
