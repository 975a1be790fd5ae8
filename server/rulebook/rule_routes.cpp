// The rules by HTTP: what is live and what was, drafts, publishing, and what orders say of them.
#include "server/http/body.hpp"
#include "server/http/handlers.hpp"
#include "server/http/problem.hpp"
#include "server/http/route.hpp"
#include "server/ops/log.hpp"
#include "server/rulebook/rule_json.hpp"
#include "shared/base/decimal.hpp"
#include "shared/base/text.hpp"
#include "shared/rules/complete.hpp"
#include "shared/wire/company_reader.hpp"
#include "shared/wire/json_reader.hpp"
#include "shared/wire/json_writer.hpp"
#include "shared/wire/rule_book_text.hpp"

namespace tally::server::http {

namespace {

using rulebook::BookRoom;
using rulebook::BookWish;
using rulebook::LiveBook;
using wire::FieldReader;
using wire::Presence;

constexpr std::int64_t orders_of_rule_shown = 200;
constexpr std::size_t set_name_bytes_max = 120;

BookRoom book_room(Services& services) {
  return {services.store, services.company_memory, services.clock.now(), services.clock.today()};
}

Issue no_set(const std::string& digest) {
  return make_issue(IssueCode::rule_set_unknown, "", {{"set", quote_short(digest)}});
}

/// The body's object, read by `take`; nothing, and answered, where it cannot be.
template <typename Take>
bool read_body(const Request& request, Response& response, const Take& take) {
  auto document = wire::parse_document(request.body, body_bytes_max);
  Issues issues;
  if (document) {
    FieldReader read(*document, "", issues);
    take(read);
    read.finish();
  } else {
    issues = std::move(document.error());
  }
  if (issues.empty()) return true;
  answer_bad_body(response, issues, request.path);
  return false;
}

/// Who changes the book, why, and which stage they saw.
void read_wish(const Request& request, FieldReader& read, BookWish& wish) {
  wish.by = request.person->login;
  wish.note = trim(read.text("note"));
  const std::string seen = read.figure("seen");
  if (const auto number = parse_decimal(seen, 0)) wish.seen = *number;
  if (!seen.empty() && !wish.seen) read.refuse("seen", seen, "the number of a stage");
}

void answer_stage(Services& services, const Request& request, Response& response,
                  const Result<rulebook::Stage>& stage) {
  if (!stage) return answer_problem(response, stage.error(), request.path);
  services.catalogue_changed();
  ops::log_event(ops::Level::info, "rules.changed",
                 {{"what", stage->what},
                  {"stage", std::to_string(stage->number)},
                  {"digest", stage->digest},
                  {"by", stage->by}});
  show_rules(services, request, response);
}

std::optional<LiveBook> open_live(Services& services, const Request& request,
                                  Response& response) {
  auto live = rulebook::read_live(book_room(services));
  if (live) return *std::move(live);
  answer_problem(response, live.error(), request.path);
  return std::nullopt;
}

std::optional<orders::OrderRow> find_row(store::Connection& db, const Request& request,
                                         Response& response) {
  const auto order_id = OrderId::parse(request.captured.front());
  std::optional<orders::OrderRow> row;
  if (order_id) row = orders::find_order(db, order_id->text());
  const bool hidden =
      row && request.person->role == Role::rep && row->rep != request.person->login;
  if (row && !hidden) return row;
  answer_problem(response,
                 make_issue(IssueCode::order_unknown, "", {{"order", request.captured.front()}}),
                 request.path);
  return std::nullopt;
}

std::string text_of_set(store::Connection& db, const std::string& digest, Issues& issues) {
  if (digest.empty()) return {};
  const auto set = rulebook::find_set(db, digest);
  if (!set) issues.push_back(no_set(digest));
  return set ? set->text : std::string();
}

}  // namespace

void show_rules(Services& services, const Request& request, Response& response) {
  const auto live = open_live(services, request, response);
  if (!live) return;
  const store::Reader db = services.store.read();
  response.json(200, rulebook::book_json(*db, *live));
}

void show_rule_set(Services& services, const Request& request, Response& response) {
  const auto live = open_live(services, request, response);
  if (!live) return;
  const store::Reader db = services.store.read();
  const auto set = rulebook::find_set(*db, request.captured.front());
  if (!set) return answer_problem(response, no_set(request.captured.front()), request.path);
  response.json(200, rulebook::set_json(*db, *live, *set));
}

void check_rules(Services& services, const Request& request, Response& response) {
  std::string text;
  if (!read_body(request, response, [&](FieldReader& read) { text = read.text("text"); })) return;
  const auto live = open_live(services, request, response);
  if (live) response.json(200, rulebook::check_json(*live, text, services.clock.today()));
}

void complete_rules(Services& services, const Request& request, Response& response) {
  std::string text;
  std::size_t cursor = 0;
  const bool good = read_body(request, response, [&](FieldReader& read) {
    text = read.text("text");
    const std::string at = read.figure("cursor", Presence::required);
    const auto number = parse_decimal(at, 0);
    const bool is_within =
        number && *number >= 0 && static_cast<std::size_t>(*number) <= text.size();
    if (is_within) cursor = static_cast<std::size_t>(*number);
    else if (!at.empty()) read.refuse("cursor", at, "a place in the text, counted in bytes");
  });
  if (!good) return;
  const auto live = open_live(services, request, response);
  if (!live) return;
  const auto words = rulebook::words_of(*live);
  if (!words) return answer_problem(response, words.error(), request.path);
  const rules::Completion found = rules::complete(words->vocabulary, text, cursor);
  wire::JsonWriter json;
  json.open('{').key("from").value(static_cast<std::int64_t>(found.from)).key("words").open('[');
  for (const std::string& word : found.words) json.value(word);
  json.close(']').close('}');
  response.json(200, json.take());
}

void save_rules(Services& services, const Request& request, Response& response) {
  rulebook::DraftWish wish;
  wish.by = request.person->login;
  const bool good = read_body(request, response, [&](FieldReader& read) {
    wish.name = trim(read.text("name", Presence::required));
    wish.text = read.text("text", Presence::required);
    wish.note = trim(read.text("note"));
    if (wish.name.size() > set_name_bytes_max) {
      read.refuse("name", quote_short(wish.name), "a name of at most 120 bytes");
    }
  });
  if (!good) return;
  const auto saved = rulebook::save_draft(book_room(services), wish);
  if (!saved) return answer_problem(response, saved.error(), request.path);
  const auto live = open_live(services, request, response);
  if (!live) return;
  const store::Reader db = services.store.read();
  response.json(200, rulebook::set_json(*db, *live, *saved));
}

void publish_rules(Services& services, const Request& request, Response& response) {
  rulebook::PublishWish wish;
  BookWish by;
  const bool good = read_body(request, response, [&](FieldReader& read) {
    wish.digest = read.text("digest", Presence::required);
    wish.channels = wire::read_channels(read, "channels");
    const std::string share = read.figure("share");
    const auto percent = parse_decimal(share.empty() ? "100" : share, 0);
    if (percent && *percent >= 1 && *percent <= 100) {
      wish.share = static_cast<std::int32_t>(*percent);
    } else {
      read.refuse("share", share, "a whole number from 1 to 100");
    }
    read_wish(request, read, by);
  });
  if (!good) return;
  answer_stage(services, request, response, rulebook::publish(book_room(services), wish, by));
}

void step_back_rules(Services& services, const Request& request, Response& response) {
  BookWish by;
  if (!read_body(request, response, [&](FieldReader& read) { read_wish(request, read, by); })) {
    return;
  }
  answer_stage(services, request, response, rulebook::step_back(book_room(services), by));
}

void set_rule_automation(Services& services, const Request& request, Response& response) {
  std::vector<AutomationRow> rows;
  BookWish by;
  const bool good = read_body(request, response, [&](FieldReader& read) {
    // The reader of a book reads rows as the company document has them.
    const wire::Json book = {{"currency", "USD"},
                             {"automation", read.array("automation", Presence::required)}};
    rows = wire::read_rule_book(book, "", read.issues()).automation;
    read_wish(request, read, by);
  });
  if (!good) return;
  answer_stage(services, request, response,
               rulebook::set_automation(book_room(services), std::move(rows), by));
}

void add_rule_words(Services& services, const Request& request, Response& response) {
  RuleWords words;
  BookWish by;
  const bool good = read_body(request, response, [&](FieldReader& read) {
    words.list = read.text("list", Presence::required);
    words.words = wire::read_texts(read, "words", wire::Blank::refused);
    constexpr std::string_view own_lists[] = {"team", "mail", "hook", "tag", "task"};
    if (!words.list.empty() && std::ranges::find(own_lists, words.list) == std::end(own_lists)) {
      read.refuse("list", quote_short(words.list), "team, task, mail, hook or tag");
    }
    read_wish(request, read, by);
  });
  if (!good) return;
  answer_stage(services, request, response,
               rulebook::add_book_words(book_room(services), words, by));
}

void compare_rules(Services& services, const Request& request, Response& response) {
  std::string before, after, text;
  const bool good = read_body(request, response, [&](FieldReader& read) {
    before = read.text("before");
    after = read.text("after");
    text = read.text("text");
  });
  if (!good) return;
  const auto live = open_live(services, request, response);
  if (!live) return;
  Issues issues;
  {
    const store::Reader db = services.store.read();
    before = text_of_set(*db, before, issues);
    if (!after.empty()) text = text_of_set(*db, after, issues);
  }
  const auto words = rulebook::words_of(*live);
  if (!words) issues = words.error();
  if (!issues.empty()) return answer_problem(response, issues, request.path);
  const auto first = rules::compile_set(*words, {"before", before});
  if (!first) return answer_problem(response, first.error(), request.path);
  const auto second = rules::compile_set(*words, {"after", text});
  if (!second) return answer_problem(response, second.error(), request.path);
  const auto said = rulebook::say_difference(words->vocabulary, first->rules, second->rules,
                                             {services.clock.today()});
  if (!said) return answer_problem(response, said.error(), request.path);
  response.json(200, rulebook::difference_json(*said));
}

void list_rule_orders(Services& services, const Request& request, Response& response) {
  const std::string wrong = request.parameter("wrong").value_or("false");
  if (wrong != "true" && wrong != "false") {
    return answer_problem(response, parameter_refused("wrong", wrong, "true or false"),
                          request.path);
  }
  const auto which = wrong == "true" ? rulebook::RuleOrders::wrong : rulebook::RuleOrders::fired;
  const store::Reader db = services.store.read();
  response.json(200, rulebook::rule_orders_json(rulebook::orders_of_rule(
                         *db, request.captured.front(),
                         request.parameter("decision").value_or(""),
                         request.parameter("rule").value_or(""), which, orders_of_rule_shown)));
}

void show_rulings(Services& services, const Request& request, Response& response) {
  const auto live = open_live(services, request, response);
  if (!live) return;
  const store::Reader db = services.store.read();
  const auto row = find_row(*db, request, response);
  if (!row) return;
  // What goods cost and how a customer pays never reaches a rep.
  const auto values = request.person->role == Role::rep ? rulebook::ServerValues::hidden
                                                        : rulebook::ServerValues::shown;
  const auto explained = rulebook::explain_order(*db, live->text, *row, values);
  if (!explained) return answer_problem(response, explained.error(), request.path);
  response.json(200, rulebook::explained_json(*explained));
}

void mark_ruling(Services& services, const Request& request, Response& response) {
  rulebook::MarkWish wish;
  wish.by = request.person->login;
  const bool good = read_body(request, response, [&](FieldReader& read) {
    wish.decision = read.text("decision", Presence::required);
    wish.rule = read.text("rule", Presence::required);
    wish.note = trim(read.text("note"));
  });
  if (!good) return;
  std::optional<orders::OrderRow> row;
  std::optional<Issues> issues;
  {
    const store::Reader db = services.store.read();
    row = find_row(*db, request, response);
  }
  if (!row) return;
  const Instant now = services.clock.now();
  const store::Written written = services.store.write([&](store::Connection& db) {
    issues = rulebook::mark_wrong(db, *row, wish, now);
    return issues && issues->empty() ? store::Keep::yes : store::Keep::no;
  });
  if (issues && !issues->empty()) return answer_problem(response, *issues, request.path);
  if (written != store::Written::kept) {
    return answer_problem(response, store::write_issue(written), request.path);
  }
  response.json(200, R"({"done":true})");
}

}  // namespace tally::server::http
