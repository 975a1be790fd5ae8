// Stock to read: by product and warehouse.
#include "server/http/handlers.hpp"
#include "server/http/problem.hpp"
#include "server/stock/ledger.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::http {

namespace {

constexpr std::size_t skus_max = 200;

Result<std::vector<Sku>> read_skus(const Request& request) {
  const std::vector<std::string> texts = request.parameters("sku");
  const auto refuse = [](std::string value, std::string expected) {
    return std::unexpected(
        Issues{make_issue(IssueCode::parameter_refused, "",
                          {{"name", std::string("sku")},
                           {"value", std::move(value)},
                           {"expected", std::move(expected)}})});
  };
  if (texts.empty() || texts.size() > skus_max) {
    return refuse(std::to_string(texts.size()) + " times there",
                  "there once to " + std::to_string(skus_max) + " times");
  }
  std::vector<Sku> skus;
  for (const std::string& text : texts) {
    const auto sku = Sku::parse(text);
    if (!sku) return refuse(text, "a SKU");
    skus.push_back(*sku);
  }
  return skus;
}

}  // namespace

void show_stock(Services& services, const Request& request, Response& response) {
  const auto skus = read_skus(request);
  if (!skus) return answer_problem(response, skus.error(), request.path);
  const store::Reader db = services.store.read();
  wire::JsonWriter json;
  json.open('[');
  for (const Sku& sku : *skus) {
    for (const stock::Balance& balance : stock::balances(*db, sku)) {
      json.open('{').key("sku").value(sku.text());
      json.key("warehouse").value(balance.warehouse.text());
      json.key("on_hand").value(balance.on_hand.thousandths);
      json.key("reserved").value(balance.reserved.thousandths);
      json.key("allotted").value(balance.allotted.thousandths);
      json.key("available").value(balance.available().thousandths).close('}');
    }
  }
  json.close(']');
  response.json(200, json.take());
}

}  // namespace tally::server::http
