// Master data by HTTP: lists, single records with their history, changes and removals.
#include "server/http/body.hpp"
#include "server/http/handlers.hpp"
#include "server/http/problem.hpp"
#include "server/http/route.hpp"
#include "server/masters/change.hpp"
#include "server/masters/master_json.hpp"
#include "server/masters/terms_overview.hpp"
#include "server/ops/log.hpp"
#include "shared/base/decimal.hpp"
#include "shared/base/text.hpp"
#include "shared/wire/json_reader.hpp"

namespace tally::server::http {

namespace {

using identity::Roles;
using masters::Costs;
using wire::MasterKind;
using wire::MasterRecord;

constexpr std::int64_t page_default = 50;
constexpr std::int64_t page_max = 200;
constexpr std::int64_t changes_max = 50;

// The table of routes lets in whoever may see any kind; what a cost is, is finance's to know.
constexpr Roles cost_people{Role::finance, Role::admin};
constexpr Roles readers{Role::desk, Role::finance, Role::rules, Role::admin};
constexpr Roles changers{Role::finance, Role::admin};
/// Of products and customers; finance changes the terms of a customer and nothing else of it.
constexpr Roles desk_changers{Role::desk, Role::finance, Role::admin};
constexpr Roles warehouse_changers{Role::admin};

Roles changers_of(MasterKind kind) {
  switch (kind) {
    case MasterKind::products:
    case MasterKind::customers: return desk_changers;
    case MasterKind::warehouses: return warehouse_changers;
    default: return changers;
  }
}

masters::Reach reach_of(MasterKind kind, Role role) {
  const bool is_terms = kind == MasterKind::customers && role == Role::finance;
  return is_terms ? masters::Reach::terms : masters::Reach::all;
}

Costs costs_for(const Request& request) {
  return cost_people.contains(request.person->role) ? Costs::shown : Costs::hidden;
}

enum class Wish : std::uint8_t { see, change };

/// The kind of the path; nothing, and answered, where there is none or it is not for this person.
std::optional<MasterKind> admit_kind(const Request& request, Response& response, Wish wish) {
  const auto kind = wire::parse_master_kind(request.captured.front());
  if (!kind) {
    answer_problem(response,
                   make_issue(IssueCode::route_unknown, "", {{"path", request.path}}),
                   request.path);
    return std::nullopt;
  }
  Roles roles = *kind == MasterKind::costs ? cost_people : readers;
  if (wish == Wish::change) roles = changers_of(*kind);
  if (roles.contains(request.person->role)) return kind;
  answer_problem(response,
                 make_issue(IssueCode::role_not_allowed, "",
                            {{"login", request.person->login},
                             {"role", std::string(identity::role_name(request.person->role))},
                             {"needed", "the role " + roles.say()}}),
                 request.path);
  return std::nullopt;
}

Issue refuse(std::string_view name, const std::string& value, std::string_view expected) {
  return make_issue(IssueCode::parameter_refused, "",
                    {{"name", std::string(name)},
                     {"value", quote_short(value)},
                     {"expected", std::string(expected)}});
}

Issue unknown(MasterKind kind, const std::string& key) {
  return make_issue(IssueCode::record_unknown, "",
                    {{"kind", std::string(wire::master_kind_name(kind))},
                     {"key", quote_short(key)}});
}

void answer_record(Services& services, const Request& request, Response& response,
                   MasterKind kind, const std::string& text) {
  const auto key = wire::parse_record_key(kind, text);
  if (!key) return answer_problem(response, unknown(kind, text), request.path);
  const auto record = masters::find_record(services.store, *key);
  const store::Reader db = services.store.read();
  const auto changes = masters::list_changes(*db, kind, wire::record_key(*key), changes_max);
  if (!record && changes.empty()) {
    return answer_problem(response, unknown(kind, text), request.path);
  }
  response.json(200, masters::record_answer(*key, record, changes, costs_for(request)));
}

struct Posted {
  masters::ChangeWish wish;
  bool check_only = false;
};

Result<Posted> read_posted(const Request& request, MasterKind kind) {
  auto document = wire::parse_document(request.body, body_bytes_max);
  if (!document) return std::unexpected(std::move(document.error()));
  Issues issues;
  wire::FieldReader read(*document, "", issues);
  Posted posted;
  posted.wish.kind = kind;
  posted.wish.by = request.person->login;
  posted.wish.reach = reach_of(kind, request.person->role);
  posted.wish.key = read.text("key");
  posted.wish.based_on = read.text("based_on");
  posted.check_only = read.boolean("check_only", false);
  if (const auto* record = read.object("record", wire::Presence::required)) {
    posted.wish.json = record->dump();
  }
  read.finish();
  if (!issues.empty()) return std::unexpected(std::move(issues));
  return posted;
}

void answer_done(Services& services, const Request& request, Response& response,
                 const masters::ChangeWish& wish, const Result<masters::ChangeDone>& done) {
  if (!done) return answer_problem(response, done.error(), request.path);
  if (done->written) {
    services.catalogue_changed();
    ops::log_event(ops::Level::info, wish.json.empty() ? "master.removed" : "master.changed",
                   {{"kind", std::string(wire::master_kind_name(wish.kind))},
                    {"key", done->key},
                    {"by", wish.by}});
  }
  answer_record(services, request, response, wish.kind, done->key);
}

/// Nothing, and answered, where it is no limit.
std::optional<std::int64_t> read_limit(const Request& request, Response& response) {
  const std::string limit = request.parameter("limit").value_or(std::to_string(page_default));
  const auto count = parse_decimal(limit, 0);
  if (count && *count >= 1 && *count <= page_max) return *count;
  answer_problem(response, refuse("limit", limit, "a whole number from 1 to 200"), request.path);
  return std::nullopt;
}

/// The route lets in whoever may see customers.
void answer_terms(Services& services, const Request& request, Response& response) {
  const auto limit = read_limit(request, response);
  if (!limit) return;
  const store::Reader db = services.store.read();
  const auto page = masters::list_used_terms(*db, {.words = request.parameter("q").value_or(""),
                                                   .after = request.parameter("after").value_or(""),
                                                   .limit = *limit});
  response.json(200, masters::terms_page_json(page));
}

masters::MasterRoom room_of(Services& services) {
  return {services.store, services.company_memory, services.clock.now()};
}

}  // namespace

void list_masters(Services& services, const Request& request, Response& response) {
  if (request.captured.front() == "terms") return answer_terms(services, request, response);
  const auto kind = admit_kind(request, response, Wish::see);
  if (!kind) return;
  masters::PageWish wish;
  wish.words = request.parameter("q").value_or("");
  const auto limit = read_limit(request, response);
  if (!limit) return;
  wish.limit = *limit;
  if (const auto after = request.parameter("after"); after && !after->empty()) {
    wish.after = wire::parse_record_key(*kind, *after);
    if (!wish.after) {
      return answer_problem(response, refuse("after", *after, "the last key of a page"),
                            request.path);
    }
  }
  const masters::MasterPage page = masters::list_records(services.store, *kind, wish);
  response.json(200, masters::page_json(*kind, page, costs_for(request)));
}

void show_master(Services& services, const Request& request, Response& response) {
  const auto kind = admit_kind(request, response, Wish::see);
  if (kind) answer_record(services, request, response, *kind, request.captured.at(1));
}

void change_master(Services& services, const Request& request, Response& response) {
  const auto kind = admit_kind(request, response, Wish::change);
  if (!kind) return;
  const auto posted = read_posted(request, *kind);
  if (!posted) return answer_bad_body(response, posted.error(), request.path);
  if (!posted->check_only) {
    return answer_done(services, request, response, posted->wish,
                       masters::change_record(room_of(services), posted->wish));
  }
  const auto check = masters::check_record(room_of(services), posted->wish);
  if (!check) return answer_problem(response, check.error(), request.path);
  response.json(200, R"({"issues":)" + masters::issues_json(check->issues, check->mends) + "}");
}

void remove_master(Services& services, const Request& request, Response& response) {
  const auto kind = admit_kind(request, response, Wish::change);
  if (!kind) return;
  const auto fields = read_fields(request, {"based_on"});
  if (!fields) return answer_bad_body(response, fields.error(), request.path);
  const masters::ChangeWish wish{.kind = *kind,
                                 .json = {},
                                 .key = request.captured.at(1),
                                 .based_on = fields->text("based_on"),
                                 .by = request.person->login,
                                 .reach = reach_of(*kind, request.person->role)};
  answer_done(services, request, response, wish,
              masters::remove_record(room_of(services), wish));
}

}  // namespace tally::server::http
