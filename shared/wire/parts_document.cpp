#include "shared/wire/parts_document.hpp"

#include "shared/wire/json_reader.hpp"
#include "shared/wire/json_writer.hpp"
#include "shared/wire/outcome_bytes.hpp"

namespace tally::wire {

namespace {

constexpr std::size_t parts_bytes_max = 16ULL * 1024 * 1024;

PartKind read_kind(FieldReader& read) {
  const std::string kind = read.text("kind", Presence::required);
  if (kind == part_kind_name(PartKind::refund)) return PartKind::refund;
  if (!kind.empty() && kind != part_kind_name(PartKind::invoice)) {
    read.refuse("kind", kind, "invoice or refund");
  }
  return PartKind::invoice;
}

/// "goods", "rest", or an amount; none where it is not named.
void read_freight(FieldReader& read, Currency currency, refund::PartRequest& request) {
  const std::string freight = read.figure("freight");
  if (freight.empty()) return;
  if (freight == "goods") {
    request.freight_share = refund::FreightShare::goods;
  } else if (freight == "rest") {
    request.freight_share = refund::FreightShare::rest;
  } else if (const auto amount = parse_money(freight, currency); amount && amount->minor >= 0) {
    request.freight_minor = amount->minor;
  } else {
    read.refuse("freight", freight, "goods, rest, or an amount of the receipt's currency");
  }
}

refund::PartLine read_line(const Json& json, std::string path, Issues& issues) {
  FieldReader read(json, std::move(path), issues);
  refund::PartLine line;
  line.id = read.text("id", Presence::required);
  const std::string quantity = read.figure("quantity", Presence::required);
  const auto parsed = parse_quantity(quantity);
  if (parsed) line.quantity = *parsed;
  else if (!quantity.empty()) read.refuse("quantity", quantity, "a quantity in units of measure");
  read.finish();
  return line;
}

PartWish read_part(const Json& json, const std::string& path, Currency currency, Issues& issues) {
  FieldReader read(json, path, issues);
  PartWish wish;
  wish.kind = read_kind(read);
  std::size_t place = 0;
  for (const Json& line : read.array("lines")) {
    const std::string line_path = path + ".lines[" + std::to_string(place++) + "]";
    wish.request.lines.push_back(read_line(line, line_path, issues));
  }
  read_freight(read, currency, wish.request);
  read.finish();
  return wish;
}

void write_amount(JsonWriter& json, const refund::PartAmount& amount) {
  json.open('{').text_field("id", amount.id).key("net").value(amount.net.minor);
  if (!amount.id.empty()) json.key("quantity").value(amount.quantity.thousandths);
  json.key("tax").value(amount.tax.minor).close('}');
}

}  // namespace

std::string_view part_kind_name(PartKind kind) {
  return kind == PartKind::invoice ? "invoice" : "refund";
}

Result<std::vector<PartWish>> read_parts(std::string_view bytes, Currency currency) {
  auto document = parse_document(bytes, parts_bytes_max);
  if (!document) return std::unexpected(std::move(document.error()));
  Issues issues;
  check_version(*document, "parts/1", issues);
  FieldReader read(*document, "", issues);
  read.text("tallystick");
  std::vector<PartWish> wishes;
  for (const Json& part : read.array("parts", Presence::required)) {
    if (issues.size() >= issues_max) break;
    const std::string path = "parts[" + std::to_string(wishes.size()) + "]";
    wishes.push_back(read_part(part, path, currency, issues));
  }
  read.finish();
  if (!issues.empty()) return std::unexpected(std::move(issues));
  return wishes;
}

std::string part_bytes(PartKind kind, const refund::Part& part) {
  JsonWriter json;
  json.open('{');
  if (part.cash_rounding) json.key("cash_rounding").value(part.cash_rounding->minor);
  if (part.freight) {
    json.key("freight");
    write_amount(json, *part.freight);
  }
  json.key("kind").value(part_kind_name(kind)).key("lines").open('[');
  for (const refund::PartAmount& line : part.lines) write_amount(json, line);
  json.close(']').key("net").value(part.net.minor).key("tax").value(part.tax.minor);
  json.key("tax_groups").raw(tax_groups_bytes(part.groups));
  json.key("total").value(part.total.minor).close('}');
  return json.take();
}

}  // namespace tally::wire
