// Goods set aside: allotments for devices and reps, made by the desk; holds of a rep's own.
#include "server/http/body.hpp"
#include "server/http/handlers.hpp"
#include "server/http/problem.hpp"
#include "server/identity/users.hpp"
#include "server/ops/log.hpp"
#include "server/stock/allotments.hpp"
#include "server/sync/notices.hpp"
#include "shared/device_log/log_id.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::http {

namespace {

constexpr std::int64_t quantity_max = 1'000'000'000'000;

void put_allotment(wire::JsonWriter& json, const stock::Allotment& allotment) {
  json.open('{').key("id").value(allotment.id).key("kind").value(allotment.kind);
  json.key("sku").value(allotment.sku.text());
  json.key("warehouse").value(allotment.warehouse.text());
  json.key("quantity").value(allotment.quantity.thousandths);
  json.key("left").value(allotment.left().thousandths);
  json.key("holder").value(allotment.holder);
  json.key("made").value(print_instant(allotment.made)).key("made_by").value(allotment.made_by);
  json.key("expires_ms").value(allotment.expires.unix_ms);
  json.key("ended").value(allotment.ended_why).close('}');
}

bool is_id(const std::string& text) {
  return device_log::DeviceId::parse(text).has_value();
}

/// What allotments and holds have in common.
void read_goods(const Fields& fields, stock::Wish& wish, Issues& issues) {
  wish.id = fields.text("id");
  if (!wish.id.empty() && !is_id(wish.id)) {
    issues.push_back(parameter_refused("id", wish.id, "32 hexadecimal digits in lower case"));
  }
  const auto sku = Sku::parse(fields.text("sku"));
  if (sku) wish.sku = *sku;
  else issues.push_back(parameter_refused("sku", fields.text("sku"), "a SKU"));
  const auto quantity = fields.number("quantity");
  if (quantity && *quantity >= 1 && *quantity <= quantity_max) wish.quantity = Quantity{*quantity};
  else issues.push_back(
      parameter_refused("quantity", fields.text("quantity"), "thousandths, above zero"));
  const std::string warehouse = fields.text("warehouse");
  if (warehouse.empty()) return;
  wish.warehouse = WarehouseCode::parse(warehouse);
  if (!wish.warehouse) issues.push_back(parameter_refused("warehouse", warehouse, "a warehouse"));
}

void read_holder(const Fields& fields, stock::Wish& wish, Issues& issues) {
  const std::string login = fields.text("login");
  const std::string device = fields.text("device");
  if (login.empty() == device.empty()) {
    return issues.push_back(make_issue(IssueCode::holder_missing, "login"));
  }
  if (!device.empty() && !is_id(device)) {
    return issues.push_back(
        parameter_refused("device", device, "32 hexadecimal digits in lower case"));
  }
  wish.holder = device.empty() ? sync::login_scope(login) : sync::device_scope(device);
}

void read_expiry(const Fields& fields, Instant now, stock::Wish& wish, Issues& issues) {
  const std::int64_t latest = now.unix_ms + stock::allotment_days_max * 86'400'000;
  const auto expires = fields.number("expires_ms");
  if (expires && *expires > now.unix_ms && *expires <= latest) {
    wish.expires = Instant{*expires};
    return;
  }
  issues.push_back(make_issue(
      IssueCode::expiry_refused, "expires_ms",
      {{"days", stock::allotment_days_max},
       {"text", expires ? print_instant(Instant{*expires}) : fields.text("expires_ms")}}));
}

/// Nobody can use what is set aside for a login that does not exist.
std::optional<Issue> check_login(store::Connection& db, const std::string& holder) {
  if (!holder.starts_with("login:")) return std::nullopt;
  const std::string login = holder.substr(6);
  if (identity::find_user(db, login)) return std::nullopt;
  return make_issue(IssueCode::user_unknown, "login", {{"login", login}});
}

void answer_written(Response& response, const Request& request, store::Written written,
                    const Result<stock::Allotment>& made) {
  if (!made) return answer_problem(response, made.error(), request.path);
  if (written != store::Written::kept) {
    return answer_problem(response, store::write_issue(written), request.path);
  }
  ops::log_event(ops::Level::info, "stock.set_aside",
                 {{"id", made->id},
                  {"kind", made->kind},
                  {"sku", made->sku.text()},
                  {"holder", made->holder},
                  {"ended", made->ended_why},
                  {"by", request.person->login}});
  wire::JsonWriter json;
  put_allotment(json, *made);
  response.json(200, json.take());
}

void set_aside(Services& services, const Request& request, Response& response,
               const stock::Wish& wish) {
  const stock::MovedBy by{request.person->login, services.clock.now()};
  Result<stock::Allotment> made = std::unexpected(Issues{});
  const store::Written written = services.store.write([&](store::Connection& db) {
    if (auto issue = check_login(db, wish.holder)) made = std::unexpected(Issues{*issue});
    else made = stock::set_aside(db, wish, by);
    return made ? store::Keep::yes : store::Keep::no;
  });
  if (!made && made.error().empty()) made = std::unexpected(Issues{store::write_issue(written)});
  answer_written(response, request, written, made);
}

/// `holder`: only of that one, as if there were no others.
void release(Services& services, const Request& request, Response& response,
             std::string_view kind, const std::optional<std::string>& holder) {
  const stock::MovedBy by{request.person->login, services.clock.now()};
  const std::string& id = request.captured.front();
  Result<stock::Allotment> made = std::unexpected(Issues{});
  const store::Written written = services.store.write([&](store::Connection& db) {
    const auto found = stock::find_allotment(db, id);
    if (holder && found && found->holder != *holder) {
      made = std::unexpected(Issues{make_issue(IssueCode::allotment_unknown, "", {{"id", id}})});
    } else {
      made = stock::release_allotment(db, id, kind, by);
    }
    return made ? store::Keep::yes : store::Keep::no;
  });
  if (!made && made.error().empty()) made = std::unexpected(Issues{store::write_issue(written)});
  answer_written(response, request, written, made);
}

void answer_list(Services& services, Response& response, std::string_view name,
                 std::string_view kind, const std::optional<std::string>& holder) {
  const store::Reader db = services.store.read();
  wire::JsonWriter json;
  json.open('{').key(name).open('[');
  for (const stock::Allotment& allotment : stock::open_allotments(*db, kind, holder)) {
    put_allotment(json, allotment);
  }
  json.close(']').close('}');
  response.json(200, json.take());
}

/// A rep sees and ends only what is set aside for that rep.
std::optional<std::string> own_scope(const Request& request) {
  if (request.person->role != Role::rep) return std::nullopt;
  return sync::login_scope(request.person->login);
}

}  // namespace

void allot_goods(Services& services, const Request& request, Response& response) {
  const auto fields = read_fields(
      request, {"id", "sku", "warehouse", "quantity", "device", "login", "expires_ms"});
  if (!fields) return answer_bad_body(response, fields.error(), request.path);
  stock::Wish wish;
  Issues issues;
  read_goods(*fields, wish, issues);
  read_holder(*fields, wish, issues);
  read_expiry(*fields, services.clock.now(), wish, issues);
  if (!issues.empty()) return answer_problem(response, issues, request.path);
  set_aside(services, request, response, wish);
}

void release_allotment(Services& services, const Request& request, Response& response) {
  release(services, request, response, "allotment", std::nullopt);
}

void list_allotments(Services& services, const Request& request, Response& response) {
  answer_list(services, response, "allotments", "allotment", own_scope(request));
}

void hold_goods(Services& services, const Request& request, Response& response) {
  const auto fields = read_fields(request, {"id", "sku", "warehouse", "quantity"});
  if (!fields) return answer_bad_body(response, fields.error(), request.path);
  stock::Wish wish;
  Issues issues;
  read_goods(*fields, wish, issues);
  if (!issues.empty()) return answer_problem(response, issues, request.path);
  wish.kind = "hold";
  wish.holder = sync::login_scope(request.person->login);
  wish.expires = Instant{services.clock.now().unix_ms + stock::hold_ms};
  set_aside(services, request, response, wish);
}

void release_hold(Services& services, const Request& request, Response& response) {
  release(services, request, response, "hold", own_scope(request));
}

void list_holds(Services& services, const Request& request, Response& response) {
  answer_list(services, response, "holds", "hold", own_scope(request));
}

}  // namespace tally::server::http
