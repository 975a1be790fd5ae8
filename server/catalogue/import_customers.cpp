// The import of customers: one line, one ship-to of one customer; the key is the customer's number,
// and within it the ship-to's code. Ship-tos and exemptions that the file does not name stay.
#include <map>

#include "server/catalogue/master_import.hpp"
#include "server/catalogue/record_reader.hpp"
#include "shared/wire/catalogue_writer.hpp"

namespace tally::server::catalogue {

namespace {

class CustomerImport : public MasterImport {
 public:
  CustomerImport(const ImportRequest& request, wire::Snapshot& before)
      : request_(request),
        before_(before),
        customers_(request.mapping.repeated),
        ship_tos_(request.mapping.repeated) {}

  void take(LineReader& line, const LinePlace& place) override {
    auto read = read_customer(line);
    if (!read) return;
    const std::string code = read->customer.code.text();
    if (!keep(customers_, line, place, code, std::move(read->customer)) || !read->ship_to) return;
    const std::string ship_to = code + "/" + read->ship_to->code.text();
    const std::size_t known = ship_tos_.size();
    const bool kept = keep(ship_tos_, line, place, ship_to, *std::move(read->ship_to));
    if (kept && ship_tos_.size() > known) ship_tos_of_[code].push_back(known);
  }

  bool write(store::Connection& db, ImportReport& report) override {
    wire::CatalogueWriter writer(db.database());
    report.counts.repeated += customers_.repeated();
    for (std::size_t i = 0; i < customers_.size(); ++i) {
      const auto& chosen = customers_.chosen(i);
      if (!list_is_known(chosen.record.price_list)) {
        ++report.counts.refused;
        report.refusals.push_back(unknown_reference(request_, chosen.place, "price_list",
                                                    "price list", chosen.record.price_list.text()));
        continue;
      }
      const auto before = before_.customer(chosen.record.code);
      Customer now = before ? laid_over(*before, chosen.record) : chosen.record;
      put_ship_tos(before, now);
      const bool put =
          put_if_changed(before, now, report.counts,
                         [&](const Customer& customer) { return writer.put(customer); });
      if (!put) return false;
    }
    return true;
  }

 private:
  bool list_is_known(const PriceListCode& code) {
    const auto [entry, is_new] = lists_.try_emplace(code, false);
    if (is_new) entry->second = before_.price_list(code).has_value();
    return entry->second;
  }

  bool is_mapped(std::string_view field) const {
    return request_.mapping.fields[*find_field(ImportKind::customers, field)].has_value();
  }

  /// The file's ship-tos replace those of their code; a customer without any gets MAIN.
  void put_ship_tos(const std::optional<Customer>& before, Customer& now) {
    if (const auto found = ship_tos_of_.find(now.code.text()); found != ship_tos_of_.end()) {
      for (const std::size_t index : found->second) {
        put_ship_to(now, ship_tos_.chosen(index).record);
      }
    }
    const ShipToCode main = *ShipToCode::parse("MAIN");
    const bool was_billing = before && before->ship_tos.size() == 1 &&
                             before->ship_tos.front() == ShipTo{main, before->billing};
    if (now.ship_tos.empty() || was_billing) put_ship_to(now, {main, now.billing});
  }

  static void put_ship_to(Customer& customer, const ShipTo& ship_to) {
    for (ShipTo& known : customer.ship_tos) {
      if (known.code != ship_to.code) continue;
      known = ship_to;
      return;
    }
    customer.ship_tos.push_back(ship_to);
  }

  /// What was there, with every field that the mapping names taken from the line.
  Customer laid_over(Customer customer, const Customer& line) const {
    customer.name = line.name;
    customer.price_list = line.price_list;
    customer.billing.country = line.billing.country;
    if (is_mapped("recipient")) customer.billing.recipient = line.billing.recipient;
    if (is_mapped("street_1")) customer.billing.street_1 = line.billing.street_1;
    if (is_mapped("street_2")) customer.billing.street_2 = line.billing.street_2;
    if (is_mapped("locality")) customer.billing.locality = line.billing.locality;
    if (is_mapped("admin_area")) customer.billing.admin_area = line.billing.admin_area;
    if (is_mapped("postal_code")) customer.billing.postal_code = line.billing.postal_code;
    if (is_mapped("status")) customer.status = line.status;
    if (is_mapped("po_number")) customer.po_number = line.po_number;
    if (is_mapped("terms")) customer.terms = line.terms;
    if (is_mapped("vat_id")) customer.vat_id = line.vat_id;
    if (is_mapped("email")) customer.email = line.email;
    if (is_mapped("phone")) customer.phone = line.phone;
    if (is_mapped("rep")) customer.rep = line.rep;
    return customer;
  }

  const ImportRequest& request_;
  wire::Snapshot& before_;
  KeyedLines<Customer> customers_;
  KeyedLines<ShipTo> ship_tos_;
  std::map<std::string, std::vector<std::size_t>> ship_tos_of_;
  std::map<PriceListCode, bool> lists_;
};

}  // namespace

std::unique_ptr<MasterImport> make_customer_import(const ImportRequest& request,
                                                   wire::Snapshot& before) {
  return std::make_unique<CustomerImport>(request, before);
}

}  // namespace tally::server::catalogue
