#include "server/rulebook/order_rulings.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include "server/orders/rule_facts.hpp"
#include "server/rulebook/rule_sets.hpp"
#include "shared/wire/outcome_bytes.hpp"
#include "shared/wire/outcome_reader.hpp"

namespace tally::server::rulebook {

using orders::OrderRow;
using orders::Prepared;
using orders::Sender;
using rules::RulePoint;
using store::Connection;
using store::Query;
using wire::Step;

namespace {

const rules::CompiledSet* set_of_book(const rules::Book& book, const Digest& digest) {
  const auto found = std::ranges::find(book.sets(), digest, &rules::CompiledSet::digest);
  return found == book.sets().end() ? nullptr : &*found;
}

/// Those that the rules ask, and all that only the server knows: another set may ask them.
std::vector<std::uint16_t> kept_fields(const rules::OrderWords& words,
                                       const rules::CompiledSet& set) {
  std::vector<std::uint16_t> fields;
  for (std::uint16_t field = 0; field < words.known_from.size(); ++field) {
    const bool is_asked = std::ranges::binary_search(set.reads, field);
    if (is_asked || words.known_from[field] == RulePoint::server) fields.push_back(field);
  }
  return fields;
}

const Ruling* ruling_on(const std::vector<Ruling>& rulings, std::string_view decision) {
  const auto found = std::ranges::find(rulings, decision, &Ruling::decision);
  return found == rulings.end() ? nullptr : &*found;
}

/// Whether both want the same; the rules behind it may be more by now.
bool is_same_wish(const Issue& left, const Issue& right) {
  const auto without_rules = [](Issue issue) {
    std::erase_if(issue.arguments, [](const Argument& each) { return each.name == "rules"; });
    return issue;
  };
  return without_rules(left) == without_rules(right);
}

/// What the server's rulings say beyond those of the outcome.
Issues issues_beyond(const std::vector<Ruling>& told, const std::vector<Ruling>& now) {
  Issues beyond;
  for (const Ruling& ruling : now) {
    const Ruling* const before = ruling_on(told, ruling.decision);
    const Issues known = before == nullptr ? Issues{} : pipeline::issues_of_ruling(*before);
    for (Issue& issue : pipeline::issues_of_ruling(ruling)) {
      const bool is_told = std::ranges::any_of(
          known, [&](const Issue& each) { return is_same_wish(each, issue); });
      if (!is_told) beyond.push_back(std::move(issue));
    }
  }
  return beyond;
}

bool put_ruling(Connection& db, const OrderRow& row, const RulesOutcome& said, Instant now) {
  const std::string digest = said.digest.text();
  const std::string bytes = wire::rules_bytes(said);
  Query put = db.query("INSERT INTO order_ruling (order_row, revision, at_ms, digest, ruling) "
                       "VALUES (?1, ?2, ?3, ?4, ?5)");
  put.bind(1, row.row).bind(2, row.revision).bind(3, now.unix_ms).bind(4, digest);
  return put.bind(5, bytes).run();
}

/// Each rule that had a part in the order, so that its orders are found by it.
bool put_fired(Connection& db, const OrderRow& row, const std::string& digest,
               const std::vector<Ruling>& rulings) {
  for (const Ruling& ruling : rulings) {
    std::vector<std::string> parts = ruling.names_fired();
    if (ruling.by_otherwise) parts.emplace_back(otherwise_name);
    for (const std::string& rule : parts) {
      Query put = db.query("INSERT OR IGNORE INTO rule_fired (digest, decision, rule, order_row) "
                           "VALUES (?1, ?2, ?3, ?4)");
      if (!put.bind(1, digest).bind(2, ruling.decision).bind(3, rule).bind(4, row.row).run()) {
        return false;
      }
    }
  }
  return true;
}

}  // namespace

std::vector<Ruling> ask_server(const rules::Book& book, const rules::CompiledSet& set,
                               const pipeline::RuledOrder& order,
                               const pipeline::OrderInputs& inputs, AsOf as_of) {
  const rules::Inputs values{inputs.values(), as_of, rules::KnownAt::server};
  std::vector<Ruling> rulings;
  for (const RulePoint point : {RulePoint::after_tax, RulePoint::after_plan}) {
    std::ranges::move(pipeline::rule_decisions(book, set, order, point, values),
                      std::back_inserter(rulings));
  }
  return rulings;
}

std::optional<Issues> rule_order(Connection& db, const OrderRow& row, const Prepared& prepared,
                                 const Sender& sender) {
  const auto& told = prepared.outcome.rules;
  const bool is_asked = told && prepared.ruled.book != nullptr &&
                        prepared.standing == orders::Standing::checked;
  if (!is_asked) return Issues{};
  const rules::Book& book = *prepared.ruled.book;
  const rules::CompiledSet* const set = set_of_book(book, told->digest);
  if (set == nullptr) return Issues{};
  pipeline::OrderInputs inputs(book.words(), told->inputs);
  orders::put_rule_facts(db, row, prepared, sender, inputs);
  RulesOutcome said{told->set, told->digest,
                    ask_server(book, *set, prepared.ruled.order, inputs, {prepared.outcome.as_of}),
                    inputs.recorded(kept_fields(book.words(), *set))};
  const std::string digest = told->digest.text();
  const bool kept = db.fault() == 0 && keep_set(db, book, *set, sender.at) &&
                    put_ruling(db, row, said, sender.at) &&
                    put_fired(db, row, digest, told->rulings) &&
                    put_fired(db, row, digest, said.rulings);
  if (!kept) return std::nullopt;
  return issues_beyond(told->rulings, said.rulings);
}

std::optional<KeptRuling> find_ruling(Connection& db, std::int64_t order_row) {
  Query find = db.query("SELECT revision, at_ms, ruling FROM order_ruling WHERE order_row = ?1 "
                        "ORDER BY id DESC LIMIT 1");
  if (find.bind(1, order_row).step() != Step::row) return std::nullopt;
  auto said = wire::read_rules_outcome(find.view(2));
  if (!said) return std::nullopt;
  return KeptRuling{find.integer(0), Instant{find.integer(1)}, *std::move(said)};
}

}  // namespace tally::server::rulebook
