#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "server/cli/check.hpp"
#include "server/cli/check_address.hpp"

using namespace tally;
using namespace tally::server::cli;

namespace {

CheckSettings settings() { return {"", AsOf{Date::parse("2026-03-02").value()}}; }

struct Checked {
  CheckResult result;
  std::string out;
};

Checked check(std::string_view kind, const std::string& lines,
              const CheckSettings& with = settings()) {
  std::istringstream in(lines);
  std::ostringstream out;
  const CheckResult result = check_lines(in, out, find_check(kind, with)->record);
  return {result, out.str()};
}

/// A file that goes when the test ends.
struct File {
  explicit File(std::string_view text)
      : path(std::filesystem::temp_directory_path() / "tallystick_check_test.csv") {
    std::ofstream(path, std::ios::binary) << text;
  }
  ~File() { std::filesystem::remove(path); }
  std::filesystem::path path;
};

}  // namespace

TEST_CASE("each line has an answer, in its order") {
  const Checked ran = check("gtin", "{\"value\":\"4006381333931\"}\n{\"value\":\"36000291452\"}\n");
  CHECK(ran.out ==
        "{\"issues\":[],\"normal\":\"04006381333931\",\"suggestions\":[]}\n"
        "{\"issues\":[{\"code\":\"gtin_zeros_missing\",\"path\":\"value\",\"severity\":\"error\","
        "\"message\":\"This GTIN has 11 digits; with zeros in front it is right.\","
        "\"fix\":\"Write 036000291452; a spreadsheet takes zeros away.\"}],"
        "\"normal\":\"36000291452\",\"suggestions\":[\"036000291452\"]}\n");
  CHECK(ran.result == CheckResult::some_wrong);
}

TEST_CASE("notes leave a value right") {
  const Checked ran = check("vat", "{\"value\":\"136695976\",\"country\":\"de\"}\n");
  CHECK(ran.out.contains("\"vat_prefix_missing\""));
  CHECK(ran.out.contains("\"normal\":\"DE136695976\""));
  CHECK(ran.result == CheckResult::all_right);
}

TEST_CASE("a line that is no record has an answer, and the next one is read") {
  const Checked ran = check("gtin", "nonsense\n\n{\"valu\":\"1\"}\n[1]\n{\"value\":\"73513537\"}");
  std::istringstream lines(ran.out);
  std::vector<std::string> all;
  for (std::string line; std::getline(lines, line);) all.push_back(line);
  REQUIRE(all.size() == 5);
  CHECK(all[0].starts_with("{\"issues\":[{\"code\":\"document_not_json\""));
  CHECK(all[1].starts_with("{\"issues\":[{\"code\":\"document_not_json\""));
  CHECK(all[2].contains("\"document_field_missing\",\"path\":\"value\""));
  CHECK(all[3].contains("\"document_field_type\""));
  CHECK(all[4] == "{\"issues\":[],\"normal\":\"00000073513537\",\"suggestions\":[]}");
}

TEST_CASE("the plain way through a record says what the whole reader says") {
  // A space inside the braces, an escape, a number, another order: each goes another way.
  for (const std::string_view line :
       {"{\"value\":\"73513537\"}", "{ \"value\" : \"73513537\" }",
        "{\"value\":\"7351353\\u0037\"}",
        "{\"value\":73513537}", "{\"value\":\"73513537\",\"country\":\"DE\"}",
        "{\"country\":\"DE\",\"value\":\"73513537\"}", "{\"value\":\"73513537\",\"country\":null}",
        "\t{\"value\":\"73513537\"}\r"}) {
    CAPTURE(line);
    CHECK(check("gtin", std::string(line) + "\n").out ==
          "{\"issues\":[],\"normal\":\"00000073513537\",\"suggestions\":[]}\n");
  }
  const Checked twice = check("gtin", "{\"value\":\"1\",\"value\":\"2\"}\n");
  CHECK(twice.result == CheckResult::some_wrong);
  CHECK(check("gtin", "{\"value\":\"D\xFC\"}\n").out.contains("document_not_utf8"));
}

TEST_CASE("a field that is not known is a note") {
  const Checked ran = check("gtin", "{\"value\":\"73513537\",\"id\":7}\n");
  CHECK(ran.out.contains("\"document_field_unknown\",\"path\":\"id\",\"severity\":\"note\""));
  CHECK(ran.result == CheckResult::all_right);
}

TEST_CASE("elements of a GS1 code stand in the answer") {
  const Checked ran = check("gs1", "{\"value\":\"(01)04006381333931(17)260200(3103)001750\"}\n");
  CHECK(ran.out ==
        "{\"issues\":[],\"normal\":\"0104006381333931172602003103001750\",\"suggestions\":[],"
        "\"elements\":[{\"ai\":\"01\",\"title\":\"GTIN\",\"value\":\"04006381333931\"},"
        "{\"ai\":\"17\",\"title\":\"USE BY or EXPIRY\",\"value\":\"260200\","
        "\"date\":\"2026-02-28\"},{\"ai\":\"3103\",\"title\":\"NET WEIGHT (kg)\","
        "\"value\":\"001750\",\"number\":1750,\"decimals\":3}]}\n");
}

TEST_CASE("a column of a CSV file is checked row by row, with or without its country") {
  const File file("Name;Phone;Country\r\nKim;030 901820;DE\r\n"
                  "\"Lee; Co\";\"020 7946 0958\";gb\r\n");
  std::ostringstream out;
  const auto value = find_check("phone", settings())->cells;
  const std::string path = file.path.string();
  const auto result = check_csv({path, {{"Phone"}, {"Country"}}}, out, value);
  REQUIRE(result);
  CHECK(*result == CheckResult::all_right);
  CHECK(out.str() ==
        "{\"issues\":[],\"normal\":\"+4930901820\",\"suggestions\":[]}\n"
        "{\"issues\":[],\"normal\":\"+442079460958\",\"suggestions\":[]}\n");
  const auto missing = check_csv({path, {{"Telephone"}}}, out, value);
  REQUIRE_FALSE(missing);
  CHECK(missing.error()[0].code == IssueCode::import_column_missing);
  const auto nowhere = check_csv({path + ".none", {{"Phone"}}}, out, value);
  REQUIRE_FALSE(nowhere);
  CHECK(nowhere.error()[0].code == IssueCode::import_file_unreadable);
}

TEST_CASE("an address is a record of many fields, and its country may come from the command") {
  const Checked right = check("address",
                          "{\"country\":\"DE\",\"locality\":\"Berlin\",\"postal_code\":\"10115\","
                          "\"street\":[\"Chausseestr. 5\"]}\n");
  CHECK(right.result == CheckResult::all_right);
  CHECK(right.out.starts_with("{\"facts\":[],\"issues\":[],\"normal\":{\"country\":\"DE\""));
  const Checked wrong = check("address", "{\"locality\":\"Berlin\"}\n[]\n");
  CHECK(wrong.result == CheckResult::some_wrong);
  CHECK(wrong.out.contains("\"path\":\"country\""));
  CHECK(wrong.out.contains("\"document_"));
  CheckSettings german = settings();
  german.country = "DE";
  const auto answer = find_check("address", german)->record("{\"locality\":\"Berlin\"}");
  CHECK_FALSE(answer.line.contains("\"path\":\"country\""));
  CHECK_FALSE(find_check("address", german)->cells);
}

TEST_CASE("addresses of a CSV file say what the same addresses say as JSON") {
  const File file("Name;Street;Unit, floor;Town;ZIP;Country\n"
                  "Rheinwerk;Chausseestr. 5;;D-10115 Berlin;;DE\n"
                  "Pacific;123 North Main Street;Ste;Los Angeles;90001;\n"
                  "Short;12 Wharf Road\n");
  const auto columns = read_columns(
      {"recipient=Name,street=Street,street=Unit, floor", "locality=Town,postal_code = ZIP"}, "",
      {"US", settings().as_of});
  REQUIRE(columns);
  std::ostringstream out;
  const auto result = check_csv({file.path.string(), columns->columns}, out, columns->check);
  REQUIRE(result);
  CHECK(*result == CheckResult::some_wrong);
  CHECK(out.str() ==
        check("address",
              "{\"country\":\"DE\",\"locality\":\"D-10115 Berlin\",\"recipient\":\"Rheinwerk\","
              "\"street\":[\"Chausseestr. 5\"]}\n"
              "{\"country\":\"US\",\"locality\":\"Los Angeles\",\"postal_code\":\"90001\","
              "\"recipient\":\"Pacific\",\"street\":[\"123 North Main Street\",\"Ste\"]}\n"
              "{\"country\":\"US\",\"recipient\":\"Short\",\"street\":[\"12 Wharf Road\"]}\n")
            .out);
}

TEST_CASE("columns that are named like the fields need no naming, and an order's street is two") {
  const File file("Street 1\tSTREET_2\tlocality\tPostal-Code\tcountry\n"
                  "Chausseestr. 5\tHof 2\tBerlin\t10115\tDE\n");
  const auto columns = read_columns({}, "", settings());
  REQUIRE(columns);
  std::ostringstream out;
  const auto result = check_csv({file.path.string(), columns->columns}, out, columns->check);
  REQUIRE(result);
  CHECK(*result == CheckResult::all_right);
  CHECK(out.str().contains("\"street\":[\"Chausseestr. 5\",\"Hof 2\"]"));
}

TEST_CASE("columns that cannot be are told why") {
  const auto refusal = [](const std::vector<std::string>& named, const std::string& country = "") {
    const auto columns = read_columns(named, country, settings());
    return columns ? "" : columns.error();
  };
  CHECK(refusal({"zip=ZIP"}) ==
        "--columns \"zip=ZIP\": an address has no field \"zip\", but admin_area, country, "
        "dependent_locality, locality, organisation, postal_code, recipient, sorting_code, "
        "street.");
  CHECK(refusal({"ZIP"}) ==
        "--columns \"ZIP\" is not a field and a heading such as postal_code=ZIP.");
  CHECK(refusal({"street=Street,postal_code="}) ==
        "--columns \"postal_code=\" names no column; write postal_code=HEADING.");
  CHECK(refusal({"country=Land"}, "Country") ==
        "--columns \"country=Land\" names country once more; only street may have several "
        "columns.");

  const File file("Strasse;Ort\nChausseestr. 5;Berlin\n");
  const auto unnamed = read_columns({}, "", settings());
  std::ostringstream out;
  const auto result = check_csv({file.path.string(), unnamed->columns}, out, unnamed->check);
  REQUIRE_FALSE(result);
  CHECK(result.error()[0].code == IssueCode::import_fields_unnamed);
  const auto named = read_columns({"street=Strasse,locality=Stadt"}, "", settings());
  const auto missing = check_csv({file.path.string(), named->columns}, out, named->check);
  REQUIRE_FALSE(missing);
  REQUIRE(missing.error().size() == 1);
  CHECK(missing.error()[0].code == IssueCode::import_column_missing);
}

TEST_CASE("there is a check for each kind of identifier and for nothing else") {
  for (const std::string_view kind : {"vat", "ein", "abn", "gstin", "iban", "bic", "gtin", "gln",
                                      "sscc", "gs1", "phone", "email"}) {
    CHECK(find_check(kind, settings()));
  }
  CHECK_FALSE(find_check("colour", settings()));
}
