#include "server/catalogue/mapping.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/import_house.hpp"
#include "tests/support/project_files.hpp"

using namespace tally;
using namespace tally::server::catalogue;
using tally::tests::plain_mapping;

namespace {

/// The codes and paths of what is wrong with a mapping.
std::vector<std::pair<IssueCode, std::string>> wrongs(const std::string& text) {
  const auto mapping = read_mapping(text);
  std::vector<std::pair<IssueCode, std::string>> found;
  if (mapping) return found;
  for (const Issue& issue : mapping.error()) found.emplace_back(issue.code, issue.path);
  return found;
}

using Wrongs = std::vector<std::pair<IssueCode, std::string>>;

}  // namespace

TEST_CASE("Mapping: every part of it is read") {
  const auto mapping = read_mapping(R"({
    "tallystick": "mapping/1", "about": "a word", "kind": "prices", "encoding": "latin-1",
    "delimiter": "tab", "decimal": ",", "thousands": ".", "date": "d.m.Y", "repeated": "last",
    "heading": false,
    "only_where": [{"column": "3", "test": "one_of", "values": ["x"], "not": true}],
    "fields": {
      "list": {"constant": "BASE"},
      "sku": "1",
      "price": {"column": "2", "decimal": ".", "thousands": "none", "strip_prefix": "EUR "},
      "valid_from": {"column": "4", "default": "01.01.2026", "values": {"always": ""}}}})");
  REQUIRE(mapping);
  CHECK(mapping->kind == ImportKind::prices);
  CHECK(mapping->form.delimiter == '\t');
  CHECK(mapping->form.encoding == Encoding::windows_1252);
  CHECK_FALSE(mapping->has_heading);
  CHECK(mapping->repeated == Repeated::last);
  CHECK(mapping->only_where.at(0).negated);
  const auto& price = mapping->fields.at(*find_field(ImportKind::prices, "price"));
  REQUIRE(price);
  CHECK(price->number.decimal == ".");
  CHECK(price->number.thousands.empty());
  const auto& from = mapping->fields.at(*find_field(ImportKind::prices, "valid_from"));
  REQUIRE(from);
  CHECK(from->date.text == "d.m.Y");
  CHECK(from->number.decimal == ",");
}

TEST_CASE("Mapping: everything wrong is said at once, at its place") {
  CHECK(wrongs(R"({"tallystick": "mapping/1", "kind": "prices", "encoding": "ebcdic",
                   "delimiter": "#", "decimal": ",", "thousands": ",", "date": "day", "extra": 1,
                   "fields": {"list": {"constant": "B", "column": "c"}, "skuu": "1"}})") ==
        Wrongs{{IssueCode::document_value_refused, "encoding"},
               {IssueCode::document_value_refused, "delimiter"},
               {IssueCode::document_value_refused, "thousands"},
               {IssueCode::document_value_refused, "date"},
               {IssueCode::document_value_refused, "fields.list.column"},
               {IssueCode::document_field_unknown, "fields.skuu"},
               {IssueCode::import_field_unmapped, "fields"},
               {IssueCode::import_field_unmapped, "fields"},
               {IssueCode::document_field_unknown, "extra"}});
}

TEST_CASE("Mapping: what is no mapping is refused") {
  CHECK(wrongs("{").at(0).first == IssueCode::document_not_json);
  CHECK(wrongs("[]").at(0).first == IssueCode::document_field_type);
  CHECK(wrongs(R"({"tallystick": "mapping/9"})").at(0).first ==
        IssueCode::document_version_unknown);
  CHECK(wrongs(R"({"tallystick": "mapping/1", "kind": 7, "fields": {}})").at(0) ==
        std::pair{IssueCode::document_field_type, std::string("kind")});
  CHECK(wrongs(R"({"tallystick": "mapping/1", "kind": "suppliers", "fields": {}})") ==
        Wrongs{{IssueCode::document_value_refused, "kind"}});
}

TEST_CASE("Mapping: orders need the name of their history") {
  const std::string fields = "order day sku quantity";
  CHECK(wrongs(plain_mapping("orders", fields)) ==
        Wrongs{{IssueCode::document_field_missing, "source"}});
  CHECK(wrongs(plain_mapping("orders", fields, "\"source\": \"till\",")).empty());
}

TEST_CASE("Mapping: a test that compares needs something to compare with") {
  const std::string mapping =
      plain_mapping("stock", "warehouse sku on_hand",
                    R"("only_where": [{"column": "sku", "test": "starts_with"}],)");
  CHECK(wrongs(mapping) == Wrongs{{IssueCode::document_value_refused, "only_where[0].values"}});
}

TEST_CASE("Mapping: those that are shipped can be read") {
  for (const std::string_view folder : {"docs/examples/import", "tools/online-retail"}) {
    for (const auto& path : tests::project_files(folder, ".mapping.json")) {
      INFO(path.string());
      CHECK(wrongs(tests::read_file(path)).empty());
    }
  }
}

TEST_CASE("Mapping: every field stands in the documents") {
  const std::string document = tests::read_project_file("docs/import.md");
  const std::string schema = tests::read_project_file("docs/schemas/mapping.schema.json");
  for (const ImportKind kind : {ImportKind::products, ImportKind::customers, ImportKind::prices,
                                ImportKind::stock, ImportKind::orders,
                                ImportKind::tax_rates, ImportKind::open_items}) {
    for (const FieldRow& row : fields_of(kind)) {
      INFO(std::string(row.name));
      CHECK(document.find("| `" + std::string(row.name) + "` |") != std::string::npos);
      CHECK(schema.find("\"" + std::string(row.name) + "\": {") != std::string::npos);
    }
  }
}
