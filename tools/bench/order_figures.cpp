// Orders committed in a second over HTTP, beside the bare handler: both in this process, in turns.
#include "server/identity/secrets.hpp"
#include "server/identity/sessions.hpp"
#include "server/identity/users.hpp"
#include "server/ops/log.hpp"
#include "tools/bench/baselines/bare_http.hpp"
#include "tools/bench/bench.hpp"
#include "tools/bench/order_shop.hpp"

namespace tally::bench {

namespace {

using server::store::Connection;
using server::store::Keep;
using server::store::Written;

constexpr int rounds = 3;

std::string sign_in(server::Server& shop) {
  const std::string token = server::identity::random_token();
  const Instant now = server::ops::system_clock().now();
  const Written written = shop.store().write([&](Connection& db) {
    server::identity::UserRow kim;
    kim.login = "kim";
    kim.name = "Kim";
    kim.role = Role::rep;
    kim.password_hash = "*";
    if (!server::identity::put_user(db, kim, now)) return Keep::no;
    const auto user = server::identity::find_user(db, "kim");
    return user && server::identity::open_session(db, user->id, token, now) ? Keep::yes : Keep::no;
  });
  return written == Written::kept ? shop.services().site.cookie_name + "=" + token : "";
}

}  // namespace

int run_orders(Words words) {
  const std::filesystem::path folder = words[0];
  const int milliseconds = number_or(words, 1, 3'000);
  const auto clients = static_cast<std::size_t>(number_or(words, 2, 16));
  server::ops::set_log_sink([](const std::string&) {});
  const Company company = demo_company(2'000);
  const auto shop = start_shop(folder / "shop", company);
  if (!shop || !shop->snapshots().publish(server::ops::system_clock().now())) return 1;
  const std::string cookie = sign_in(*shop);
  const auto digest = shop->snapshots().current()->digest;
  auto lease = shop->snapshots().open(digest);
  if (cookie.empty() || !lease) return 1;
  const std::vector<std::string> bodies = make_submissions(company, **lease, 40'000);
  BareHttp bare(folder / "bare", company, clients);

  std::size_t next_shop = 0;
  std::size_t next_bare = 0;
  std::vector<double> shop_rates, bare_rates;
  for (int round = 0; round < rounds; ++round) {
    bare_rates.push_back(load(bare.port(), "", bodies, next_bare, clients, milliseconds));
    shop_rates.push_back(load(shop->port(), cookie, bodies, next_shop, clients, milliseconds));
  }
  report("orders a second", middle(shop_rates), "1/s");
  report("orders a second: bare handler", middle(bare_rates), "1/s");
  report("clients", static_cast<double>(clients), "");
  return 0;
}

}  // namespace tally::bench
