#include "shared/rules/table.hpp"

#include <algorithm>
#include <array>

#include "shared/rules/print.hpp"

namespace tally::rules {

namespace {

/// The conditions of a rule that may stand in cells: one for each field, joined by "and".
std::vector<const Atom*> cells_of(const Rule& rule) {
  std::vector<const Atom*> atoms;
  if (rule.when.layout == Layout::list) return {};
  if (rule.when.join == Join::one) return {&rule.when.atom};
  if (rule.when.join != Join::all) return {};
  for (const Condition& part : rule.when.parts) {
    const bool is_twice = std::ranges::any_of(
        atoms, [&](const Atom* other) { return other->field == part.atom.field; });
    if (is_twice) return {};
    atoms.push_back(&part.atom);
  }
  return atoms;
}

/// True where the atoms stand in the order of the columns.
bool is_in_order(const std::vector<const Atom*>& atoms, const std::vector<std::uint16_t>& fields) {
  std::size_t place = 0;
  for (const Atom* atom : atoms) {
    while (place < fields.size() && fields[place] != atom->field) ++place;
    if (place == fields.size()) return false;
  }
  return true;
}

/// Adds the fields of a rule where they fit between those that stand; false where they contradict.
bool add_columns(const std::vector<const Atom*>& atoms, std::vector<std::uint16_t>& fields) {
  std::vector<std::uint16_t> grown = fields;
  std::size_t from = 0;
  for (const Atom* atom : atoms) {
    const auto found = std::ranges::find(grown, atom->field);
    if (found != grown.end()) {
      const auto place = static_cast<std::size_t>(found - grown.begin());
      if (place < from) return false;
      from = place + 1;
    } else {
      grown.insert(grown.begin() + static_cast<std::ptrdiff_t>(from), atom->field);
      ++from;
    }
  }
  fields = std::move(grown);
  return true;
}

class TableMaker {
 public:
  TableMaker(const Vocabulary& vocabulary, const DecisionRules& rules)
      : vocabulary_(vocabulary), decision_(vocabulary.decisions[rules.decision]), rules_(rules) {}

  Table make() {
    table_.decision = rules_.decision;
    table_.comments = rules_.comments;
    for (const Rule& rule : rules_.rules) add_columns(cells_of(rule), table_.fields);
    table_.heading = {"rule", "when"};
    for (const std::uint16_t field : table_.fields) {
      table_.heading.push_back(vocabulary_.fields[field].phrase);
    }
    for (const char* word : {"answer", "because", "unless", "overrides", "from", "until",
                             "examples", "comments"}) {
      table_.heading.emplace_back(word);
    }
    for (const Rule& rule : rules_.rules) add_rule(rule);
    if (rules_.otherwise) add_otherwise(*rules_.otherwise);
    return std::move(table_);
  }

 private:
  void add_rule(const Rule& rule) {
    const auto atoms = cells_of(rule);
    const bool is_row = !atoms.empty() && is_in_order(atoms, table_.fields);
    std::vector<std::string> row{rule.name,
                                 is_row ? "" : print_condition(vocabulary_, rule.when)};
    for (const std::uint16_t field : table_.fields) {
      const auto atom = std::ranges::find(atoms, field, &Atom::field);
      row.push_back(is_row && atom != atoms.end() ? print_test(vocabulary_, **atom) : "");
    }
    row.push_back(print_answer(vocabulary_, decision_, rule.answer));
    row.push_back(rule.because);
    row.push_back(rule.unless ? print_condition(vocabulary_, *rule.unless) : "");
    std::vector<std::string> names;
    for (const std::uint32_t other : rule.overrides) names.push_back(rules_.rules[other].name);
    row.push_back(join_words(names, ", "));
    row.push_back(rule.from ? rule.from->print() : "");
    row.push_back(rule.until ? rule.until->print() : "");
    add_texts(row, rule.examples, rule.comments);
  }

  void add_otherwise(const Otherwise& otherwise) {
    std::vector<std::string> row(2 + table_.fields.size());
    row[1] = "otherwise";
    row.push_back(print_answer(vocabulary_, decision_, otherwise.answer));
    row.push_back(otherwise.because);
    row.resize(row.size() + 4);
    add_texts(row, otherwise.examples, otherwise.comments);
  }

  void add_texts(std::vector<std::string>& row, const std::vector<Example>& examples,
                 const std::vector<std::string>& comments) {
    std::vector<std::string> lines;
    for (const Example& example : examples) {
      lines.push_back(print_example(vocabulary_, decision_, example));
    }
    row.push_back(join_words(lines, "\n"));
    std::vector<std::string> marked;
    for (const std::string& comment : comments) marked.push_back("# " + comment);
    row.push_back(join_words(marked, "\n"));
    table_.rows.push_back(std::move(row));
  }

  const Vocabulary& vocabulary_;
  const Decision& decision_;
  const DecisionRules& rules_;
  Table table_;
};

void write_row(const std::vector<std::string>& cells, std::string& out) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    if (cells[i].find_first_of(",\"\r\n") == std::string::npos) {
      out += cells[i];
      continue;
    }
    out += '"';
    for (const char c : cells[i]) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += "\r\n";
}

}  // namespace

Table table_of(const Vocabulary& vocabulary, const DecisionRules& rules) {
  return TableMaker(vocabulary, rules).make();
}

std::string write_csv(const Vocabulary& vocabulary, const Table& table) {
  std::string out;
  std::vector<std::string> first(table.heading.size());
  first[0] = "Decide " + vocabulary.decisions[table.decision].name;
  std::vector<std::string> marked;
  for (const std::string& comment : table.comments) marked.push_back("# " + comment);
  first[1] = join_words(marked, "\n");
  write_row(first, out);
  write_row(table.heading, out);
  for (const auto& row : table.rows) write_row(row, out);
  return out;
}

}  // namespace tally::rules
