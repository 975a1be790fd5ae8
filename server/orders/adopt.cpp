#include "server/orders/adopt.hpp"

#include "server/masters/history.hpp"
#include "server/masters/put_record.hpp"
#include "server/store/facts.hpp"
#include "shared/data/lookups.hpp"
#include "shared/normalise/normalise.hpp"
#include "shared/wire/gather_places.hpp"
#include "shared/wire/order_document.hpp"

namespace tally::server::orders {

namespace {

void add_ship_tos(Customer& customer, const Draft& draft) {
  for (const ShipTo& captured : draft.new_ship_tos) {
    if (captured.code.text().empty()) continue;
    if (find_ship_to(customer.ship_tos, captured.code)) continue;
    customer.ship_tos.push_back(captured);
  }
}

bool put_customer(store::Connection& db, const std::optional<Customer>& before,
                  const Customer& now, const Sender& by) {
  masters::ChangeRow change{by.at, by.login};
  if (before) change.before = wire::record_json(*before);
  change.after = wire::record_json(now);
  const auto was = before ? std::optional<wire::MasterRecord>(*before) : std::nullopt;
  return masters::put_record(db, was, now) &&
         masters::append_change(db, wire::MasterKind::customers, wire::record_key(now), change) &&
         store::catalogue_changed(db);
}

}  // namespace

bool brings_parties(const Draft& draft) {
  return draft.customer && (draft.new_customer || !draft.new_ship_tos.empty());
}

bool adopt_parties(store::Connection& db, const OrderRow& row, const Draft& draft,
                   const Sender& by) {
  if (!brings_parties(draft)) return true;
  // Over this very connection: another order of the same change may have added some already.
  auto company = wire::Snapshot::over(wire::Database::lent(db.database()), Digest{});
  if (!company) {
    db.note_fault();
    return false;
  }
  const std::optional<Customer> before = company->customer(*draft.customer);
  std::optional<Customer> now = before;
  if (!now) {
    now = wire::make_customer(draft, company->policy());
    if (now) now->rep = row.rep;
  }
  if (!company->health()) return false;
  if (!now) return true;
  add_ship_tos(*now, draft);
  return before == now || put_customer(db, before, *now, by);
}

bool adopt_accepted(store::Connection& db, const OrderRow& row, const Prepared& prepared,
                    const Sender& by) {
  if (row.state != State::accepted || !prepared.captured) return true;
  return adopt_parties(db, row, *prepared.captured, by);
}

bool adopt_parties(store::Connection& db, const OrderRow& row, const Sender& by) {
  const OrderDocuments documents = read_documents(db, row.row);
  // Nearly no order brings any, and a document is long to read.
  if (documents.order.find("\"new_") == std::string::npos) return true;
  const auto raw = wire::read_order(documents.order);
  return !raw || adopt_parties(db, row, normalise::normalise_order(*raw), by);
}

}  // namespace tally::server::orders
