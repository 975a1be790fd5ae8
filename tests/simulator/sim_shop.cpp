#include "tests/simulator/sim_shop.hpp"

#include <fstream>

#include "server/identity/users.hpp"
#include "server/orders/decide.hpp"
#include "server/stock/ledger.hpp"
#include "server/store/facts.hpp"
#include "server/store/store.hpp"
#include "server/sync/snapshots.hpp"
#include "shared/pipeline/pipeline.hpp"
#include "shared/wire/catalogue_writer.hpp"
#include "shared/wire/order_document.hpp"
#include "shared/wire/outcome_bytes.hpp"
#include "tests/support/small_company.hpp"
#include "tests/support/test_key.hpp"

namespace tally::simulator {

using namespace server;
using device_log::CaptureRequest;
using device_log::Identity;

namespace {

/// The day on which all orders of a run are decided.
const Date shop_day = *Date::parse("2026-11-21");

Company shop_company() {
  Company company = tests::small_company();
  company.stock.clear();
  for (const Product& product : company.products) {
    const bool scarce = product.sku.text() == "AB-1";
    company.stock.push_back({company.warehouses[0].code, product.sku,
                             Quantity{(scarce ? scarce_units : plenty_units) * 1000}});
  }
  return company;
}

std::unique_ptr<store::Store> open_store(const std::filesystem::path& folder) {
  auto opened = store::Store::open({.folder = folder});
  if (!opened) std::abort();
  return *std::move(opened);
}

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

struct Shop::Parts {
  tests::TemporaryFolder folder;
  tests::TestKey keys[shop_devices];
  tests::TestKey stranger;
  std::unique_ptr<store::Store> stores[2];
  std::unique_ptr<sync::Snapshots> snapshots[2];

  void fill(store::Connection& db, std::vector<Identity>& identities) const;
};

void Shop::Parts::fill(store::Connection& db, std::vector<Identity>& identities) const {
  const Company company = shop_company();
  store::catalogue_changed(db);
  wire::write_catalogue(db.database(), company);
  // Devices take what they like, over and over.
  store::write_setting(db, "duplicate_window_hours", "0");
  std::int64_t priority = 0;
  for (const Warehouse& warehouse : company.warehouses) {
    stock::put_warehouse(db, warehouse, ++priority);
  }
  for (const StockLevel& level : company.stock) {
    stock::set_on_hand(db, level.warehouse, level.sku, level.on_hand, "opening",
                       {"test", Instant{0}});
  }
  for (std::size_t device = 0; device < shop_devices; ++device) {
    identity::UserRow user;
    user.login = "rep" + std::to_string(device);
    user.name = user.login;
    user.role = Role::rep;
    user.password_hash = "*";
    identity::put_user(db, user, Instant{0});
    std::array<std::uint8_t, 32> random{};
    random.fill(static_cast<std::uint8_t>(17 * (device + 1)));
    const identity::Enrolled enrolled = identity::enrol_device(
        db,
        {.user_id = identity::find_user(db, user.login)->id,
         .public_key = keys[device].point(),
         .name = "Tablet"},
        Instant{0}, random);
    identities.push_back({enrolled.device.id, enrolled.device.code, user.login});
  }
}

Shop::Shop() : parts_(std::make_shared<Parts>()) {
  const std::filesystem::path first = parts_->folder.path() / "first";
  const std::filesystem::path second = parts_->folder.path() / "second";
  {
    const auto store = open_store(first);
    store->write([&](store::Connection& db) {
      parts_->fill(db, identities_);
      return store::Keep::yes;
    });
    sync::ensure_marks(*store, [] {
      std::array<std::uint8_t, 32> secret{};
      secret.fill(42);
      return secret;
    });
    sync::Snapshots(*store).publish(Instant{0});
    store->stop();
  }
  database_ = read_file(first / "tallystick.db");
  std::filesystem::copy(first, second, std::filesystem::copy_options::recursive);
  parts_->stores[0] = open_store(first);
  parts_->stores[1] = open_store(second);
  parts_->stores[1]->write([](store::Connection& db) {
    store::catalogue_changed(db);
    return db.execute("UPDATE price SET amount = amount + 5000") ? store::Keep::yes
                                                                 : store::Keep::no;
  });
  for (int place = 0; place < 2; ++place) {
    parts_->snapshots[place] = std::make_unique<sync::Snapshots>(*parts_->stores[place]);
    parts_->snapshots[place]->publish(Instant{0});
  }
}

const Shop& Shop::get() {
  static const Shop shop;
  return shop;
}

std::string Shop::sign(std::size_t device, std::string_view text) const {
  return parts_->keys[device].sign(text);
}

std::string Shop::forge(std::string_view text) const { return parts_->stranger.sign(text); }

CaptureRequest Shop::make_order(tests::Random& dice, Publication publication) const {
  device_log::RandomBytes id{};
  for (std::uint8_t& byte : id) byte = static_cast<std::uint8_t>(dice.next());
  CaptureRequest request;
  request.order_id = OrderId::from_random(id);
  std::vector<std::pair<std::string, std::string>> lines;
  const char* const skus[] = {"AB-1", "AB-2", "AB-3", "AB-4"};
  for (std::uint64_t count = dice.between(1, 4); count > 0; --count) {
    const char* const sku = dice.pick(skus);
    const std::int64_t quantity = dice.between(1, 5) * (sku[3] == '2' ? 12 : 1);
    lines.emplace_back(sku, std::to_string(quantity));
  }
  const RawOrder order = tests::make_order(request.order_id.text(), lines);
  auto& snapshots = *parts_->snapshots[publication == Publication::first ? 0 : 1];
  const Digest digest = snapshots.current()->digest;
  auto lease = snapshots.open(digest);
  const auto outcome = pipeline::decide_order(**lease, order, AsOf{shop_day});
  request.core_version = outcome->core_version;
  request.snapshot = digest;
  request.as_of = AsOf{shop_day};
  request.outcome = wire::outcome_bytes(*outcome);
  request.body = wire::write_order(order);
  return request;
}

sync::DecideOrder Shop::decider(Publication current) const {
  auto& snapshots = *parts_->snapshots[current == Publication::first ? 0 : 1];
  return [&snapshots](const orders::Submission& submission, const Draft& draft,
                      const orders::Policies& policies) {
    return orders::prepare(snapshots, submission, draft, shop_day, policies);
  };
}

bool Shop::publish_second(store::Connection& db) const {
  return store::write_fact(db, store::Fact::current_snapshot,
                           parts_->snapshots[1]->current()->number);
}

}  // namespace tally::simulator
