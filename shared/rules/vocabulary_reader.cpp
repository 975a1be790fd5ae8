// Reads the lines of a vocabulary: a word, then cells parted by "|".
#include <algorithm>
#include <map>

#include "shared/base/text.hpp"
#include "shared/rules/amount.hpp"
#include "shared/rules/limits.hpp"
#include "shared/rules/nearest.hpp"
#include "shared/rules/phrase_check.hpp"
#include "shared/rules/token.hpp"
#include "shared/rules/vocabulary.hpp"

namespace tally::rules {

namespace {

struct TypeWord {
  std::string_view word;
  Unit unit;
};
constexpr TypeWord type_words[] = {
    {"money", Unit::money},       {"percent", Unit::percent}, {"weight", Unit::weight},
    {"distance", Unit::distance}, {"count", Unit::count},     {"days", Unit::days},
    {"hours", Unit::hours}};

struct KindWord {
  std::string_view word;
  DecisionKind kind;
};
constexpr KindWord kind_words[] = {
    {"exactly one of ", DecisionKind::exactly_one}, {"strictest of ", DecisionKind::strictest},
    {"all of ", DecisionKind::all_of},              {"first of ", DecisionKind::first_of},
    {"highest ", DecisionKind::highest},            {"lowest ", DecisionKind::lowest},
    {"sum of ", DecisionKind::sum}};

/// Amounts beyond this leave no room for exact sums.
constexpr std::int64_t domain_max = 1'000'000'000'000'000;

std::vector<std::string> split(std::string_view text, char mark) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = std::min(text.find(mark), text.size());
    parts.push_back(squeeze(text.substr(0, end)));
    if (end == text.size()) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
  return text;
}

class VocabularyReader {
 public:
  VocabularyReader(std::string_view text, std::span<const CompanyWords> company)
      : text_(text), company_(company) {
    vocabulary_.currency = Currency::parse("USD").value_or(Currency{});
  }

  Result<Vocabulary> read() {
    std::string_view rest = text_;
    while (!rest.empty() && issues_.size() < issues_max) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      ++line_;
      const std::string_view line = trim(rest.substr(0, end));
      if (!line.empty() && line.front() != '#') expand(std::string(line));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    check_facts_against_fields();
    if (!issues_.empty()) return std::unexpected(std::move(issues_));
    return std::move(vocabulary_);
  }

 private:
  void report(IssueCode code, std::vector<Argument> arguments) {
    issues_.push_back(make_issue(code, "line " + std::to_string(line_), std::move(arguments)));
  }

  /// Puts the company's words in the place of {list}.
  void expand(const std::string& line) {
    const std::size_t open = line.find('{');
    const std::size_t close = line.find('}', open);
    if (open == std::string::npos || close == std::string::npos) return read_line(line);
    const std::string place = line.substr(open, close - open + 1);
    const std::string name = place.substr(1, place.size() - 2);
    const auto list = std::ranges::find(company_, name, &CompanyWords::list);
    if (list == company_.end()) {
      std::vector<std::string> known;
      for (const CompanyWords& each : company_) known.push_back("{" + each.list + "}");
      if (known.empty()) known.push_back("the words themselves");
      const auto near = nearest(place, known, 3);
      return report(
          IssueCode::vocabulary_list_unknown,
          {{"list", name}, {"suggestions", join_suggestions(near.empty() ? known : near)}});
    }
    if (open < line.find('|')) {
      for (const std::string& word : list->words) expand(replaced(line, place, word));
      return;
    }
    std::string joined;
    for (const std::string& word : list->words) joined += (joined.empty() ? "" : ", ") + word;
    expand(replaced(line, place, joined));
  }

  void read_line(const std::string& line) {
    const std::size_t space = std::min(line.find(' '), line.size());
    const std::string word = line.substr(0, space);
    const auto cells = split(trim(std::string_view(line).substr(space)), '|');
    if (word == "field") return read_field(cells);
    if (word == "fact") return read_fact(cells);
    if (word == "decision") return read_decision(cells);
    if (word == "currency") return read_currency(cells.front());
    const std::vector<std::string> known{"field", "fact", "decision", "currency"};
    const auto near = nearest(word, known, 1);
    report(IssueCode::vocabulary_line_unknown,
           {{"word", quote_short(word)},
            {"suggestions", join_suggestions(near.empty() ? known : near)}});
  }

  void read_currency(const std::string& code) {
    if (const auto currency = Currency::parse(code)) {
      vocabulary_.currency = *currency;
      return;
    }
    report(IssueCode::vocabulary_type_unknown,
           {{"word", quote_short(code)}, {"suggestions", std::string("USD · EUR · GBP")}});
  }

  bool take_phrase(const std::string& phrase, PhraseUse use) {
    if (std::max(vocabulary_.fields.size(), vocabulary_.decisions.size()) >= fields_max) {
      report(IssueCode::vocabulary_phrase_refused,
             {{"phrase", quote_short(phrase)},
              {"reason", "a vocabulary holds at most " + std::to_string(fields_max) +
                             " fields and facts, and as many decisions"}});
      return false;
    }
    if (const auto reason = objection_to(phrase, use)) {
      report(IssueCode::vocabulary_phrase_refused,
             {{"phrase", quote_short(phrase)}, {"reason", *reason}});
      return false;
    }
    if (use == PhraseUse::value || use == PhraseUse::answer) return true;
    const auto [first, is_new] = lines_of_phrases_.emplace(ascii_lower(phrase), line_);
    if (!is_new) {
      report(IssueCode::vocabulary_phrase_twice,
             {{"phrase", quote_short(phrase)}, {"line", std::int64_t{first->second}}});
    }
    return is_new;
  }

  bool take_marks(Field& field, std::span<const std::string> marks) {
    for (const std::string& mark : marks) {
      if (mark == "optional") {
        field.missing = MissingPolicy::optional;
      } else if (mark == "server") {
        field.known_at = KnownAt::server;
      } else if (mark == "derived") {
        field.derivation = Derivation::derived;
      } else if (mark != "required" && mark != "everywhere") {
        const std::vector<std::string> known{"optional", "server", "derived"};
        const auto near = nearest(mark, known, 1);
        report(IssueCode::vocabulary_mark_unknown,
               {{"word", quote_short(mark)},
                {"suggestions", join_suggestions(near.empty() ? known : near)}});
        return false;
      }
    }
    return true;
  }

  void read_field(const std::vector<std::string>& cells) {
    Field field;
    field.phrase = cells.front();
    if (field.phrase.starts_with("the ")) field.phrase.erase(0, 4);
    const std::string type = cells.size() > 1 ? cells[1] : "";
    const bool is_good =
        take_phrase(field.phrase, PhraseUse::field) && take_type(field, type) &&
        take_marks(field, std::span(cells).subspan(std::min<std::size_t>(2, cells.size())));
    if (is_good) vocabulary_.fields.push_back(std::move(field));
  }

  bool take_type(Field& field, const std::string& type) {
    if (type.starts_with("one of ")) {
      field.type = FieldType::choice;
      return take_words(split(std::string_view(type).substr(7), ','), PhraseUse::value,
                        field.values) &&
             (field.high = static_cast<std::int64_t>(field.values.size()) - 1, true);
    }
    const auto words = words_of(type);
    const std::string_view word = words.empty() ? "" : words.front();
    if (word == "date") {
      field.type = FieldType::date;
      return take_days(field, type, words);
    }
    for (const TypeWord& each : type_words) {
      if (each.word != word) continue;
      field.unit = each.unit;
      return take_domain(field, type, words);
    }
    std::vector<std::string> known{"one of", "date"};
    for (const TypeWord& each : type_words) known.emplace_back(each.word);
    const auto near = nearest(word, known, 1);
    report(IssueCode::vocabulary_type_unknown,
           {{"word", quote_short(type)},
            {"suggestions", join_suggestions(near.empty() ? known : near)}});
    return false;
  }

  bool refuse_domain(const std::string& type, std::string reason) {
    report(IssueCode::vocabulary_domain_wrong,
           {{"text", quote_short(type)}, {"reason", std::move(reason)}});
    return false;
  }

  bool take_days(Field& field, const std::string& type,
                 const std::vector<std::string_view>& words) {
    const auto low = words.size() == 3 ? Date::parse(words[1]) : std::nullopt;
    const auto high = words.size() == 3 ? Date::parse(words[2]) : std::nullopt;
    if (!low || !high) return refuse_domain(type, "it needs two days, as in 2026-01-01 2026-12-31");
    if (*high < *low) return refuse_domain(type, "the least stands behind the greatest");
    field.low = low->days();
    field.high = high->days();
    return true;
  }

  bool take_domain(Field& field, const std::string& type,
                   const std::vector<std::string_view>& words) {
    const auto low = words.size() == 3 ? parse_decimal(words[1], 0) : parse_decimal("", 0);
    const auto high = words.size() == 3 ? parse_decimal(words[2], 0) : parse_decimal("", 0);
    if (!low || !high) return refuse_domain(type, "it needs two whole numbers");
    if (*high < *low) return refuse_domain(type, "the least stands behind the greatest");
    if (*low < -domain_max || *high > domain_max) return refuse_domain(type, "it is too wide");
    field.low = *low;
    field.high = *high;
    return true;
  }

  bool take_words(const std::vector<std::string>& words, PhraseUse use,
                  std::vector<std::string>& into) {
    for (const std::string& word : words) {
      if (!take_phrase(word, use)) return false;
      const auto twin =
          std::ranges::find_if(into, [&](const auto& other) { return equal_folded(other, word); });
      if (twin != into.end()) {
        report(IssueCode::vocabulary_phrase_twice,
               {{"phrase", quote_short(word)}, {"line", std::int64_t{line_}}});
        return false;
      }
      into.push_back(word);
    }
    if (into.size() <= values_max) return true;
    report(IssueCode::vocabulary_phrase_refused,
           {{"phrase", quote_short(into.front())},
            {"reason", "its list has more than " + std::to_string(values_max) + " words"}});
    return false;
  }

  void read_fact(const std::vector<std::string>& cells) {
    Field fact;
    fact.type = FieldType::fact;
    fact.high = 1;
    fact.phrase = cells.front();
    fact.negation = cells.size() > 1 ? cells[1] : "";
    const bool is_good =
        take_phrase(fact.phrase, PhraseUse::fact) && take_phrase(fact.negation, PhraseUse::fact) &&
        take_marks(fact, std::span(cells).subspan(std::min<std::size_t>(2, cells.size())));
    if (is_good) vocabulary_.fields.push_back(std::move(fact));
  }

  void refuse_decision(const std::string& name, std::string reason) {
    report(IssueCode::vocabulary_decision_wrong,
           {{"decision", quote_short(name)}, {"reason", std::move(reason)}});
  }

  void read_decision(const std::vector<std::string>& cells) {
    Decision decision;
    decision.name = cells.front();
    if (!take_phrase(decision.name, PhraseUse::decision)) return;
    if (cells.size() != 3) return refuse_decision(decision.name, "it needs three cells");
    const auto kind = std::ranges::find_if(
        kind_words, [&](const KindWord& each) { return cells[1].starts_with(each.word); });
    if (kind == std::end(kind_words)) {
      return refuse_decision(decision.name, "its kind is not known");
    }
    decision.kind = kind->kind;
    const std::string answers = cells[1].substr(kind->word.size());
    if (!take_sentence(decision, cells[2])) return;
    const bool is_good = answers_with_number(decision)
                             ? take_number_answer(decision, answers)
                             : take_words(split(answers, ','), PhraseUse::answer, decision.answers);
    if (is_good) vocabulary_.decisions.push_back(std::move(decision));
  }

  bool take_sentence(Decision& decision, const std::string& sentence) {
    const std::size_t star = sentence.find('*');
    if (star == std::string::npos || sentence.find('*', star + 1) != std::string::npos) {
      refuse_decision(decision.name, "its sentence needs one *");
      return false;
    }
    decision.before = squeeze(std::string_view(sentence).substr(0, star));
    decision.after = squeeze(std::string_view(sentence).substr(star + 1));
    for (const std::string& part : {decision.before, decision.after}) {
      const auto reason = part.empty() ? std::nullopt : objection_to(part, PhraseUse::answer);
      if (!reason) continue;
      refuse_decision(decision.name, "in its sentence, " + *reason);
      return false;
    }
    return true;
  }

  /// "percent up to 30%", "days".
  bool take_number_answer(Decision& decision, const std::string& text) {
    const std::size_t space = std::min(text.find(' '), text.size());
    const auto unit = std::ranges::find(type_words, std::string_view(text).substr(0, space),
                                        &TypeWord::word);
    if (unit == std::end(type_words)) {
      refuse_decision(decision.name, "its unit is not known");
      return false;
    }
    decision.unit = unit->unit;
    const std::string limit = squeeze(std::string_view(text).substr(space));
    if (limit.empty()) return true;
    const Tokens tokens = tokenize(limit.starts_with("up to ") ? limit.substr(6) : "?");
    const Field field = answer_field(decision);
    const auto amount = read_amount(vocabulary_, field, tokens.tokens, 0);
    if (!amount || tokens.tokens[amount->used].kind != TokenKind::end) {
      refuse_decision(decision.name, "its limit is not an amount, as in \"up to 30%\"");
      return false;
    }
    decision.up_to = amount->value;
    return true;
  }

  /// "the PO number is missing" as a fact, beside a field "PO number", would have two meanings.
  void check_facts_against_fields() {
    std::vector<std::pair<std::string, const Field*>> heads;
    for (const Field& field : vocabulary_.fields) {
      if (field.type != FieldType::fact) heads.emplace_back(ascii_lower(field.phrase), &field);
    }
    const auto asks = [](std::string_view sentence, std::string_view head, std::string_view verb) {
      return sentence.starts_with(head) && sentence.substr(head.size()).starts_with(verb);
    };
    for (const Field& fact : vocabulary_.fields) {
      if (fact.type != FieldType::fact) continue;
      for (const std::string& sentence : {fact.phrase, fact.negation}) {
        const std::string folded = ascii_lower(sentence);
        const std::string_view bare =
            std::string_view(folded).substr(folded.starts_with("the ") ? 4 : folded.size());
        const auto head = std::ranges::find_if(heads, [&](const auto& each) {
          return asks(bare, each.first, " is ") || asks(bare, each.first, " are ") ||
                 asks(folded, each.first, " is ");
        });
        if (head == heads.end()) continue;
        line_ = lines_of_phrases_[folded];
        report(IssueCode::vocabulary_phrase_refused,
               {{"phrase", quote_short(sentence)},
                {"reason", "it also asks the field \"" + head->second->phrase + "\""}});
      }
    }
  }

  std::string_view text_;
  std::span<const CompanyWords> company_;
  Vocabulary vocabulary_;
  Issues issues_;
  std::int64_t line_ = 0;
  std::map<std::string, std::int64_t, std::less<>> lines_of_phrases_;
};

}  // namespace

Result<Vocabulary> read_vocabulary(std::string_view text, std::span<const CompanyWords> company) {
  if (auto refused = refuse_text(text)) return std::unexpected(Issues{*std::move(refused)});
  return VocabularyReader(text, company).read();
}

}  // namespace tally::rules
