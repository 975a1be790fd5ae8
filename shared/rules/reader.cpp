#include "shared/rules/reader.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "shared/base/text.hpp"
#include "shared/rules/limits.hpp"
#include "shared/rules/nearest.hpp"
#include "shared/rules/overrides.hpp"
#include "shared/rules/print.hpp"
#include "shared/rules/rule_reader.hpp"

namespace tally::rules {

namespace {

/// A rule's name, where it stands and what it decides.
struct KnownName {
  std::string name;
  std::uint32_t line = 0;
  std::uint16_t decision = 0;
};

class FileReader {
 public:
  FileReader(const Vocabulary& vocabulary, std::string_view text)
      : vocabulary_(vocabulary), lexed_(tokenize(text)) {}

  Result<RuleSet> read() {
    const std::vector<Sentence> sentences = split_sentences(lexed_.tokens);
    for (const Sentence& sentence : sentences) {
      if (issues_.size() >= issues_max) {
        issues_.push_back(make_issue(IssueCode::rules_more_mistakes, "",
                                     {{"count", static_cast<std::int64_t>(issues_max)}}));
        return std::unexpected(std::move(issues_));
      }
      if (rules_ > rules_max) {
        issues_.push_back(make_issue(IssueCode::rules_too_many, "",
                                     {{"limit", static_cast<std::int64_t>(rules_max)}}));
        return std::unexpected(std::move(issues_));
      }
      read(sentence);
    }
    end_decision();
    set_.comments = comments_before(std::numeric_limits<std::uint32_t>::max());
    sort_issues();
    if (!issues_.empty()) return std::unexpected(std::move(issues_));
    return std::move(set_);
  }

 private:
  SentenceReader reader_of(const Sentence& sentence) const {
    return {vocabulary_, lexed_.tokens, sentence.from, sentence.to, nullptr};
  }

  void report(IssueCode code, std::size_t at, std::vector<Argument> arguments) {
    issues_.push_back(make_issue(code, say_place(lexed_.tokens[at].place), std::move(arguments)));
    issue_places_.push_back(lexed_.tokens[at].place);
  }

  /// Keeps the mistake of a sentence.
  void take_issue(SentenceReader& reader, const Sentence& sentence) {
    if (!reader.issue) return;
    Place place = lexed_.tokens[sentence.from].place;
    for (std::size_t at = sentence.from; at <= sentence.to; ++at) {
      if (say_place(lexed_.tokens[at].place) == reader.issue->path) place = lexed_.tokens[at].place;
    }
    issues_.push_back(std::move(*reader.issue));
    issue_places_.push_back(place);
  }

  std::vector<std::string> comments_before(std::uint32_t offset) {
    std::vector<std::string> comments;
    while (comment_ < lexed_.comments.size() && lexed_.comments[comment_].offset < offset) {
      comments.push_back(lexed_.comments[comment_++].text);
    }
    return comments;
  }

  void read(const Sentence& sentence) {
    auto comments = comments_before(lexed_.tokens[sentence.to - 1].offset);
    switch (sentence.kind) {
      case SentenceKind::decide: return read_decide(sentence, std::move(comments));
      case SentenceKind::rule: return read_rule(sentence, std::move(comments));
      case SentenceKind::otherwise: return read_otherwise(sentence, std::move(comments));
      case SentenceKind::unknown: return read_unknown(sentence);
    }
  }

  void read_unknown(const Sentence& sentence) {
    const Token& first = lexed_.tokens[sentence.from];
    const std::vector<std::string> known{"Rule", "Decide", "Otherwise", "Example:",
                                         "This rule overrides", "From", "Until"};
    auto near = nearest(first.text, known, 2);
    const std::string& word = first.folded;
    if (word == "else" || word == "default" || word == "in") near = {"Otherwise"};
    if (word == "when" || word == "if") near = {"Rule new rule: When"};
    report(IssueCode::rule_start_unknown, sentence.from,
           {{"word", quote_short(first.text)},
            {"suggestions", join_suggestions(near.empty() ? known : near)}});
  }

  void read_decide(const Sentence& sentence, std::vector<std::string> comments) {
    end_decision();
    SentenceReader reader = reader_of(sentence);
    const auto found = read_decide_sentence(reader);
    take_issue(reader, sentence);
    has_decision_ = true;
    if (!found) return;
    const Place place = lexed_.tokens[sentence.from].place;
    for (const DecisionRules& other : set_.decisions) {
      if (other.decision != *found) continue;
      report(IssueCode::decision_twice, sentence.from,
             {{"decision", vocabulary_.decisions[*found].name},
              {"line", std::int64_t{other.place.line}}});
    }
    current_.emplace();
    current_->decision = *found;
    current_->comments = std::move(comments);
    current_->place = place;
  }

  /// A rule or otherwise before any decision: proposes the one whose sentence it speaks.
  void refuse_without_decision(const Sentence& sentence) {
    if (has_decision_) return;
    has_decision_ = true;
    const SentenceReader reader = reader_of(sentence);
    const std::string text = ascii_lower(reader.text_between(sentence.from, sentence.to));
    std::vector<std::string> likely;
    for (const Decision& decision : vocabulary_.decisions) {
      const bool speaks = !decision.before.empty() && text.contains(ascii_lower(decision.before));
      if (speaks) likely.insert(likely.begin(), "Decide " + decision.name + ".");
      else if (likely.size() < 3) likely.push_back("Decide " + decision.name + ".");
    }
    likely.resize(std::min<std::size_t>(likely.size(), 3));
    report(IssueCode::decision_missing, sentence.from,
           {{"suggestions", join_suggestions(likely)}});
  }

  void read_rule(const Sentence& sentence, std::vector<std::string> comments) {
    ++rules_;
    if (!current_) return refuse_without_decision(sentence);
    const Decision& decision = vocabulary_.decisions[current_->decision];
    if (current_->otherwise) {
      report(IssueCode::otherwise_not_last, sentence.from, {{"decision", decision.name}});
    }
    SentenceReader reader = reader_of(sentence);
    auto draft = read_rule_sentence(reader, decision, {});
    take_issue(reader, sentence);
    if (!draft) {
      keep_name_of_broken(sentence);
      return;
    }
    draft->rule.comments = std::move(comments);
    take_name(draft->rule.name, draft->name_at);
    drafts_.push_back(std::move(*draft));
  }

  /// So that a rule that overrides a broken one is not blamed.
  void keep_name_of_broken(const Sentence& sentence) {
    std::string name;
    for (std::size_t at = sentence.from + 1; at < sentence.to; ++at) {
      if (lexed_.tokens[at].kind == TokenKind::colon) {
        broken_names_.push_back(ascii_lower(name));
        return;
      }
      name += (name.empty() ? "" : " ") + lexed_.tokens[at].text;
    }
  }

  void take_name(const std::string& name, std::size_t at) {
    const auto [known, is_new] = names_.emplace(
        ascii_lower(name), KnownName{name, lexed_.tokens[at].place.line, current_->decision});
    if (is_new) return;
    const Decision& decision = vocabulary_.decisions[current_->decision];
    const std::string other = known->second.decision == current_->decision
                                  ? name + " 2"
                                  : name + " for " + decision.name;
    report(IssueCode::rule_name_twice, at,
           {{"name", name},
            {"line", std::int64_t{known->second.line}},
            {"suggestions", other}});
  }

  void read_otherwise(const Sentence& sentence, std::vector<std::string> comments) {
    if (!current_) return refuse_without_decision(sentence);
    const Decision& decision = vocabulary_.decisions[current_->decision];
    if (current_->otherwise) {
      report(IssueCode::otherwise_not_last, sentence.from, {{"decision", decision.name}});
      return;
    }
    SentenceReader reader = reader_of(sentence);
    auto otherwise = read_otherwise_sentence(reader, decision);
    take_issue(reader, sentence);
    if (!otherwise) return;
    otherwise->comments = std::move(comments);
    current_->otherwise = std::move(otherwise);
  }

  void end_decision() {
    if (!current_) return;
    std::map<std::string, std::uint32_t, std::less<>> places;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      places.emplace(ascii_lower(drafts_[i].rule.name), static_cast<std::uint32_t>(i));
    }
    for (RuleDraft& draft : drafts_) {
      for (const NamedRule& named : draft.overrides) {
        const auto found = places.find(ascii_lower(named.name));
        if (found != places.end()) {
          draft.rule.overrides.push_back(found->second);
        } else {
          unresolved_.push_back({named, current_->decision, rule_names_.size()});
        }
      }
    }
    rule_names_.push_back(names_in(drafts_));
    for (RuleDraft& draft : drafts_) current_->rules.push_back(std::move(draft.rule));
    if (const auto circle = find_override_circle(current_->rules)) {
      const std::size_t at = drafts_[circle->front()].name_at;
      std::string way;
      for (const std::uint32_t rule : *circle) {
        way += (way.empty() ? "" : ", ") + current_->rules[rule].name;
      }
      report(IssueCode::rule_overrides_circle, at,
             {{"name", current_->rules[circle->front()].name}, {"way", way}});
    }
    drafts_.clear();
    set_.decisions.push_back(std::move(*current_));
    current_.reset();
  }

  static std::vector<std::string> names_in(const std::vector<RuleDraft>& drafts) {
    std::vector<std::string> names;
    for (const RuleDraft& draft : drafts) names.push_back(draft.rule.name);
    return names;
  }

  void refuse_override(const NamedRule& named, std::uint16_t decision,
                       const std::vector<std::string>& rules) {
    const std::string folded = ascii_lower(named.name);
    if (std::ranges::count(broken_names_, folded) > 0) return;
    auto near = nearest(named.name, rules, 3);
    // "a and b"
    const std::size_t glue = folded.find(" and ");
    if (glue != std::string::npos && near.size() != 1) {
      near = {named.name.substr(0, glue) + ", " + named.name.substr(glue + 5)};
    }
    if (near.empty()) near = rules;
    near.resize(std::min<std::size_t>(near.size(), 3));
    const auto elsewhere = names_.find(folded);
    if (elsewhere != names_.end() && elsewhere->second.decision != decision) {
      return report(IssueCode::rule_overrides_elsewhere, named.at,
                    {{"name", named.name},
                     {"decision", vocabulary_.decisions[elsewhere->second.decision].name},
                     {"suggestions", join_suggestions(near)}});
    }
    report(IssueCode::rule_overrides_unknown, named.at,
           {{"name", quote_short(named.name)}, {"suggestions", join_suggestions(near)}});
  }

  /// By place, since overrides are looked up at the end.
  void sort_issues() {
    for (const auto& [named, decision, names] : unresolved_) {
      if (issues_.size() >= issues_max) break;
      refuse_override(named, decision, rule_names_[names]);
    }
    std::vector<std::size_t> order(issues_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, [&](std::size_t left, std::size_t right) {
      const Place& a = issue_places_[left];
      const Place& b = issue_places_[right];
      return a.line != b.line ? a.line < b.line : a.column < b.column;
    });
    Issues sorted;
    for (const std::size_t i : order) sorted.push_back(std::move(issues_[i]));
    issues_ = std::move(sorted);
  }

  struct Unresolved {
    NamedRule named;
    std::uint16_t decision;
    /// Index into rule_names_.
    std::size_t names;
  };

  const Vocabulary& vocabulary_;
  Tokens lexed_;
  std::size_t comment_ = 0;
  std::size_t rules_ = 0;
  RuleSet set_;
  bool has_decision_ = false;
  std::optional<DecisionRules> current_;
  std::vector<RuleDraft> drafts_;
  std::map<std::string, KnownName, std::less<>> names_;
  std::vector<std::string> broken_names_;
  std::vector<Unresolved> unresolved_;
  /// Of each decision that was read.
  std::vector<std::vector<std::string>> rule_names_;
  Issues issues_;
  std::vector<Place> issue_places_;
};

}  // namespace

Result<RuleSet> read_rules(const Vocabulary& vocabulary, std::string_view text) {
  if (auto refused = refuse_text(text)) return std::unexpected(Issues{*std::move(refused)});
  return FileReader(vocabulary, text).read();
}

Result<Rule> read_rule(const Vocabulary& vocabulary, const DecisionRules& decision,
                       std::string_view text) {
  if (auto refused = refuse_text(text)) return std::unexpected(Issues{*std::move(refused)});
  const Tokens lexed = tokenize(text);
  std::vector<std::string> names;
  for (const Rule& rule : decision.rules) names.push_back(rule.name);
  SentenceReader reader(vocabulary, lexed.tokens, 0, lexed.tokens.size() - 1, nullptr);
  auto draft = read_rule_sentence(reader, vocabulary.decisions[decision.decision], names);
  if (!draft) {
    if (!reader.issue) reader.unexpected("\"Rule\"", {"Rule"});
    return std::unexpected(Issues{*std::move(reader.issue)});
  }
  for (const NamedRule& named : draft->overrides) {
    const auto found = std::ranges::find_if(
        names, [&](const std::string& name) { return equal_folded(name, named.name); });
    if (found == names.end()) {
      const auto near = nearest(named.name, names, 3);
      reader.fail(IssueCode::rule_overrides_unknown, named.at,
                  {{"name", quote_short(named.name)},
                   {"suggestions", join_suggestions(near.empty() ? names : near)}});
      return std::unexpected(Issues{*std::move(reader.issue)});
    }
    draft->rule.overrides.push_back(static_cast<std::uint32_t>(found - names.begin()));
  }
  for (const Comment& comment : lexed.comments) draft->rule.comments.push_back(comment.text);
  return std::move(draft->rule);
}

Result<std::int64_t> read_value(const Vocabulary& vocabulary, std::uint16_t field,
                                std::string_view text) {
  if (auto refused = refuse_text(text)) return std::unexpected(Issues{*std::move(refused)});
  const Tokens lexed = tokenize(text);
  SentenceReader reader(vocabulary, lexed.tokens, 0, lexed.tokens.size() - 1, nullptr);
  const auto atom = reader.test(field);
  if (atom && !reader.is_at_end()) reader.unexpected("nothing behind the value", {});
  if (atom && !reader.issue) {
    if (atom->test == Test::missing) return missing_value;
    if (atom->test == Test::holds || atom->test == Test::fails) {
      return atom->test == Test::holds ? 1 : 0;
    }
    if (atom->test == Test::one_of && atom->values.size() == 1) return atom->values.front();
    reader.fail(IssueCode::rule_word_unexpected, 0,
                {{"word", quote_short(text)},
                 {"expected", std::string("one value")},
                 {"suggestions", print_value(vocabulary, vocabulary.fields[field],
                                             vocabulary.fields[field].low)}});
  }
  return std::unexpected(Issues{*std::move(reader.issue)});
}

std::vector<std::string> suggestions_of(const Issue& issue) {
  constexpr std::string_view mark = " · ";
  std::vector<std::string> found;
  const auto argument = std::ranges::find(issue.arguments, "suggestions", &Argument::name);
  if (argument == issue.arguments.end()) return found;
  const auto* text = std::get_if<std::string>(&argument->value);
  if (text == nullptr || text->empty()) return found;
  std::size_t from = 0;
  while (true) {
    const std::size_t end = text->find(mark, from);
    found.push_back(text->substr(from, end - from));
    if (end == std::string::npos) return found;
    from = end + mark.size();
  }
}

}  // namespace tally::rules
