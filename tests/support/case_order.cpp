// The lines of a case that are the order, or the text of a document.
#include "tests/support/case_file.hpp"

#include <charconv>

namespace tally::tests {

namespace {

/// QUANTITY [UNIT] SKU [at PRICE] [because REASON] [, id ID] [, note TEXT] [, 10001 times]
void read_order_item(Words& words, RawOrder& into) {
  RawLine line;
  line.quantity = words.next();
  line.sku = words.next();
  const bool unit_stands_between = !words.at_part_end() && !words.take("at");
  bool has_price = !unit_stands_between && !words.at_part_end();
  if (unit_stands_between) {
    line.unit = line.sku;
    line.sku = words.next();
    has_price = words.take("at");
  }
  if (has_price) {
    line.agreed_price = words.next();
    if (words.take("because")) line.agreed_reason = words.at_part_end() ? "" : words.part();
  }
  std::size_t times = 1;
  while (words.take(",")) {
    if (words.take("id")) line.id = words.next();
    else if (words.take("note")) line.note = words.rest();
    else {
      const std::string count = words.next();
      std::from_chars(count.data(), count.data() + count.size(), times);
      words.expect("times");
    }
  }
  if (!words.at_end()) complain(words.line(), "nothing more");
  for (std::size_t i = 0; i < times; ++i) {
    RawLine copy = line;
    if (copy.id.empty()) copy.id = std::to_string(into.lines.size() + 1);
    into.lines.push_back(std::move(copy));
  }
}

}  // namespace

void read_order_line(const CaseLine& line, RawOrder& into) {
  Words words(line);
  if (words.take("customer")) into.customer = words.rest();
  else if (words.take("ship-to")) into.ship_to = words.rest();
  else if (words.take("channel")) into.channel = words.rest();
  else if (words.take("PO")) into.po_number = words.rest();
  else if (words.take("requested")) into.requested_date = words.rest();
  else if (words.take("freight")) into.freight = words.rest();
  else if (words.take("coupon")) into.coupons += (into.coupons.empty() ? "" : ", ") + words.rest();
  else if (words.take("note")) into.note = words.rest();
  else if (words.take("id")) into.order_id = words.rest();
  else read_order_item(words, into);
}

std::string read_document_text(const std::vector<CaseLine>& lines) {
  std::string text;
  for (const CaseLine& line : lines) {
    if (!text.empty()) text += '\n';
    std::string_view rest = line.text;
    while (!rest.empty()) {
      const std::size_t open = std::min(rest.find('<'), rest.size());
      text += rest.substr(0, open);
      rest.remove_prefix(open);
      if (rest.empty()) break;
      const std::size_t close = rest.find('>');
      if (close == std::string_view::npos) complain(line, "a closing >");
      const CaseLine inner{line.file, line.number, std::string(rest.substr(1, close - 1))};
      rest.remove_prefix(close + 1);
      Words words(inner);
      if (words.take("byte")) {
        CaseLine quoted{line.file, line.number, "\"\\x" + words.rest() + "\""};
        text += Words(quoted).next();
        continue;
      }
      const std::string count = words.next();
      std::size_t times = 0;
      std::from_chars(count.data(), count.data() + count.size(), times);
      words.expect("times");
      const std::string piece = words.rest();
      for (std::size_t i = 0; i < times; ++i) text += piece;
    }
  }
  return text;
}

}  // namespace tally::tests
