// Rules work: what the bench does with rules, in one class for the native program and WebAssembly.
// In go a vocabulary, rules and orders as lines of JSON, whose keys stand in the order of the
// vocabulary's fields behind "id"; each call does its work so many times, going through the orders.
// A value that is none of its field stops it; what the calls come to is added up, so that nothing
// is left out by the compiler, and can be held against what others decide.
// It knows no clock.
//   RulesWork work;   work.load(words, rules, orders);   work.decide(1000);
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/rules/rules.hpp"

namespace tally::bench {

/// One flat object: a value for each known key.
class OrderLine final : public nlohmann::json_sax<nlohmann::json> {
 public:
  OrderLine(const rules::Vocabulary& words, const std::vector<std::string>& keys)
      : words_(words), keys_(keys) {}

  bool read(std::string_view line, std::vector<std::int64_t>& values) {
    values.assign(words_.fields.size(), rules::missing_value);
    values_ = &values;
    place_ = 0;
    field_ = keys_.size();
    return nlohmann::json::sax_parse(line, this);
  }

  bool key(string_t& name) override {
    // Keys mostly come in one order; where they do not, they are looked for.
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      field_ = (place_ + i) % keys_.size();
      if (keys_[field_] != name) continue;
      place_ = field_ + 1;
      return true;
    }
    field_ = keys_.size();
    return name == "id";
  }
  bool string(string_t& text) override {
    if (field_ == keys_.size()) return true;
    const auto& known = words_.fields[field_].values;
    for (std::size_t i = 0; i < known.size(); ++i) {
      if (known[i] == text) return put(static_cast<std::int64_t>(i));
    }
    return false;
  }
  bool boolean(bool truth) override { return put(truth ? 1 : 0); }
  bool number_integer(number_integer_t number) override { return put(number); }
  bool number_unsigned(number_unsigned_t number) override {
    return put(static_cast<std::int64_t>(number));
  }
  bool null() override { return true; }
  bool number_float(number_float_t, const string_t&) override { return false; }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return false; }
  bool end_array() override { return false; }
  bool parse_error(std::size_t, const std::string&,
                   const nlohmann::detail::exception&) override {
    return false;
  }

 private:
  bool put(std::int64_t value) {
    if (field_ == keys_.size()) return false;
    (*values_)[field_] = value;
    return true;
  }

  const rules::Vocabulary& words_;
  const std::vector<std::string>& keys_;
  std::vector<std::int64_t>* values_ = nullptr;
  std::size_t place_ = 0;
  std::size_t field_ = 0;
};

class RulesWork {
 public:
  /// How many near misses an explanation tells; all are counted.
  static constexpr std::size_t near_max = 10;

  bool load(std::string_view words, std::string_view rules, std::string_view orders) {
    analysis_.reset();
    orders_.clear();
    lines_.clear();
    next_ = 0;
    auto vocabulary = rules::read_vocabulary(words, {});
    if (!vocabulary) return false;
    words_ = *std::move(vocabulary);
    auto set = rules::read_rules(words_, rules);
    if (!set) return false;
    set_ = *std::move(set);
    auto program = rules::Program::compile(words_, set_);
    if (!program) return false;
    program_ = *std::move(program);
    return read_orders(orders);
  }

  std::size_t orders() const { return orders_.size(); }

  /// The rules that fired for one order: the first (-1: none), how many, the sum of (index + 1).
  struct Met {
    std::int64_t first = -1;
    std::int64_t count = 0;
    std::int64_t sum = 0;
  };
  Met met(std::size_t order) {
    program_.decisions()[0].decide(inputs_of(orders_[order]), scratch_, explained_.decided);
    Met met;
    const auto& fired = explained_.decided.fired;
    if (!fired.empty()) met.first = fired.front();
    met.count = static_cast<std::int64_t>(fired.size());
    for (const std::uint32_t rule : fired) met.sum += rule + 1;
    return met;
  }

  /// Values to an answer with the rules that fired.
  void decide(std::int64_t times) {
    for (; times > 0; --times) {
      program_.decisions()[0].decide(inputs_of(orders_[next()]), scratch_, explained_.decided);
      checksum_ += explained_.decided.fired.size();
    }
  }
  /// And the rules that nearly fired, with what each of them asks.
  void explain(std::int64_t times) {
    for (; times > 0; --times) {
      program_.decisions()[0].explain(inputs_of(orders_[next()]), near_max, scratch_, explained_);
      checksum_ += explained_.near_count;
    }
  }
  /// And all of it in sentences.
  void say(std::int64_t times) {
    for (; times > 0; --times) {
      const auto& order = orders_[next()];
      program_.decisions()[0].explain(inputs_of(order), near_max, scratch_, explained_);
      checksum_ += rules::say_explained(words_, set_.decisions[0], explained_, order).size();
    }
  }
  /// A line of JSON to an answer; false where a line cannot be read.
  bool decide_json(std::int64_t times) {
    OrderLine reader(words_, keys_);
    for (; times > 0; --times) {
      if (!reader.read(lines_[next()], values_)) return false;
      program_.decisions()[0].decide(inputs_of(values_), scratch_, explained_.decided);
      checksum_ += explained_.decided.fired.size();
    }
    return true;
  }
  /// The lines of JSON read and nothing decided.
  bool read_json(std::int64_t times) {
    OrderLine reader(words_, keys_);
    for (; times > 0; --times) {
      if (!reader.read(lines_[next()], values_)) return false;
      checksum_ += static_cast<std::uint64_t>(values_.front());
    }
    return true;
  }
  bool compile(std::int64_t times) {
    for (; times > 0; --times) {
      auto program = rules::Program::compile(words_, set_);
      if (!program) return false;
      checksum_ += program->decisions()[0].index().bytes();
    }
    return true;
  }

  /// All findings of the rules, from their sentences as values.
  bool find_all() {
    auto analysis = rules::Analysis::make(words_, set_.decisions[0]);
    if (!analysis) return false;
    found_ = analysis->findings(options());
    analysis_.emplace(*std::move(analysis));
    return true;
  }
  const rules::Findings& found() const { return found_; }

  /// One rule's text is typed anew, read, and what concerns it is found; find_all() ran before.
  /// `turn` chooses rule and change: each second turn narrows it, the next puts it back.
  bool edit(std::int64_t turn) {
    const auto& all = set_.decisions[0].rules;
    const auto index = static_cast<std::uint32_t>(static_cast<std::size_t>(turn / 2 * 37) %
                                                  all.size());
    rules::Rule typed = all[index];
    if (turn % 2 == 0) typed.when = narrowed(typed.when, all[(index + 1) % all.size()].when);
    const std::string text = rules::print_rule(words_, words_.decisions[0], all, typed);
    const auto read = rules::read_rule(words_, analysis_->rules(), text);
    if (!read) return false;
    const auto given_up = analysis_->replace_rule(index, *read);
    if (!given_up) return false;
    checksum_ += analysis_->findings_of(index, *given_up, options()).list.size();
    return true;
  }

  std::uint64_t checksum() const { return checksum_; }

 private:
  static AsOf day() { return {Date::from_days(20'514)}; }
  static rules::AnalysisOptions options() {
    rules::AnalysisOptions options;
    options.today = day();
    return options;
  }
  static rules::Inputs inputs_of(std::span<const std::int64_t> values) {
    return {values, day(), rules::KnownAt::server};
  }

  /// Both conditions, where one does not ask what the other asks already.
  static rules::Condition narrowed(const rules::Condition& one, const rules::Condition& other) {
    rules::Condition both;
    both.join = rules::Join::all;
    both.parts = {one};
    if (one.join == rules::Join::all) both.parts = one.parts;
    const rules::Condition& more = other.join == rules::Join::all ? other.parts.front() : other;
    both.parts.push_back(more);
    return both;
  }

  bool read_orders(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      if (end > 0) lines_.emplace_back(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (lines_.empty()) return false;
    keys_.clear();
    const auto first = nlohmann::ordered_json::parse(lines_.front(), nullptr, false);
    if (!first.is_object()) return false;
    for (const auto& [name, value] : first.items()) {
      if (name != "id") keys_.push_back(name);
    }
    if (keys_.size() != words_.fields.size()) return false;
    OrderLine reader(words_, keys_);
    for (const std::string& line : lines_) {
      orders_.emplace_back();
      if (!reader.read(line, orders_.back())) return false;
    }
    return true;
  }
  std::size_t next() { return next_ = next_ + 1 < orders_.size() ? next_ + 1 : 0; }

  rules::Vocabulary words_;
  rules::RuleSet set_;
  rules::Program program_;
  std::optional<rules::Analysis> analysis_;
  rules::Findings found_;
  std::vector<std::string> keys_;
  std::vector<std::string> lines_;
  std::vector<std::vector<std::int64_t>> orders_;
  std::vector<std::int64_t> values_;
  rules::Scratch scratch_;
  rules::Explained explained_;
  std::size_t next_ = 0;
  std::uint64_t checksum_ = 0;
};

}  // namespace tally::bench
