#include "server/masters/master_json.hpp"

#include <nlohmann/json.hpp>

#include "server/masters/change.hpp"
#include "server/orders/reasons.hpp"
#include "shared/wire/company_change.hpp"

namespace tally::server::masters {

namespace {

constexpr const char* cost_field = "cost_plus_percent";

/// What stands in the history of a price that is made of a cost.
std::string without_costs(const std::string& json) {
  if (json.find(cost_field) == std::string::npos) return json;
  nlohmann::json record = nlohmann::json::parse(json, nullptr, false);
  if (record.is_object()) record.erase(cost_field);
  return record.dump();
}

void put_state(wire::JsonWriter& json, const char* name, const std::optional<std::string>& state,
               Costs costs) {
  json.key(name).raw(!state                   ? "null"
                     : costs == Costs::shown ? *state
                                             : without_costs(*state));
}

void put_mend(wire::JsonWriter& json, const wire::Mend& mend) {
  json.open('[');
  for (const wire::MendedField& change : mend.changes) {
    json.open('{').key("path").value(change.path).key("from").value(change.from);
    json.key("to").value(change.to).close('}');
  }
  json.close(']');
}

/// Kinds whose records are held against rules by themselves, also as they stand.
bool has_findings(wire::MasterKind kind) {
  return kind == wire::MasterKind::customers || kind == wire::MasterKind::warehouses ||
         kind == wire::MasterKind::rate_cards;
}

}  // namespace

std::string issues_json(const Issues& issues, const std::vector<wire::Mend>& mends) {
  wire::JsonWriter json;
  json.open('[');
  for (std::size_t i = 0; i < issues.size(); ++i) {
    wire::JsonWriter ways;
    bool any = false;
    ways.open('[');
    for (const wire::Mend& mend : mends) {
      if (mend.issue != i) continue;
      any = true;
      put_mend(ways, mend);
    }
    ways.close(']');
    std::string reason = orders::reason_json(issues[i]);
    if (any) {
      reason.pop_back();
      reason += ",\"proposals\":" + ways.take() + "}";
    }
    json.raw(reason);
  }
  json.close(']');
  return json.take();
}

std::string shown_json(const wire::MasterRecord& record, Costs costs) {
  const auto* price = std::get_if<Price>(&record);
  if (costs == Costs::shown || price == nullptr || price->kind != PriceKind::cost_plus) {
    return wire::record_json(record);
  }
  Price paid = *price;
  paid.kind = PriceKind::net;
  return wire::record_json(paid);
}

std::string page_json(wire::MasterKind kind, const MasterPage& page, Costs costs) {
  wire::JsonWriter json;
  json.open('{').key("kind").value(wire::master_kind_name(kind)).key("records").open('[');
  for (const wire::MasterRecord& record : page.records) {
    json.open('{').key("key").value(wire::record_key(record));
    json.key("title").value(wire::record_title(record));
    json.key("record").raw(shown_json(record, costs)).close('}');
  }
  json.close(']').key("total").value(page.total);
  if (page.has_more) json.key("next").value(wire::record_key(page.records.back()));
  return json.close('}').take();
}

std::string record_answer(const wire::MasterRecord& key,
                          const std::optional<wire::MasterRecord>& record,
                          const std::vector<ChangeRow>& changes, Costs costs) {
  wire::JsonWriter json;
  json.open('{').key("kind").value(wire::master_kind_name(wire::kind_of(key)));
  json.key("key").value(wire::record_key(key));
  json.key("title").value(wire::record_title(record.value_or(key)));
  const std::string shown = record ? shown_json(*record, costs) : "null";
  json.key("record").raw(shown).key("digest").value(record ? digest_of(shown) : "");
  json.key("changes").open('[');
  for (const ChangeRow& change : changes) {
    json.open('{').key("at").value(print_instant(change.at)).key("by").value(change.by);
    json.key("what").value(change.what());
    put_state(json, "before", change.before, costs);
    put_state(json, "after", change.after, costs);
    json.close('}');
  }
  json.close(']');
  if (record && has_findings(wire::kind_of(key))) {
    const wire::PartyFindings found = wire::findings_of(*record);
    json.key("issues").raw(issues_json(found.issues, found.mends));
  }
  return json.close('}').take();
}

}  // namespace tally::server::masters
