#include "tests/support/masters_house.hpp"

namespace tally::tests {

namespace {

ServerHouseOptions with(Company company) {
  ServerHouseOptions options;
  options.company = std::move(company);
  return options;
}

}  // namespace

Company masters_company() {
  Company company = small_company();
  const Currency usd = *Currency::parse("USD");
  const auto trade = *PriceListCode::parse("TRADE");
  company.products[0].family = "BOARDS";
  PriceList list{trade, "Trade", usd, *PriceListCode::parse("RETAIL")};
  company.price_lists.push_back(list);
  company.costs.push_back({*Sku::parse("AB-2"), {100'000, usd}});
  Price off{trade, {}, units(100), {0, usd}, std::nullopt, std::nullopt};
  off.kind = PriceKind::percent_off;
  off.percent = Rate{50'000};
  off.family = "BOARDS";
  company.prices.push_back(off);
  Price above{trade, *Sku::parse("AB-2"), units(1), {0, usd}, std::nullopt, std::nullopt};
  above.kind = PriceKind::cost_plus;
  above.percent = Rate{300'000};
  company.prices.push_back(above);
  Promotion spring;
  spring.code = *PromotionCode::parse("SPRING");
  spring.name = "Spring screws";
  spring.goods.skus = {*Sku::parse("AB-3")};
  spring.tiers = {{0, 100'000}};
  company.promotions.push_back(spring);
  TaxRate closed = company.tax_rates.front();
  closed.tax_class = *TaxClass::parse("FOOD");
  closed.rate = Rate{10'000};
  closed.valid_until = Date::parse("2026-06-30");
  company.tax_rates.push_back(closed);
  closed.valid_from = Date::parse("2026-07-01");
  closed.valid_until = Date::parse("2026-12-31");
  company.tax_rates.push_back(closed);
  closed.valid_from = Date::parse("2027-01-01");
  closed.valid_until = std::nullopt;
  company.tax_rates.push_back(closed);
  TaxPlace place;
  place.country = "US";
  place.admin_area = "CA";
  company.tax_places.push_back(place);
  company.exchange_rates.push_back(
      {*Currency::parse("EUR"), usd, 1'082'500'000, std::nullopt, std::nullopt});
  return company;
}

MastersHouse::MastersHouse(Company company)
    : house(with(std::move(company))),
      fin(house.client("fin", Role::finance)),
      dee(house.client("dee", Role::desk)),
      ada(house.client("ada", Role::admin)),
      ron(house.client("ron", Role::rules)),
      kim(house.client("kim", Role::rep)) {}

std::string MastersHouse::said(const Answer& answer) {
  const Json json = parse(answer);
  const std::string code = json.is_object() ? json.value("code", "") : "";
  return std::to_string(answer.status) + (code.empty() ? "" : " " + code);
}

MastersHouse::Json MastersHouse::list(Client& client, const std::string& rest) {
  return parse(client.get("/v1/masters/" + rest));
}

MastersHouse::Json MastersHouse::show(Client& client, const std::string& kind,
                                      const std::string& key) {
  return list(client, kind + "/" + key);
}

Answer MastersHouse::change(Client& client, const std::string& kind, const std::string& key,
                            const Json& record, const std::string& based_on) {
  const Json body{{"record", record}, {"key", key}, {"based_on", based_on}};
  return client.post("/v1/masters/" + kind, body.dump());
}

Answer MastersHouse::edit(Client& client, const std::string& kind, const std::string& key,
                          const Json& fields) {
  const Json shown = show(client, kind, key);
  Json record = shown.value("record", Json::object());
  for (const auto& [name, value] : fields.items()) {
    if (value.is_null()) record.erase(name);
    else record[name] = value;
  }
  return change(client, kind, key, record, shown.value("digest", ""));
}

Answer MastersHouse::add(Client& client, const std::string& kind, const Json& record) {
  return change(client, kind, "", record, "");
}

Answer MastersHouse::remove(Client& client, const std::string& kind, const std::string& key) {
  const Json shown = show(client, kind, key);
  const Json body{{"based_on", shown.value("digest", "")}};
  return client.post("/v1/masters/" + kind + "/" + key + "/remove", body.dump());
}

MastersHouse::Json MastersHouse::check(Client& client, const std::string& kind,
                                       const std::string& key, const Json& record) {
  const Json body{{"record", record}, {"key", key}, {"check_only", true}};
  return parse(client.post("/v1/masters/" + kind, body.dump()));
}

}  // namespace tally::tests
