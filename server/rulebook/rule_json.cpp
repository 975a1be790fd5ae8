#include "server/rulebook/rule_json.hpp"

#include <algorithm>

#include "server/orders/reasons.hpp"
#include "shared/rules/print.hpp"
#include "shared/wire/json_writer.hpp"
#include "shared/wire/outcome_names.hpp"
#include "shared/wire/tax_names.hpp"

namespace tally::server::rulebook {

using store::Connection;
using wire::JsonWriter;

namespace {

constexpr std::int64_t stages_shown = 100;
constexpr std::int64_t sets_shown = 200;

void put_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  json.key(name).open('[');
  for (const std::string& text : texts) json.value(text);
  json.close(']');
}

void put_flag(JsonWriter& json, std::string_view name, bool holds) {
  json.key(name).raw(holds ? "true" : "false");
}

void put_share(JsonWriter& json, const std::vector<Channel>& channels, std::int32_t share) {
  json.key("channels").open('[');
  for (const Channel channel : channels) json.value(channel_name(channel));
  json.close(']').key("share").value(std::int64_t{share});
}

void put_stages(JsonWriter& json, const std::vector<Stage>& stages) {
  json.key("stages").open('[');
  for (const Stage& stage : stages) {
    json.open('{').key("number").value(stage.number).key("at").value(print_instant(stage.at));
    json.key("by").value(stage.by).key("what").value(stage.what).key("digest").value(stage.digest);
    json.key("name").value(stage.name);
    put_share(json, stage.channels, stage.share);
    json.key("note").value(stage.note).key("before").value(stage.before).close('}');
  }
  json.close(']');
}

/// The digests of the live sets, in their order; empty where one does not read.
std::vector<std::string> live_digests(const LiveBook& live) {
  std::vector<std::string> digests;
  const auto words = words_of(live);
  for (const RuleSetText& text : live.text.sets) {
    if (!words) break;
    const auto set = rules::compile_set(*words, text);
    digests.push_back(set ? set->digest.text() : std::string());
  }
  digests.resize(live.text.sets.size());
  return digests;
}

/// live: in the book now. draft: never was. replaced: was, and another or none stands in its place.
std::string_view state_of(Connection& db, const std::vector<std::string>& live,
                          const std::string& digest) {
  if (std::ranges::find(live, digest) != live.end()) return "live";
  const std::vector<Stage> stages = list_stages(db, digest, stages_shown);
  const bool only_draft =
      !stages.empty() && std::ranges::all_of(stages, [](const Stage& stage) {
        return stage.what == "draft";
      });
  return only_draft ? "draft" : "replaced";
}

void put_kept(JsonWriter& json, Connection& db, const std::vector<std::string>& live,
              const KeptSet& set) {
  json.key("digest").value(set.digest).key("name").value(set.name);
  json.key("author").value(set.author).key("at").value(print_instant(set.at));
  json.key("note").value(set.note).key("state").value(state_of(db, live, set.digest));
}

void put_words(JsonWriter& json, const std::vector<RuleWords>& lists) {
  json.key("words").open('[');
  for (const RuleWords& list : lists) {
    json.open('{').key("list").value(list.list);
    put_texts(json, "words", list.words);
    json.close('}');
  }
  json.close(']');
}

void put_automation(JsonWriter& json, const std::vector<AutomationRow>& rows) {
  json.key("automation").open('[');
  for (const AutomationRow& row : rows) {
    json.open('{').key("decision").value(row.decision);
    if (row.channel) json.key("channel").value(channel_name(*row.channel));
    if (row.group) json.key("group").value(row.group->text());
    json.key("mode").value(wire::word_of(wire::rule_mode_words, row.mode)).close('}');
  }
  json.close(']');
}

void put_counts(JsonWriter& json, Connection& db, const rules::OrderWords* words,
                const rules::CompiledSet* set, const std::string& digest) {
  std::vector<RuleCount> counts = count_rules(db, digest);
  const auto is_counted = [&](const std::string& decision, const std::string& rule) {
    return std::ranges::any_of(counts, [&](const RuleCount& each) {
      return each.decision == decision && each.rule == rule;
    });
  };
  // Those that never fired are what the owner wants to see most.
  for (std::size_t i = 0; set != nullptr && i < set->rules.decisions.size(); ++i) {
    const rules::DecisionRules& decision = set->rules.decisions[i];
    const std::string& name = words->vocabulary.decisions[decision.decision].name;
    for (const rules::Rule& rule : decision.rules) {
      if (!is_counted(name, rule.name)) counts.push_back({name, rule.name});
    }
  }
  json.key("rules").open('[');
  for (const RuleCount& count : counts) {
    json.open('{').key("decision").value(count.decision).key("rule").value(count.rule);
    json.key("fired").value(count.fired).key("wrong").value(count.wrong).close('}');
  }
  json.close(']');
}

void put_findings(JsonWriter& json, const Issues& issues) {
  json.key("findings").open('[');
  for (const Issue& issue : issues) json.raw(orders::reason_json(issue));
  json.close(']');
}

std::int64_t count_written(const rules::RuleSet& set) {
  std::size_t count = 0;
  for (const rules::DecisionRules& decision : set.decisions) count += decision.rules.size();
  return static_cast<std::int64_t>(count);
}

}  // namespace

std::string book_json(Connection& db, const LiveBook& live) {
  const std::vector<std::string> digests = live_digests(live);
  JsonWriter json;
  json.open('{').key("stage").value(live.stage);
  json.key("currency").value(live.text.currency.code()).key("live").open('[');
  for (std::size_t i = 0; i < live.text.sets.size(); ++i) {
    const RuleSetText& set = live.text.sets[i];
    json.open('{').key("digest").value(digests[i]).key("name").value(set.name);
    put_share(json, set.channels, set.customer_share_percent);
    json.close('}');
  }
  json.close(']');
  put_automation(json, live.text.automation);
  put_words(json, live.text.words);
  json.key("sets").open('[');
  for (const KeptSet& set : list_sets(db, sets_shown)) {
    json.open('{');
    put_kept(json, db, digests, set);
    json.close('}');
  }
  json.close(']');
  put_stages(json, list_stages(db, "", stages_shown));
  return json.close('}').take();
}

std::string set_json(Connection& db, const LiveBook& live, const KeptSet& set) {
  JsonWriter json;
  json.open('{');
  put_kept(json, db, live_digests(live), set);
  json.key("text").value(set.text);
  const auto words = words_of(live);
  const auto compiled =
      words ? rules::compile_set(*words, {set.name, set.text}) : Result<rules::CompiledSet>();
  const bool reads = words && compiled;
  json.key("printed").value(reads ? rules::print_rules(words->vocabulary, compiled->rules)
                                  : std::string());
  put_counts(json, db, reads ? &*words : nullptr, reads ? &*compiled : nullptr, set.digest);
  put_stages(json, list_stages(db, set.digest, stages_shown));
  return json.close('}').take();
}

std::string check_json(const LiveBook& live, std::string_view text, Date today) {
  JsonWriter json;
  json.open('{');
  const auto words = words_of(live);
  auto compiled = words ? rules::compile_set(*words, {"", std::string(text)})
                        : Result<rules::CompiledSet>(std::unexpected(words.error()));
  put_flag(json, "reads", compiled.has_value());
  if (!compiled) {
    put_findings(json, compiled.error());
    return json.close('}').take();
  }
  const Issues findings = findings_of(words->vocabulary, *compiled, {today});
  json.key("digest").value(compiled->digest.text());
  json.key("printed").value(rules::print_rules(words->vocabulary, compiled->rules));
  json.key("rules").value(count_written(compiled->rules));
  json.key("decisions").value(std::ssize(compiled->rules.decisions));
  put_flag(json, "may_go_live", !has_errors(findings));
  put_findings(json, findings);
  return json.close('}').take();
}

std::string difference_json(const std::vector<SaidDifference>& differences) {
  JsonWriter json;
  json.open('{').key("decisions").open('[');
  for (const SaidDifference& each : differences) {
    json.open('{').key("decision").value(each.decision);
    put_texts(json, "sentences", each.sentences);
    put_flag(json, "partial", each.is_partial);
    json.close('}');
  }
  return json.close(']').close('}').take();
}

std::string explained_json(const ExplainedOrder& explained) {
  JsonWriter json;
  json.open('{').key("number").value(explained.number).key("set").value(explained.set);
  json.key("digest").value(explained.digest).key("decisions").open('[');
  for (const ExplainedDecision& each : explained.decisions) {
    json.open('{').key("decision").value(each.said.decision);
    json.key("status").value(wire::word_of(wire::ruling_status_words, each.said.status));
    json.key("mode").value(wire::word_of(wire::rule_mode_words, each.said.mode));
    put_flag(json, "server", each.is_servers);
    put_texts(json, "answers", each.said.answers);
    if (each.said.number) json.key("answer").value(*each.said.number);
    put_texts(json, "fired", each.said.names_fired());
    put_flag(json, "otherwise", each.said.by_otherwise);
    put_texts(json, "sentences", each.sentences);
    json.close('}');
  }
  return json.close(']').close('}').take();
}

std::string rule_orders_json(const std::vector<RuleOrder>& orders) {
  JsonWriter json;
  json.open('{').key("orders").open('[');
  for (const RuleOrder& order : orders) {
    json.open('{').key("order_id").value(order.order_id);
    json.key("number").value(orders::say_number(order.number));
    json.key("customer_name").value(order.customer_name).key("state").value(order.state);
    json.text_field("marked_by", order.marked_by).text_field("note", order.note).close('}');
  }
  return json.close(']').close('}').take();
}

}  // namespace tally::server::rulebook
