#include "shared/address/lines.hpp"

#include <algorithm>
#include <string_view>

#include "shared/address/letters.hpp"
#include "shared/address/metadata.hpp"
#include "shared/base/text.hpp"

namespace tally::address {

namespace {

constexpr std::string_view common_format = "%N%n%O%n%A%n%D%n%C%n%S%n%Z";

std::string province_text(const Address& address, const CountryRow* country, LineStyle style) {
  const std::string typed = without_hidden(address.admin_area);
  if (country == nullptr) return typed;
  const ProvinceRow* province = find_province(*country, typed);
  if (province == nullptr) return typed;
  const std::string_view latin = province->latin.view();
  return std::string(style == LineStyle::latin && !latin.empty() ? latin
                                                                 : province->written.view());
}

/// Puts lines together: a gap between two texts is printed when both of them are.
class LineMaker {
 public:
  /// Signs between two fields, or before the first of a line ("SE-", "SINGAPORE ").
  void gap(std::string_view signs) {
    gap_ = signs;
    if (last_field_missing_ && !line_has_text_) gap_is_prefix_ = false;
    else gap_is_prefix_ = true;
  }
  void text(std::string_view text) {
    last_field_missing_ = text.empty();
    if (text.empty()) {
      if (!line_has_text_ && holds_word(gap_)) kept_word_ = gap_;
      gap_ = {};
      return;
    }
    if (line_has_text_ || gap_is_prefix_) line_ += gap_;
    line_ += text;
    line_has_text_ = true;
    gap_ = {};
  }
  void end_line() {
    if (line_has_text_ || !last_field_missing_) line_ += gap_;
    if (!line_has_text_ && line_.empty()) line_ = kept_word_;
    const std::string_view trimmed = trim(line_);
    if (!trimmed.empty()) lines_.emplace_back(trimmed);
    line_.clear();
    gap_ = kept_word_ = {};
    gap_is_prefix_ = true;
    line_has_text_ = last_field_missing_ = false;
  }
  std::vector<std::string> take() {
    end_line();
    return std::move(lines_);
  }

 private:
  static bool holds_word(std::string_view signs) {
    return std::ranges::count_if(signs, [](char c) { return c >= 'A' && c <= 'Z'; }) >= 4;
  }
  std::vector<std::string> lines_;
  std::string line_;
  std::string_view gap_;
  /// A name that is printed even where its field is missing: "SINGAPORE".
  std::string_view kept_word_;
  bool gap_is_prefix_ = true;
  bool line_has_text_ = false;
  bool last_field_missing_ = false;
};

void add_street(const Address& address, LineMaker& maker) {
  bool any = false;
  for (const std::string& line : address.street) {
    const std::string clean = without_hidden(line);
    if (clean.empty()) continue;
    if (any) maker.end_line();
    maker.text(clean);
    any = true;
  }
  if (!any) maker.text({});
}

void add_field(char letter, const Address& address, const CountryRow* country, LineStyle style,
               LineMaker& maker) {
  switch (letter) {
    case 'N': return maker.text(without_hidden(address.recipient));
    case 'O': return maker.text(without_hidden(address.organisation));
    case 'A': return add_street(address, maker);
    case 'D': return maker.text(without_hidden(address.dependent_locality));
    case 'C': return maker.text(without_hidden(address.locality));
    case 'S': return maker.text(province_text(address, country, style));
    case 'Z': return maker.text(without_hidden(address.postal_code));
    case 'X': return maker.text(without_hidden(address.sorting_code));
    default: return;
  }
}

}  // namespace

std::vector<std::string> address_lines(const Address& address, LineStyle style) {
  const CountryRow* country = find_country(without_hidden(address.country));
  std::string_view format = common_format;
  if (country != nullptr) {
    format = (style == LineStyle::latin ? country->latin_format : country->format).view();
  }
  LineMaker maker;
  while (!format.empty()) {
    if (format.front() == '%' && format.size() >= 2) {
      if (format[1] == 'n') maker.end_line();
      else add_field(format[1], address, country, style, maker);
      format.remove_prefix(2);
      continue;
    }
    const std::size_t end = std::min(format.find('%'), format.size());
    maker.gap(format.substr(0, end));
    format.remove_prefix(end);
  }
  return maker.take();
}

}  // namespace tally::address
