// tallystick check: identifiers and addresses from standard input or of a CSV file, an answer for
// each.
#include "server/cli/check.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <iostream>
#include <streambuf>

#include "server/cli/check_address.hpp"
#include "server/cli/parse.hpp"
#include "server/cli/say.hpp"
#include "server/ops/clock.hpp"
#include "shared/base/text.hpp"
#include "shared/identify/identify.hpp"
#include "shared/wire/json_reader.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::cli {

namespace {

/// A record is a value and its country: a line longer than this is none.
constexpr std::size_t record_bytes_max = 64 * 1024;

struct Record {
  std::string value;
  std::string country;
};

std::string print_text(std::string_view text) {
  wire::JsonWriter json;
  return json.value(text).take();
}

/// ,"elements":[{"ai":"3103","title":"NET WEIGHT (kg)","value":"001750","number":1750,"decimals":…
std::string print_elements(const std::vector<identify::Element>& elements) {
  wire::JsonWriter json;
  json.open('[');
  for (const identify::Element& element : elements) {
    json.open('{').key("ai").value(element.ai).key("title").value(element.title);
    json.key("value").value(element.value);
    if (element.date) json.key("date").value(element.date->print());
    if (element.date_until) json.key("date_until").value(element.date_until->print());
    if (element.measure) {
      json.key("number").value(element.measure->units);
      json.key("decimals").value(std::int64_t{element.measure->decimals});
    }
    json.close('}');
  }
  return ",\"elements\":" + json.close(']').take();
}

CheckAnswer answer_value(const identify::Kind& kind, std::string_view value,
                         std::string_view country, const CheckSettings& settings) {
  const std::string code = ascii_upper(trim(country.empty() ? settings.country : country));
  identify::Finding found = kind.check(value, {.country = code, .as_of = settings.as_of});
  CheckAnswer answer;
  answer.issues = std::move(found.issues);
  for (Issue& issue : answer.issues) {
    if (issue.path.empty()) issue.path = "value";
  }
  answer.normal = print_text(found.normal);
  answer.suggestions = std::move(found.suggestions);
  if (kind.name == "gs1") answer.more = print_elements(found.elements);
  return answer;
}

/// Cuts {"value":"…"} and {"value":"…","country":"…"} without a tree, as long as nothing in them is
/// escaped; false for any other line, which the reader of documents looks at.
class PlainRecord {
 public:
  explicit PlainRecord(std::string_view line) : rest_(line) {}

  bool read(std::string_view& value, std::string_view& country) {
    if (!take("{") || !take("\"value\"") || !take(":") || !text(value)) return false;
    if (take(",") && (!take("\"country\"") || !take(":") || !text(country))) return false;
    return take("}") && rest_.empty() && is_utf8(value) && is_utf8(country);
  }

 private:
  bool take(std::string_view sign) {
    if (!rest_.starts_with(sign)) return false;
    rest_.remove_prefix(sign.size());
    while (rest_.starts_with(' ')) rest_.remove_prefix(1);
    return true;
  }
  bool text(std::string_view& into) {
    if (!rest_.starts_with('"')) return false;
    const std::size_t end = rest_.find('"', 1);
    if (end == std::string_view::npos) return false;
    into = rest_.substr(1, end - 1);
    const bool plain = std::ranges::none_of(into, [](char c) {
      return c == '\\' || static_cast<unsigned char>(c) < 0x20;
    });
    rest_.remove_prefix(end);
    return plain && take("\"");
  }
  std::string_view rest_;
};

/// The fields of any other record; what is wrong with it goes to the issues. A field that is not
/// known is a note: the value is checked all the same.
std::optional<Record> read_record(std::string_view line, Issues& issues) {
  auto document = wire::parse_document(line, record_bytes_max);
  if (!document) {
    issues = std::move(document.error());
    return std::nullopt;
  }
  // Exports write an empty cell as null.
  const auto country = document->is_object() ? document->find("country") : document->end();
  if (country != document->end() && country->is_null()) document->erase(country);
  wire::FieldReader reader(*document, "", issues);
  Record record;
  record.value = reader.figure("value", wire::Presence::required);
  record.country = reader.text("country");
  const bool readable = issues.empty();
  reader.finish();
  if (!readable) return std::nullopt;
  for (Issue& issue : issues) issue.severity = Severity::note;
  return record;
}

CheckAnswer answer_record(const identify::Kind& kind, std::string_view line,
                          const CheckSettings& settings) {
  std::string_view value, country;
  if (PlainRecord(line).read(value, country)) {
    return answer_value(kind, value, country, settings);
  }
  CheckAnswer answer;
  Issues issues;
  if (const auto record = read_record(line, issues)) {
    answer = answer_value(kind, record->value, record->country, settings);
  }
  answer.issues.insert(answer.issues.begin(), issues.begin(), issues.end());
  return answer;
}

/// Standard input by itself, so that an answer goes out before the next record is waited for.
class InputBuffer : public std::streambuf {
 protected:
  int_type underflow() override {
    std::cout.flush();
    ssize_t count = 0;
    do count = ::read(STDIN_FILENO, bytes_.data(), bytes_.size());
    while (count < 0 && errno == EINTR);
    if (count <= 0) return traits_type::eof();
    setg(bytes_.data(), bytes_.data(), bytes_.data() + count);
    return traits_type::to_int_type(bytes_.front());
  }

 private:
  std::array<char, 64 * 1024> bytes_;
};

struct CheckOptions {
  std::string kind;
  std::string as_of;
  std::string file;
  std::string column;
  std::string country_column;
  std::vector<std::string> columns;
  CheckSettings settings;
};

std::string kind_names() {
  std::string names = "address";
  for (const identify::Kind& kind : identify::kinds()) names += ", " + std::string(kind.name);
  return names;
}

std::optional<int> read_check_options(Arguments arguments, CheckOptions& options) {
  CLI::App app{"Check addresses and identifiers: VAT numbers, GTINs, IBANs, telephone numbers …"};
  app.add_option("KIND", options.kind, "One of " + kind_names())->required();
  app.add_option("--country", options.settings.country,
                 "The country of numbers that name none, such as DE")
      ->type_name("CC");
  app.add_option("--csv", options.file, "Check the rows of this file, not standard input")
      ->type_name("FILE");
  app.add_option("--column", options.column, "With --csv: the heading of the column of identifiers")
      ->type_name("NAME");
  app.add_option("--country-column", options.country_column,
                 "With --csv: the heading of the column with each row's country")
      ->type_name("NAME");
  app.add_option("--columns", options.columns,
                 "With --csv, of addresses: which column holds which field, such as "
                 "postal_code=ZIP,street=Street; a field that is not named is taken from the "
                 "column of its name")
      ->type_name("FIELD=NAME,…")
      ->allow_extra_args(false);
  app.add_option("--as-of", options.as_of,
                 "The day that decides the century of two-digit years; today where none is named")
      ->type_name("YYYY-MM-DD");
  app.footer("Standard input: one {\"value\":\"…\",\"country\":\"…\"} a line; the country "
             "may be left out.\nAn address: {\"country\":\"US\",\"admin_area\":\"CA\","
             "\"locality\":\"…\",\"postal_code\":\"…\",\"street\":[\"…\"],"
             "\"recipient\":\"…\"}.\nOne line of JSON comes out for each, in their order; "
             "docs/identifiers.md and docs/addresses.md\ndescribe it.\n"
             "Exit status: 0 all right, 1 one is wrong or a file cannot be read, "
             "2 the command was not understood.");
  return parse_arguments(app, "check", arguments);
}

int complain(const std::string& sentence) {
  return refuse_words("check", sentence);
}

int status_of(CheckResult result) {
  return result == CheckResult::all_right ? ExitStatus::done : ExitStatus::failed;
}

/// Why the options of a file do not go together; empty where they do.
std::string misfit(const CheckOptions& options, const Check& check) {
  if (options.file.empty()) {
    const bool named = !options.column.empty() || !options.country_column.empty() ||
                       !options.columns.empty();
    return named ? "Columns are those of a file; name it with --csv FILE." : "";
  }
  if (!check.cells && !options.column.empty()) {
    return "An address is more than one column; name them with --columns postal_code=NAME,….";
  }
  if (!check.cells) return {};
  if (!options.columns.empty()) return "--columns is for addresses; name one with --column NAME.";
  return options.column.empty() ? "--csv FILE and --column NAME go together." : "";
}

int check_file(const CheckOptions& options, const Check& check) {
  CheckedFile csv{options.file, {}};
  CellsCheck cells = check.cells;
  if (cells) {
    csv.columns.push_back({options.column});
    if (!options.country_column.empty()) csv.columns.push_back({options.country_column});
  } else {
    auto address = read_columns(options.columns, options.country_column, options.settings);
    if (!address) return complain(address.error());
    csv.columns = std::move(address->columns);
    cells = std::move(address->check);
  }
  const auto result = check_csv(csv, std::cout, cells);
  if (result) return status_of(*result);
  say_issues(result.error());
  return ExitStatus::failed;
}

}  // namespace

std::optional<Check> find_check(std::string_view kind, const CheckSettings& settings) {
  Check check;
  if (kind == "address") {
    check.record = [=](std::string_view line) { return answer_address(line, settings); };
    return check;
  }
  const identify::Kind* identifier = identify::find_kind(kind);
  if (identifier == nullptr) return std::nullopt;
  check.record = [=](std::string_view line) { return answer_record(*identifier, line, settings); };
  check.cells = [=](std::span<const std::string_view> cells) {
    return answer_value(*identifier, cells[0], cells.size() > 1 ? cells[1] : "", settings);
  };
  return check;
}

int run_check(Arguments arguments) {
  CheckOptions options;
  if (const auto status = read_check_options(arguments, options)) return *status;
  const auto as_of = options.as_of.empty() ? std::optional(ops::system_clock().today())
                                           : Date::parse(options.as_of);
  if (!as_of) return complain("--as-of \"" + options.as_of + "\" is not a day such as 2026-03-31.");
  options.settings.as_of = AsOf{*as_of};
  const auto check = find_check(options.kind, options.settings);
  if (!check) return complain("\"" + options.kind + "\" is none of " + kind_names() + ".");
  if (const std::string sentence = misfit(options, *check); !sentence.empty()) {
    return complain(sentence);
  }
  if (options.file.empty()) {
    InputBuffer buffer;
    std::istream in(&buffer);
    return status_of(check_lines(in, std::cout, check->record));
  }
  return check_file(options, *check);
}

}  // namespace tally::server::cli
