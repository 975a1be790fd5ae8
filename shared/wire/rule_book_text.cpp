#include "shared/wire/rule_book_text.hpp"

#include <algorithm>
#include <array>

#include "shared/rules/book.hpp"
#include "shared/wire/company_reader.hpp"
#include "shared/wire/json_writer.hpp"
#include "shared/wire/outcome_names.hpp"
#include "shared/wire/tax_names.hpp"

namespace tally::wire {

namespace {

RuleSetText read_set(FieldReader& read) {
  RuleSetText set;
  set.name = read.text("name", Presence::required);
  for (const std::string& line : read_texts(read, "text", Blank::allowed)) set.text += line + "\n";
  set.channels = read_channels(read, "channels");
  const std::string share = read.figure("customer_share_percent");
  const auto percent = parse_decimal(share.empty() ? "100" : share, 0);
  if (percent && *percent >= 1 && *percent <= 100) {
    set.customer_share_percent = static_cast<std::int32_t>(*percent);
  } else {
    read.refuse("customer_share_percent", share, "a whole number from 1 to 100");
  }
  read.finish();
  return set;
}

bool is_order_decision(std::string_view name) {
  return std::ranges::any_of(rules::order_decision_rows(), [&](const rules::OrderWordRow& row) {
    return row.line.starts_with("decision " + std::string(name) + " |");
  });
}

AutomationRow read_automation(FieldReader& read) {
  AutomationRow row;
  row.decision = read.text("decision", Presence::required);
  if (!row.decision.empty() && !is_order_decision(row.decision)) {
    read.refuse("decision", row.decision, "a decision that rules about orders know");
  }
  const std::string channel = read.text("channel");
  row.channel = parse_channel(channel);
  if (!channel.empty() && !row.channel) read.refuse("channel", channel, "rep, desk, web or import");
  row.group = read_code<CustomerGroup>(read, "group", Presence::optional);
  const std::string mode = read.text("mode", Presence::required);
  const auto parsed = parse_word<RuleMode>(rule_mode_words, mode);
  if (!mode.empty() && !parsed) read.refuse("mode", mode, "off, suggest or automatic");
  row.mode = parsed.value_or(RuleMode::automatic);
  read.finish();
  return row;
}

template <typename ReadOne>
void each_item(FieldReader& read, std::string_view field, ReadOne read_one) {
  std::size_t index = 0;
  for (const Json& item : read.array(field)) {
    if (read.issues().size() >= issues_max) return;
    FieldReader one(item, read.path(field) + "[" + std::to_string(index++) + "]", read.issues());
    read_one(one);
  }
}

void write_set(JsonWriter& json, const RuleSetText& set) {
  json.open('{').key("name").value(set.name);
  if (!set.channels.empty()) {
    json.key("channels").open('[');
    for (const Channel channel : set.channels) json.value(channel_name(channel));
    json.close(']');
  }
  if (set.customer_share_percent < 100) {
    json.key("customer_share_percent").value(std::int64_t{set.customer_share_percent});
  }
  json.key("text").open('[');
  std::string_view rest = set.text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    json.value(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  json.close(']').close('}');
}

}  // namespace

RuleBookText read_rule_book(const Json& json, const std::string& path, Issues& issues) {
  FieldReader read(json, path, issues);
  RuleBookText book;
  book.currency = read_currency(read, "currency").value_or(Currency{});
  each_item(read, "words", [&](FieldReader& one) {
    RuleWords words{one.text("list", Presence::required), read_texts(one, "words", Blank::refused)};
    one.finish();
    book.words.push_back(std::move(words));
  });
  each_item(read, "sets", [&](FieldReader& one) { book.sets.push_back(read_set(one)); });
  each_item(read, "automation",
            [&](FieldReader& one) { book.automation.push_back(read_automation(one)); });
  read.finish();
  return book;
}

std::string rule_book_record(const RuleBookText& book) {
  JsonWriter json;
  json.open('{').key("currency").value(book.currency.code());
  if (!book.words.empty()) {
    json.key("words").open('[');
    for (const RuleWords& list : book.words) {
      json.open('{').key("list").value(list.list).key("words").open('[');
      for (const std::string& word : list.words) json.value(word);
      json.close(']').close('}');
    }
    json.close(']');
  }
  json.key("sets").open('[');
  for (const RuleSetText& set : book.sets) write_set(json, set);
  json.close(']');
  if (!book.automation.empty()) {
    json.key("automation").open('[');
    for (const AutomationRow& row : book.automation) {
      json.open('{').key("decision").value(row.decision);
      if (row.channel) json.key("channel").value(channel_name(*row.channel));
      if (row.group) json.key("group").value(row.group->text());
      json.key("mode").value(word_of(rule_mode_words, row.mode)).close('}');
    }
    json.close(']');
  }
  return json.close('}').take();
}

std::optional<RuleBookText> parse_rule_book(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  Issues issues;
  RuleBookText book = read_rule_book(json, "", issues);
  if (!issues.empty()) return std::nullopt;
  return book;
}

void add_words(RuleBookText& book, std::string_view list, const std::vector<std::string>& words) {
  auto found = std::ranges::find(book.words, list, &RuleWords::list);
  if (found == book.words.end()) {
    if (words.empty()) return;
    found = book.words.insert(book.words.end(), RuleWords{std::string(list), {}});
  }
  for (const std::string& word : words) {
    if (word.empty() || std::ranges::find(found->words, word) != found->words.end()) continue;
    found->words.push_back(word);
  }
}

void complete_words(RuleBookText& book, const Company& company) {
  CodeSet groups, terms, countries, warehouses, carriers;
  const auto take_country = [&](const Address& address) { countries.insert(address.country); };
  for (const Customer& customer : company.customers) {
    for (const CustomerGroup& group : customer.groups) groups.insert(group.text());
    terms.insert(customer.terms);
    take_country(customer.billing);
    for (const ShipTo& ship_to : customer.ship_tos) take_country(ship_to.address);
  }
  for (const Warehouse& each : company.warehouses) warehouses.insert(each.code.text());
  for (const RateCard& each : company.rate_cards) carriers.insert(each.code.text());
  const auto add_all = [&](std::string_view list, const CodeSet& words) {
    add_words(book, list, {words.begin(), words.end()});
  };
  add_all("group", groups);
  add_all("term", terms);
  add_all("country", countries);
  add_all("warehouse", warehouses);
  add_all("carrier", carriers);
}

Issues check_rule_book(const RuleBookText& book, const std::string& path) {
  auto compiled = rules::Book::compile(book);
  if (compiled) return {};
  for (Issue& issue : compiled.error()) {
    issue.path = issue.path.empty() ? path : path + "." + issue.path;
  }
  return std::move(compiled.error());
}

}  // namespace tally::wire
