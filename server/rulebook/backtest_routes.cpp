// Back-tests by HTTP: started, looked at, cancelled.
#include "server/http/handlers.hpp"
#include "server/http/problem.hpp"
#include "server/http/route.hpp"
#include "server/ops/log.hpp"
#include "server/orders/reasons.hpp"
#include "server/rulebook/live_book.hpp"
#include "shared/base/decimal.hpp"
#include "shared/base/text.hpp"
#include "shared/wire/company_reader.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::http {

namespace {

using rulebook::BacktestState;
using rulebook::BacktestWish;

struct PostedTrial {
  BacktestWish wish;
  std::string digest;
};

std::optional<Date> read_day(wire::FieldReader& read, std::string_view field) {
  const std::string text = read.text(field);
  const auto day = Date::parse(text);
  if (!text.empty() && !day) read.refuse(field, quote_short(text), "a day such as 2026-03-02");
  return day;
}

Result<PostedTrial> read_trial(const Request& request) {
  auto document = wire::parse_document(request.body, body_bytes_max);
  if (!document) return std::unexpected(std::move(document.error()));
  Issues issues;
  wire::FieldReader read(*document, "", issues);
  PostedTrial posted;
  posted.digest = read.text("digest");
  posted.wish.set.name = "tried";
  posted.wish.set.text = read.text("text");
  posted.wish.set.channels = wire::read_channels(read, "channels");
  const std::string share = read.figure("share");
  const auto percent = parse_decimal(share.empty() ? "100" : share, 0);
  if (percent && *percent >= 1 && *percent <= 100) {
    posted.wish.set.customer_share_percent = static_cast<std::int32_t>(*percent);
  } else {
    read.refuse("share", share, "a whole number from 1 to 100");
  }
  posted.wish.from = read_day(read, "from");
  posted.wish.until = read_day(read, "until");
  read.finish();
  if (!issues.empty()) return std::unexpected(std::move(issues));
  return posted;
}

std::string_view say_end(const BacktestState& state) {
  if (state.is_running) return "running";
  if (!state.report) return "failed";
  return state.report->is_cancelled ? "cancelled" : "finished";
}

void answer_state(Response& response, const BacktestState& state) {
  wire::JsonWriter json;
  json.open('{').key("number").value(state.number).key("state").value(say_end(state));
  json.key("done").value(state.done).key("orders").value(state.orders);
  if (!state.issues.empty()) json.key("issues").raw(orders::reasons_json(state.issues));
  if (state.report) json.key("report").raw(rulebook::backtest_json(*state.report));
  response.json(200, json.close('}').take());
}

/// Its number; nothing, and answered, where there is none.
std::optional<BacktestState> find_backtest(Services& services, const Request& request,
                                           Response& response) {
  const std::string& text = request.captured.front();
  const auto number = parse_decimal(text, 0);
  auto state = number ? services.backtests.find(*number) : std::nullopt;
  if (!state) {
    answer_problem(response,
                   make_issue(IssueCode::backtest_unknown, "", {{"number", quote_short(text)}}),
                   request.path);
  }
  return state;
}

}  // namespace

void start_backtest(Services& services, const Request& request, Response& response) {
  auto posted = read_trial(request);
  if (!posted) return answer_bad_body(response, posted.error(), request.path);
  if (!posted->digest.empty()) {
    const auto set = rulebook::find_set(*services.store.read(), posted->digest);
    if (!set) {
      return answer_problem(response,
                            make_issue(IssueCode::rule_set_unknown, "",
                                       {{"set", quote_short(posted->digest)}}),
                            request.path);
    }
    posted->wish.set.name = set->name;
    posted->wish.set.text = set->text;
  }
  const auto live = rulebook::read_live(
      {services.store, services.company_memory, services.clock.now(), services.clock.today()});
  if (!live) return answer_problem(response, live.error(), request.path);
  // What does not read is said at once, and not by a back-test that failed.
  const auto words = rulebook::words_of(*live);
  if (!words) return answer_problem(response, words.error(), request.path);
  if (const auto set = rules::compile_set(*words, posted->wish.set); !set) {
    return answer_problem(response, set.error(), request.path);
  }
  const auto started =
      services.backtests.start({services.store, services.snapshots}, live->text, posted->wish);
  if (!started) return answer_problem(response, started.error(), request.path);
  ops::log_event(ops::Level::info, "rules.backtest",
                 {{"number", std::to_string(*started)}, {"by", request.person->login}});
  answer_state(response, *services.backtests.find(*started));
}

void show_backtest(Services& services, const Request& request, Response& response) {
  if (const auto state = find_backtest(services, request, response)) answer_state(response, *state);
}

void cancel_backtest(Services& services, const Request& request, Response& response) {
  const auto state = find_backtest(services, request, response);
  if (!state) return;
  services.backtests.cancel(state->number);
  answer_state(response, *services.backtests.find(state->number));
}

}  // namespace tally::server::http
