// tallystick rules: check, run, print and compare rules in plain English, without a server.
#include <iostream>
#include <sstream>

#include "server/cli/input.hpp"
#include "server/cli/parse.hpp"
#include "server/cli/rules_data.hpp"
#include "server/cli/rules_orders.hpp"
#include "server/cli/say.hpp"
#include "server/config/data_folder.hpp"
#include "server/rulebook/findings.hpp"
#include "shared/rules/book.hpp"
#include "shared/rules/order_words.hpp"
#include "shared/rules/rules.hpp"
#include "shared/wire/company_document.hpp"
#include "shared/wire/rule_book_text.hpp"

namespace tally::server::cli {

namespace {

using namespace rules;

struct RulesOptions {
  std::string words;
  std::string company;
  std::vector<std::string> lists;
  std::string rules;
  std::string second;
  std::string orders;
  std::string as_of;
  std::string decision;
};

/// "warehouse=east,west"
CompanyWords words_of_option(const std::string& option) {
  const std::size_t equals = std::min(option.find('='), option.size());
  CompanyWords words{option.substr(0, equals), {}};
  std::istringstream rest(option.substr(std::min(equals + 1, option.size())));
  for (std::string word; std::getline(rest, word, ',');) words.words.push_back(word);
  return words;
}

/// The vocabulary of orders with the words of a company's document.
Result<Vocabulary> open_company_words(const std::string& file) {
  const auto text = read_input(file);
  if (!text) return std::unexpected(text.error());
  auto company = wire::read_company(*text);
  if (!company) return std::unexpected(std::move(company.error()));
  RuleBookText book;
  if (!company->price_lists.empty()) book.currency = company->price_lists.front().currency;
  if (company->rules) book = *company->rules;
  wire::complete_words(book, *company);
  auto words = make_order_words(book.currency, book.words);
  if (!words) return std::unexpected(std::move(words.error()));
  return std::move(words->vocabulary);
}

Result<Vocabulary> open_words(const RulesOptions& options) {
  if (!options.company.empty()) return open_company_words(options.company);
  const auto text = read_input(options.words);
  if (!text) return std::unexpected(text.error());
  std::vector<CompanyWords> company;
  for (const std::string& list : options.lists) company.push_back(words_of_option(list));
  return read_vocabulary(*text, company);
}

Result<RuleSet> open_rules(const Vocabulary& vocabulary, const std::string& file) {
  const auto text = read_input(file);
  if (!text) return std::unexpected(text.error());
  return read_rules(vocabulary, *text);
}

/// Findings and examples; what blocks publishing makes the status `failed`.
int check(const Vocabulary& vocabulary, const RuleSet& rules, AsOf as_of) {
  auto program = Program::compile(vocabulary, rules);
  if (!program) return fail(program.error());
  CompiledSet set;
  set.rules = rules;
  set.program = *std::move(program);
  const Issues issues = rulebook::findings_of(vocabulary, set, as_of);
  std::size_t count = 0;
  for (const DecisionRules& decision : rules.decisions) count += decision.rules.size();
  say_issues(issues);
  std::cout << "Rules: " << count << ", decisions: " << rules.decisions.size() << ", examples: "
            << run_examples(vocabulary, rules, set.program, as_of).size()
            << ", findings: " << issues.size() << ".\n"
            << digest_of(vocabulary, rules).text() << "\n";
  return rulebook::has_errors(issues) ? ExitStatus::failed : ExitStatus::done;
}

int decide(const Vocabulary& vocabulary, const RuleSet& set, const std::string& file, AsOf as_of) {
  constexpr std::size_t near_max = 8;
  const auto program = Program::compile(vocabulary, set);
  if (!program) return fail(program.error());
  const auto text = read_input(file);
  if (!text) return fail(text.error());
  std::istringstream lines(*text);
  int status = ExitStatus::done;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    const auto values = read_rules_order(vocabulary, line);
    if (!values) {
      status = fail(values.error());
      continue;
    }
    for (std::size_t i = 0; i < set.decisions.size(); ++i) {
      const DecisionRules& rules = set.decisions[i];
      const Explained explained =
          program->explain(i, {*values, as_of, KnownAt::server}, near_max);
      std::cout << vocabulary.decisions[rules.decision].name << "\n";
      for (const std::string& said : say_explained(vocabulary, rules, explained, *values)) {
        std::cout << "  " << said << "\n";
      }
    }
  }
  return status;
}

int compare(const Vocabulary& vocabulary, const RuleSet& before, const RuleSet& after, AsOf as_of) {
  const auto differences = rulebook::say_difference(vocabulary, before, after, as_of);
  if (!differences) return fail(differences.error());
  for (const rulebook::SaidDifference& each : *differences) {
    std::cout << each.decision << "\n";
    for (const std::string& said : each.sentences) std::cout << "  " << said << "\n";
    if (each.is_partial) std::cout << "  …and perhaps more.\n";
  }
  if (differences->empty()) std::cout << "No order is decided differently.\n";
  return ExitStatus::done;
}

int table(const Vocabulary& vocabulary, const RuleSet& set, const std::string& decision) {
  const auto index = find_decision(vocabulary, decision);
  const DecisionRules* const rules = index ? rulebook::find_rules(set, *index) : nullptr;
  if (rules == nullptr) {
    std::cerr << "tallystick rules table: these rules decide no \"" << decision << "\".\n";
    return ExitStatus::misused;
  }
  std::cout << write_csv(vocabulary, table_of(vocabulary, *rules));
  return ExitStatus::done;
}

int from_table(const Vocabulary& vocabulary, const std::string& file) {
  const auto csv = read_input(file);
  if (!csv) return fail(csv.error());
  auto rules = read_table(vocabulary, *csv);
  if (!rules) return fail(rules.error());
  RuleSet set;
  set.decisions.push_back(*std::move(rules));
  std::cout << print_rules(vocabulary, set);
  return ExitStatus::done;
}

/// The two that look into a data folder.
struct DataCommands {
  CLI::App* trying = nullptr;
  CLI::App* explaining = nullptr;
};

DataCommands add_data_commands(CLI::App& app, RulesDataOptions& options) {
  DataCommands commands;
  commands.trying =
      app.add_subcommand("backtest", "Say what rules would have decided of the orders there are");
  commands.trying->add_option("RULES", options.rules, "The rules; - is standard input")
      ->required();
  commands.trying->add_option("--from", options.from, "Orders taken from this day on");
  commands.trying->add_option("--until", options.until, "Orders taken until this day");
  commands.trying->add_flag("--json", options.as_json, "As JSON");
  commands.trying->add_flag("--csv", options.as_csv, "The top twenty as CSV");
  config::add_data_option(*commands.trying, options.folder);
  commands.explaining = app.add_subcommand("explain", "Say why the rules decided an order so");
  commands.explaining->add_option("ORDER", options.order, "Its number, as S-000123, or its id")
      ->required();
  config::add_data_option(*commands.explaining, options.folder);
  return commands;
}

}  // namespace

int run_rules(Arguments arguments) {
  CLI::App app{"Check, run, print and compare rules in plain English"};
  RulesOptions options;
  app.require_subcommand(1);
  CLI::App* checking = app.add_subcommand("check", "Run the examples and say what can be proved");
  CLI::App* deciding = app.add_subcommand("decide", "Decide orders and say why");
  CLI::App* printing = app.add_subcommand("print", "Print the rules in their canonical form");
  CLI::App* comparing = app.add_subcommand("diff", "Say what two versions decide differently");
  CLI::App* tabling = app.add_subcommand("table", "Print the rules of a decision as CSV");
  CLI::App* reading = app.add_subcommand("from-table", "Print the rules that a CSV table holds");
  for (CLI::App* each : {checking, deciding, printing, comparing, tabling, reading}) {
    auto* words = each->add_option("--words", options.words, "The vocabulary");
    auto* company = each->add_option("--company", options.company,
                                     "A company document: the vocabulary of orders, in its words");
    words->type_name("FILE");
    company->type_name("FILE")->excludes(words);
    each->add_option("--list", options.lists, "Words of the company, as warehouse=east,west");
    each->add_option("RULES", options.rules, "The rules; - is standard input")->required();
  }
  for (CLI::App* each : {checking, deciding, comparing}) {
    each->add_option("--as-of", options.as_of, "The day on which it is decided")->required();
  }
  deciding->add_option("ORDERS", options.orders, "Orders, one JSON object a line")->required();
  comparing->add_option("NEW", options.second, "The newer version")->required();
  tabling->add_option("--decision", options.decision, "Which one")->required();
  RulesDataOptions data;
  const DataCommands data_commands = add_data_commands(app, data);
  if (const auto status = parse_arguments(app, "rules", arguments)) return *status;
  if (*data_commands.trying) return backtest_rules(data);
  if (*data_commands.explaining) return explain_rules(data);
  if (options.words.empty() && options.company.empty()) {
    std::cerr << "tallystick rules: say whose words they are: --company FILE or --words FILE.\n";
    return ExitStatus::misused;
  }
  const auto vocabulary = open_words(options);
  if (!vocabulary) return fail(vocabulary.error());
  if (*reading) return from_table(*vocabulary, options.rules);
  const auto day = Date::parse(options.as_of.empty() ? "2000-01-01" : options.as_of);
  if (!day) {
    std::cerr << "tallystick rules: --as-of \"" << options.as_of << "\" is not a day.\n";
    return ExitStatus::misused;
  }
  const AsOf as_of{*day};
  const auto set = open_rules(*vocabulary, options.rules);
  if (!set) return fail(set.error());
  if (*checking) return check(*vocabulary, *set, as_of);
  if (*deciding) return decide(*vocabulary, *set, options.orders, as_of);
  if (*tabling) return table(*vocabulary, *set, options.decision);
  if (*printing) {
    std::cout << print_rules(*vocabulary, *set);
    return ExitStatus::done;
  }
  const auto second = open_rules(*vocabulary, options.second);
  if (!second) return fail(second.error());
  return compare(*vocabulary, *set, *second, as_of);
}

}  // namespace tally::server::cli
