// Masters house: a server over a company with records of every kind, and short words for asking it.
// In go kinds, keys and records as JSON; out come parsed answers. fin is of finance, dee of the
// desk, ada an administrator, ron owns the rules, kim is a rep.
//   MastersHouse masters;  Json page = masters.list(masters.fin, "prices?q=oak");
#pragma once

#include <nlohmann/json.hpp>

#include "tests/support/server_house.hpp"

namespace tally::tests {

/// small_company() with the list TRADE before RETAIL, the family BOARDS of AB-1, a cost of AB-2 and
/// a price made of it, a promotion, a tax place, a second tax rate and an exchange rate.
Company masters_company();

struct MastersHouse {
  explicit MastersHouse(Company company = masters_company());

  using Json = nlohmann::json;
  static Json parse(const Answer& answer) { return Json::parse(answer.body, nullptr, false); }
  /// The status and the code of its problem, or of nothing: "422 prices_overlap".
  static std::string said(const Answer& answer);

  Json list(Client& client, const std::string& rest);
  Json show(Client& client, const std::string& kind, const std::string& key);
  Answer change(Client& client, const std::string& kind, const std::string& key, const Json& record,
                const std::string& based_on);
  /// Changes some fields of a record as it stands; null takes a field away.
  Answer edit(Client& client, const std::string& kind, const std::string& key, const Json& fields);
  Answer add(Client& client, const std::string& kind, const Json& record);
  Answer remove(Client& client, const std::string& kind, const std::string& key);
  Json check(Client& client, const std::string& kind, const std::string& key, const Json& record);

  std::int64_t changes() { return house.count("SELECT count(*) FROM master_change"); }
  std::int64_t revision() {
    return house.count("SELECT value FROM fact WHERE name = 'catalogue_revision'");
  }

  ServerHouse house;
  Client fin, dee, ada, ron, kim;
};

}  // namespace tally::tests
