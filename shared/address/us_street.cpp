#include "shared/address/us_street.hpp"

#include <algorithm>

#include "shared/address/us_tokens.hpp"
#include "shared/address/us_words.hpp"

namespace tally::address::us {

namespace {

/// full: a delivery line, whose suffix and directions are abbreviated. plain: another line.
enum class Depth : std::uint8_t { full, plain };

bool is_letter_word(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// What can be the number of a unit behind a designator of this kind.
bool is_unit_number(std::string_view word, DesignatorKind kind) {
  if (word.empty() || word.size() > 12) return false;
  if (has_figure(word)) return true;
  if (!is_letter_word(word)) return false;
  if (word.size() == 1) return kind == DesignatorKind::numbered || direction_standard(word).empty();
  return word.size() == 2 && kind == DesignatorKind::numbered && suffix_standard(word).empty() &&
         direction_standard(word).empty() && find_designator(word) == nullptr && word != "PO";
}

/// How many words at `place` name a post office box; 0: none.
std::size_t box_words(const Tokens& words, std::size_t place) {
  const std::string_view first = words[place];
  const std::string_view second = words[place + 1];
  const std::string_view third = words[place + 2];
  if (first == "POB" || first == "POBOX" || first == "LOCKBOX") return 1;
  if (first == "PO" && (second == "BOX" || second == "DRAWER" || second == "BX")) return 2;
  if (first == "P" && second == "O" && (third == "BOX" || third == "DRAWER")) return 3;
  if (first == "POST" && (second == "OFFICE" || second == "OFC") && third == "BOX") return 3;
  if (first == "POSTAL" && second == "BOX") return 2;
  if (place > 0) return 0;
  if (first == "LOCK" && second == "BOX") return 2;
  const bool alone = words.size() == 2 || (words.size() == 3 && second == "#");
  return alone && (first == "BOX" || first == "DRAWER" || first == "CALLER") ? 1 : 0;
}

/// "PO BOX 12" out of any of its forms; false where the line names none.
bool read_box(Tokens& words, StreetLine& line) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t count = box_words(words, i);
    if (count == 0) continue;
    if (count > 1) words.erase(i + 1, count - 1);
    words.set(i, "PO BOX");
    const std::string_view next = words[i + 1];
    const bool sign = next == "#" || next == "NO" || next == "NUMBER";
    if (sign && has_figure(words[i + 2])) words.erase(i + 1, 1);
    line.box_without_number = !has_figure(words[i + 1]) && words[i + 1].size() != 1;
    line.kind = LineKind::po_box;
    line.primary = words.join(0, words.size());
    return true;
  }
  return false;
}

struct RouteWords {
  std::size_t count = 0;
  std::string_view standard;
  bool needs_box = true;
};

/// The words of a rural or highway contract route at the head of a line, the number not among them.
RouteWords route_words(const Tokens& words) {
  const std::string_view first = words[0];
  const std::string_view second = words[1];
  const bool route = second == "ROUTE" || second == "RT" || second == "RTE";
  if (first == "RR" || first == "RFD") return {route ? 2U : 1U, "RR", true};
  if (first == "RD" && has_figure(second)) return {1, "RR", false};
  if (first == "R" && second == "R") return {2, "RR", true};
  if (first == "RURAL" && (route || second == "RD")) return {2, "RR", true};
  if (first == "HC" || first == "HCR") return {route ? 2U : 1U, "HC", true};
  if (first == "STAR" && route) return {2, "HC", true};
  const bool highway = first == "HIGHWAY" || first == "HWY";
  if (highway && second == "CONTRACT") return {words[2] == "ROUTE" ? 3U : 2U, "HC", true};
  // "ROUTE 5" alone is a street like any other.
  if (first == "ROUTE" || first == "RT" || first == "RTE") return {1, "RR", false};
  return {};
}

/// "RR 2 BOX 152", "HC 68 BOX 23A"; false where the line is none.
bool read_route(Tokens& words, StreetLine& line) {
  const RouteWords route = route_words(words);
  if (route.count == 0) return false;
  std::size_t number = route.count;
  const bool sign = words[number] == "#" || words[number] == "NO";
  if (sign && has_figure(words[number + 1])) words.erase(number, 1);
  if (!begins_with_figure(words[number])) return false;
  const bool has_box = words[number + 1] == "BOX" || words[number + 1] == "BX";
  if (!has_box && !route.needs_box) return false;
  if (route.count > 1) words.erase(1, route.count - 1);
  number = 1;
  words.set(0, route.standard);
  if (has_box) {
    words.set(number + 1, "BOX");
    if (words[number + 2] == "#" && has_figure(words[number + 3])) words.erase(number + 2, 1);
  }
  line.kind = LineKind::route;
  line.route_without_box = !has_box || !has_figure(words[number + 2]);
  line.primary = words.join(0, words.size());
  return true;
}

/// "UNIT 2050 BOX 4190", "PSC 802 BOX 74" (Publication 28, 238).
bool read_military(const Tokens& words, StreetLine& line) {
  const std::string_view first = words[0];
  if (first != "UNIT" && first != "PSC" && first != "CMR") return false;
  if (!has_figure(words[1]) || words[2] != "BOX") return false;
  line.kind = LineKind::military;
  line.box_without_number = !has_figure(words[3]);
  line.primary = words.join(0, words.size());
  return true;
}

bool read_general_delivery(const Tokens& words, StreetLine& line) {
  const bool general = words[0] == "GENERAL" || words[0] == "GEN";
  const bool delivery = words[1] == "DELIVERY" || words[1] == "DEL" || words[1] == "DELIV";
  if (!general || !delivery || words.size() != 2) return false;
  line.kind = LineKind::general_delivery;
  line.primary = "GENERAL DELIVERY";
  return true;
}

/// Takes units off the end of a line, one after the other.
class UnitTail {
 public:
  UnitTail(const Tokens& words, StreetLine& line) : words_(words), line_(line) {}

  /// Where the units begin.
  std::size_t read() {
    end_ = words_.size();
    while (end_ > 0 && take_piece()) {
    }
    return end_;
  }

 private:
  /// A unit stands by itself or behind at least a number and a name.
  bool may_begin_at(std::size_t place) const { return place == 0 || place >= 2; }

  bool take_piece() {
    const std::string_view last = words_[end_ - 1];
    const std::string_view before = end_ >= 2 ? words_[end_ - 2] : std::string_view();
    if (before == "#") return take_sign(last);
    if (before == "PMB" && is_unit_number(last, DesignatorKind::numbered)) {
      line_.private_mailbox = true;
      return put(2, "PMB", last);
    }
    if (const Designator* designator = find_designator(before);
        designator != nullptr && designator->kind != DesignatorKind::alone &&
        is_unit_number(last, designator->kind)) {
      return put(2, designator->standard, last);
    }
    const Designator* designator = find_designator(last);
    if (designator != nullptr && designator->standard == "FL" && is_ordinal(before)) {
      return put(2, "FL", before.substr(0, before.size() - 2));
    }
    return take_alone(last, designator);
  }

  /// "# 12", or "APT # 12", where the sign says nothing more.
  bool take_sign(std::string_view last) {
    if (!is_unit_number(last, DesignatorKind::numbered)) return false;
    const Designator* designator = end_ >= 3 ? find_designator(words_[end_ - 3]) : nullptr;
    if (designator != nullptr && designator->kind != DesignatorKind::alone) {
      return put(3, designator->standard, last);
    }
    if (end_ >= 3 && words_[end_ - 3] == "PMB") {
      line_.private_mailbox = true;
      return put(3, "PMB", last);
    }
    if (!put(2, "#", last)) return false;
    line_.sign_number = last;
    return true;
  }

  bool take_alone(std::string_view last, const Designator* designator) {
    if (end_ == 1 && words_.size() > 1) return false;
    if (last == "#" || last == "PMB") return put(1, last, {}) && note_alone(last);
    if (designator == nullptr) return false;
    if (designator->kind == DesignatorKind::weak) return false;
    if (designator->kind != DesignatorKind::numbered) return put(1, designator->standard, {});
    // Behind one word it is a name ("Grand Suite"); by itself on a line it can be nothing else.
    if (end_ < 3 && words_.size() > 1) return false;
    return put(1, designator->standard, {}) && note_alone(designator->standard);
  }

  bool note_alone(std::string_view designator) {
    if (designator == "PMB") line_.box_without_number = true;
    else line_.designator_alone = designator == "#" ? std::string_view("#") : designator;
    return true;
  }

  bool put(std::size_t count, std::string_view standard, std::string_view number) {
    if (!may_begin_at(end_ - count)) return false;
    std::string piece(standard);
    if (!number.empty()) {
      piece += ' ';
      piece += number;
    }
    if (!line_.units.empty()) {
      piece += ' ';
      piece += line_.units;
    }
    line_.units = std::move(piece);
    end_ -= count;
    return true;
  }

  const Tokens& words_;
  StreetLine& line_;
  std::size_t end_ = 0;
};

/// Number and name follow a unit at the head of a line: it moves to the end.
std::size_t leading_unit(const Tokens& words, std::size_t end, StreetLine& line) {
  const Designator* designator = find_designator(words[0]);
  if (designator == nullptr || designator->kind != DesignatorKind::numbered) return 0;
  const std::size_t number = words[1] == "#" ? 2 : 1;
  const std::size_t rest = number + 1;
  if (!is_unit_number(words[number], DesignatorKind::numbered)) return 0;
  if (!begins_with_figure(words[rest]) || end < rest + 3) return 0;
  std::string moved(designator->standard);
  moved += ' ';
  moved += words[number];
  line.units = line.units.empty() ? moved : line.units + " " + moved;
  return rest;
}

/// "SE" of SOUTH EAST; empty where the two are no such pair.
std::string_view paired_direction(std::string_view first, std::string_view second) {
  const std::string_view one = direction_standard(first);
  const std::string_view two = direction_standard(second);
  if (one == "N") return two == "E" ? "NE" : two == "W" ? "NW" : "";
  if (one == "S") return two == "E" ? "SE" : two == "W" ? "SW" : "";
  return {};
}

bool all_figures(std::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Abbreviates suffix and directions of number, direction, name, suffix, direction.
std::string normal_primary(Tokens& words, std::size_t first, std::size_t end) {
  std::size_t name = first;
  if (begins_with_figure(words[first]) && end - first >= 2) ++name;
  if (words[name].find('/') != std::string_view::npos && end - name >= 2) ++name;
  const auto ends_name = [&](std::size_t place) {
    return place > name && (!suffix_standard(words[place]).empty() || all_figures(words[place]));
  };
  std::size_t last = end;
  if (end - name >= 3 && ends_name(end - 2) && !direction_standard(words[end - 1]).empty()) {
    words.set(end - 1, direction_standard(words[end - 1]));
    last = end - 1;
  } else if (end - name >= 4 && ends_name(end - 3) &&
             !paired_direction(words[end - 2], words[end - 1]).empty()) {
    words.set(end - 2, paired_direction(words[end - 2], words[end - 1]));
    last = end - 2;
    end -= 1;
  }
  std::size_t name_end = last;
  if (last - name >= 2 && !suffix_standard(words[last - 1]).empty()) {
    words.set(last - 1, suffix_standard(words[last - 1]));
    name_end = last - 1;
  }
  std::string out = words.join(first, name);
  const auto add = [&](std::string_view word) {
    if (!out.empty()) out += ' ';
    out += word;
  };
  const std::string_view pair = paired_direction(words[name], words[name + 1]);
  const std::string_view single = direction_standard(words[name]);
  if (name_end - name >= 3 && !pair.empty()) {
    add(pair);
    name += 2;
  } else if (name_end - name >= 2 && !single.empty()) {
    add(single);
    name += 1;
  }
  if (name < end) add(words.join(name, end));
  return out;
}

StreetLine read_line(std::string_view text, Depth depth) {
  StreetLine line;
  Tokens words(text);
  line.has_figure = has_figure(words.cleaned());
  if (words.too_many() || words.size() == 0) {
    line.primary = words.cleaned();
    return line;
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    line.names_many_units = line.names_many_units || names_many_units(words[i]);
  }
  if (read_box(words, line) || read_route(words, line) || read_military(words, line) ||
      read_general_delivery(words, line)) {
    return line;
  }
  const std::size_t end = UnitTail(words, line).read();
  if (end == 0) {
    line.kind = LineKind::unit;
    return line;
  }
  if (depth == Depth::plain) {
    line.primary = words.join(0, end);
    return line;
  }
  const std::size_t first = leading_unit(words, end, line);
  line.primary = normal_primary(words, first, end);
  return line;
}

bool begins_with_a_figure(std::string_view text) {
  const std::size_t place = text.find_first_of(
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
  return place != std::string_view::npos && begins_with_figure(text.substr(place));
}

std::string joined(const std::string& primary, const std::string& units) {
  if (units.empty()) return primary;
  return primary.empty() ? units : primary + " " + units;
}

std::vector<StreetLine> read_lines(const std::vector<std::string>& street, std::size_t& delivery) {
  std::vector<StreetLine> lines;
  lines.reserve(street.size());
  delivery = street.size();
  for (std::size_t i = 0; i < street.size(); ++i) {
    const bool full = street.size() == 1 || begins_with_a_figure(street[i]);
    lines.push_back(read_line(street[i], full ? Depth::full : Depth::plain));
    const bool street_line = lines.back().kind == LineKind::street && !lines.back().primary.empty();
    if (full && street_line && delivery == street.size()) delivery = i;
  }
  if (delivery < street.size()) return lines;
  for (std::size_t i = 0; i < street.size(); ++i) {
    if (lines[i].kind != LineKind::street || lines[i].primary.empty()) continue;
    lines[i] = read_line(street[i], Depth::full);
    delivery = i;
    break;
  }
  return lines;
}

/// The normal lines; `moved` where a unit changed its place, so that they have to be read again.
std::vector<std::string> normal_lines(const std::vector<StreetLine>& lines, std::size_t delivery,
                                      bool& moved) {
  std::vector<std::string> normal;
  std::string units;
  std::size_t place = lines.size();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const StreetLine& line = lines[i];
    const bool goes_along = line.kind == LineKind::unit && delivery < lines.size();
    if (goes_along) units = joined(units, line.units);
    if (i == delivery) place = normal.size();
    std::string text = goes_along ? std::string() : joined(line.primary, line.units);
    if (!text.empty()) normal.push_back(std::move(text));
  }
  moved = !units.empty();
  if (moved) normal[place] = joined(normal[place], units);
  return normal;
}

}  // namespace

StreetReading read_street(const std::vector<std::string>& street) {
  StreetReading reading;
  std::size_t delivery = 0;
  bool again = false;
  reading.lines = read_lines(street, delivery);
  reading.normal = normal_lines(reading.lines, delivery, again);
  // What was put together may read otherwise: a line is normal when reading it changes nothing.
  // One reading is enough where nothing moved (tests hold it to that).
  for (int round = 0; again && round < 4; ++round) {
    auto lines = read_lines(reading.normal, delivery);
    bool moved = false;
    auto normal = normal_lines(lines, delivery, moved);
    again = normal != reading.normal;
    reading.normal = std::move(normal);
  }
  return reading;
}

std::string normal_words(std::string_view text) { return clean_line(text); }

}  // namespace tally::address::us
