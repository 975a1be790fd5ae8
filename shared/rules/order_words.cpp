#include "shared/rules/order_words.hpp"

#include <algorithm>

#include "shared/base/text.hpp"
#include "shared/rules/phrase_check.hpp"

namespace tally::rules {

namespace {

constexpr OrderWordRow field_rows[] = {
#define ORDER_FIELD(name, point, line, says) {RulePoint::point, line, says},
#define ORDER_DECISION(name, point, line, says)
#include "shared/rules/order_words.def"
#undef ORDER_FIELD
#undef ORDER_DECISION
};

constexpr OrderWordRow decision_rows[] = {
#define ORDER_FIELD(name, point, line, says)
#define ORDER_DECISION(name, point, line, says) {RulePoint::point, line, says},
#include "shared/rules/order_words.def"
#undef ORDER_FIELD
#undef ORDER_DECISION
};

constexpr std::string_view list_names[] = {"group",     "term", "country",
                                           "warehouse", "team", "carrier"};

/// Fields of the vocabulary are counted with 16 bits, and an index has bits for each.
constexpr std::size_t list_words_max = 500;

void take_word(RuleWords& list, const std::string& word) {
  if (list.words.size() >= list_words_max || objection_to(word, PhraseUse::value)) return;
  const auto same = [&](const std::string& other) { return equal_folded(other, word); };
  if (equal_folded(word, "other") || std::ranges::any_of(list.words, same)) return;
  list.words.push_back(word);
}

/// Every list, also those of which nobody said a word.
std::vector<RuleWords> take_lists(std::span<const RuleWords> company) {
  std::vector<RuleWords> lists;
  for (const std::string_view name : list_names) {
    RuleWords& list = lists.emplace_back(RuleWords{std::string(name), {}});
    for (const RuleWords& given : company) {
      if (given.list != name) continue;
      for (const std::string& word : given.words) take_word(list, word);
    }
  }
  return lists;
}

void erase_all(std::string& line, std::string_view part) {
  for (std::size_t at = line.find(part); at != std::string::npos; at = line.find(part)) {
    line.erase(at, part.size());
  }
}

/// Takes lists without words out of a row; false where nothing of the row is left.
bool drop_empty_lists(std::string& line, const std::vector<RuleWords>& lists) {
  for (const RuleWords& list : lists) {
    const std::string place = "{" + list.list + "}";
    if (!list.words.empty() || !line.contains(place)) continue;
    erase_all(line, place + ", ");
    erase_all(line, ", " + place);
    if (line.contains(place)) return false;
  }
  return true;
}

std::uint16_t width_of(std::string_view line, const std::vector<RuleWords>& lists) {
  const std::string_view phrase = line.substr(0, line.find('|'));
  for (const RuleWords& list : lists) {
    if (phrase.find("{" + list.list + "}") == std::string_view::npos) continue;
    return static_cast<std::uint16_t>(list.words.size());
  }
  return 1;
}

}  // namespace

std::string_view point_name(RulePoint point) {
  constexpr std::string_view names[] = {"before price", "before tax", "after tax", "after plan",
                                        "server"};
  return names[static_cast<std::size_t>(point)];
}

std::span<const OrderWordRow> order_field_rows() { return field_rows; }
std::span<const OrderWordRow> order_decision_rows() { return decision_rows; }

std::span<const std::string> OrderWords::list(std::string_view name) const {
  const auto found = std::ranges::find(lists, name, &RuleWords::list);
  if (found == lists.end()) return {};
  return found->words;
}

Result<OrderWords> make_order_words(Currency currency, std::span<const RuleWords> company) {
  OrderWords words;
  words.lists = take_lists(company);
  std::string text = "currency " + std::string(currency.code()) + "\n";
  for (const OrderWordRow& row : field_rows) {
    std::string line(row.line);
    const auto first = static_cast<std::uint16_t>(words.known_from.size());
    const bool has_words = drop_empty_lists(line, words.lists);
    const std::uint16_t count = has_words ? width_of(line, words.lists) : std::uint16_t{0};
    words.fields.push_back({first, count});
    words.known_from.insert(words.known_from.end(), count, row.point);
    if (count > 0) text += line + "\n";
  }
  for (std::size_t i = 0; i < std::size(decision_rows); ++i) {
    std::string line(decision_rows[i].line);
    if (!drop_empty_lists(line, words.lists)) continue;
    words.decisions.push_back(static_cast<OrderDecision>(i));
    text += line + "\n";
  }
  std::vector<CompanyWords> lists;
  for (const RuleWords& list : words.lists) lists.push_back({list.list, list.words});
  auto vocabulary = read_vocabulary(text, lists);
  if (!vocabulary) return std::unexpected(std::move(vocabulary.error()));
  words.vocabulary = *std::move(vocabulary);
  return words;
}

}  // namespace tally::rules
