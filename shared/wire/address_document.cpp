#include "shared/wire/address_document.hpp"

#include <array>
#include <optional>

#include "shared/base/text.hpp"
#include "shared/wire/json_reader.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::wire {

namespace {

constexpr std::array text_fields{
    AddressField{"admin_area", &address::Address::admin_area},
    AddressField{"country", &address::Address::country},
    AddressField{"dependent_locality", &address::Address::dependent_locality},
    AddressField{"locality", &address::Address::locality},
    AddressField{"organisation", &address::Address::organisation},
    AddressField{"postal_code", &address::Address::postal_code},
    AddressField{"recipient", &address::Address::recipient},
    AddressField{"sorting_code", &address::Address::sorting_code}};

/// Reads the plain form alone: one object, known fields once each, texts without escapes. Whatever
/// it does not take, the whole reader takes or refuses with a reason.
class PlainReader {
 public:
  explicit PlainReader(std::string_view bytes) : rest_(bytes) {}

  std::optional<address::Address> read() {
    address::Address address;
    if (!take('{')) return std::nullopt;
    if (!take('}')) {
      do {
        if (!read_field(address)) return std::nullopt;
      } while (take(','));
      if (!take('}')) return std::nullopt;
    }
    skip_spaces();
    if (!rest_.empty()) return std::nullopt;
    return address;
  }

 private:
  void skip_spaces() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\n' ||
                              rest_.front() == '\r' || rest_.front() == '\t')) {
      rest_.remove_prefix(1);
    }
  }
  bool take(char c) {
    skip_spaces();
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::optional<std::string_view> take_text() {
    if (!take('"')) return std::nullopt;
    for (std::size_t i = 0; i < rest_.size(); ++i) {
      const auto byte = static_cast<unsigned char>(rest_[i]);
      if (byte == '"') {
        const std::string_view text = rest_.substr(0, i);
        rest_.remove_prefix(i + 1);
        return text;
      }
      if (byte == '\\' || byte < 0x20) return std::nullopt;
    }
    return std::nullopt;
  }
  bool read_field(address::Address& address) {
    const auto name = take_text();
    if (!name || !take(':')) return false;
    if (*name == "street") return is_first(text_fields.size()) && read_street(address);
    for (std::size_t i = 0; i < text_fields.size(); ++i) {
      if (text_fields[i].name != *name) continue;
      const auto text = take_text();
      if (!text || !is_first(i)) return false;
      address.*text_fields[i].text = *text;
      return true;
    }
    return false;
  }
  bool read_street(address::Address& address) {
    if (!take('[')) return false;
    if (take(']')) return true;
    do {
      const auto line = take_text();
      if (!line) return false;
      address.street.emplace_back(*line);
    } while (take(','));
    return take(']');
  }
  bool is_first(std::size_t field) {
    const bool first = (seen_ >> field & 1U) == 0;
    seen_ |= 1U << field;
    return first;
  }
  std::string_view rest_;
  unsigned seen_ = 0;
};

std::vector<std::string> read_street(FieldReader& read) {
  std::vector<std::string> street;
  for (const Json& line : read.array("street")) {
    if (!line.is_string()) {
      const std::string path = read.path("street") + "[" + std::to_string(street.size()) + "]";
      read.issues().push_back(make_issue(IssueCode::document_field_type, path,
                                         {{"expected", "text"}, {"field", "street"}}));
      break;
    }
    street.push_back(line.get<std::string>());
  }
  return street;
}

Result<address::Address> read_whole(std::string_view bytes) {
  const auto document = parse_document(bytes, address_bytes_max);
  if (!document) return std::unexpected(document.error());
  Issues issues;
  FieldReader read(*document, "", issues);
  address::Address address;
  for (const AddressField& field : text_fields) address.*field.text = read.text(field.name);
  address.street = read_street(read);
  read.finish();
  if (!issues.empty()) return std::unexpected(std::move(issues));
  return address;
}

void write_fields(JsonWriter& json, const address::Address& address) {
  json.open('{');
  for (const AddressField& field : text_fields) json.text_field(field.name, address.*field.text);
  if (!address.street.empty()) {
    json.key("street").open('[');
    for (const std::string& line : address.street) json.value(line);
    json.close(']');
  }
  json.close('}');
}

}  // namespace

std::span<const AddressField> address_fields() { return text_fields; }

Result<address::Address> read_address(std::string_view bytes) {
  if (bytes.size() <= address_bytes_max && is_utf8(bytes)) {
    if (auto address = PlainReader(bytes).read()) return *std::move(address);
  }
  return read_whole(bytes);
}

std::string write_address(const address::Address& address) {
  JsonWriter json;
  write_fields(json, address);
  return json.take();
}

std::string write_finding(const address::Finding& finding, SayIssue say) {
  JsonWriter json;
  json.reserve(512);
  json.open('{').key("facts").open('[');
  for (std::size_t i = 0; i < address::fact_count; ++i) {
    const auto fact = static_cast<address::Fact>(i);
    if (finding.is(fact)) json.value(address::fact_name(fact));
  }
  json.close(']').key("issues").open('[');
  for (const Issue& issue : finding.issues) {
    const SaidIssue said = say(issue);
    json.open('{').key("code").value(code_row(issue.code).name).text_field("fix", said.fix);
    json.key("message").value(said.message).key("path").value(issue.path);
    json.key("severity").value(severity_name(issue.severity)).close('}');
  }
  json.close(']').key("normal");
  write_fields(json, finding.normal);
  json.key("suggestions").open('[');
  for (const address::Change& change : finding.changes) {
    json.open('{').key("code").value(code_row(change.why).name).key("from").value(change.from);
    json.key("issue").value(static_cast<std::int64_t>(change.issue)).key("path").value(change.path);
    json.key("to").value(change.to).close('}');
  }
  return json.close(']').close('}').take();
}

}  // namespace tally::wire
