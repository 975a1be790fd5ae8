// Orders to read: lists, counts and details. A rep sees only what they sent themselves.
#include "server/http/handlers.hpp"
#include "server/http/problem.hpp"
#include "server/orders/order_json.hpp"
#include "server/orders/rows.hpp"
#include "shared/base/decimal.hpp"
#include "shared/base/ids.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::http {

namespace {

constexpr std::int64_t list_limit = 50;
constexpr std::int64_t list_limit_max = 200;

/// The number in a parameter, or an issue; nothing where the parameter is not there.
std::optional<std::int64_t> read_number(const Request& request, std::string_view name,
                                        std::int64_t highest, Issues& issues) {
  const auto text = request.parameter(name);
  if (!text) return std::nullopt;
  const auto number = parse_decimal(*text, 0);
  if (number && *number >= 1 && *number <= highest) return *number;
  issues.push_back(
      parameter_refused(name, *text, "a whole number from 1 to " + std::to_string(highest)));
  return std::nullopt;
}

Result<orders::OrderFilter> read_filter(const Request& request) {
  Issues issues;
  orders::OrderFilter filter;
  if (const auto state = request.parameter("state"); state && !state->empty()) {
    filter.state = orders::find_state(*state);
    if (!filter.state) {
      issues.push_back(
          parameter_refused("state", *state, "accepted, waiting, sent_back, refused or cancelled"));
    }
  }
  if (const auto customer = request.parameter("customer"); customer && !customer->empty()) {
    const auto code = CustomerCode::parse(*customer);
    if (code) filter.customer = code->text();
    else issues.push_back(parameter_refused("customer", *customer, "a customer number"));
  }
  filter.before = read_number(request, "before", std::int64_t{1} << 53, issues);
  filter.limit = read_number(request, "limit", list_limit_max, issues).value_or(list_limit);
  const std::string mine = request.parameter("mine").value_or("");
  const bool only_mine = mine == "1" || mine == "true";
  if (only_mine || request.person->role == Role::rep) filter.rep = request.person->login;
  if (!issues.empty()) return std::unexpected(std::move(issues));
  return filter;
}

}  // namespace

void list_orders(Services& services, const Request& request, Response& response) {
  auto filter = read_filter(request);
  if (!filter) return answer_problem(response, filter.error(), request.path);
  const std::int64_t limit = filter->limit;
  filter->limit = limit + 1;  // one more says whether there is a next page
  const store::Reader db = services.store.read();
  const std::vector<orders::OrderRow> rows = orders::list_orders(*db, *filter);
  const bool more = static_cast<std::int64_t>(rows.size()) > limit;
  const std::size_t shown = more ? static_cast<std::size_t>(limit) : rows.size();
  wire::JsonWriter json;
  json.open('{').key("orders").open('[');
  for (std::size_t index = 0; index < shown; ++index) json.raw(orders::order_json(rows[index]));
  json.close(']').key("next");
  if (more) json.value(std::to_string(rows[shown - 1].number));
  else json.raw("null");
  json.close('}');
  response.json(200, json.take());
}

void count_orders(Services& services, const Request& request, Response& response) {
  std::optional<std::string_view> rep;
  if (request.person->role == Role::rep) rep = request.person->login;
  const store::Reader db = services.store.read();
  wire::JsonWriter json;
  json.open('{');
  for (const orders::StateCount& count : orders::count_orders(*db, rep)) {
    json.key(orders::state_name(count.state)).value(count.count);
  }
  json.close('}');
  response.json(200, json.take());
}

void show_order(Services& services, const Request& request, Response& response) {
  const std::string& wanted = request.captured.front();
  const auto order_id = OrderId::parse(wanted);
  const store::Reader db = services.store.read();
  std::optional<orders::OrderRow> row;
  if (order_id) row = orders::find_order(*db, order_id->text());
  const bool hidden =
      row && request.person->role == Role::rep && row->rep != request.person->login;
  if (!row || hidden) {
    return answer_problem(response,
                          make_issue(IssueCode::order_unknown, "", {{"order", wanted}}),
                          request.path);
  }
  response.json(200, orders::order_detail_json(*db, *row, request.person->role,
                                               services.clock.now()));
}

}  // namespace tally::server::http
