#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "wasm/state/master_form.hpp"

using namespace tally;
using namespace tally::app;
using Json = nlohmann::json;

namespace {

const MasterKind& kind_of(std::string_view name) { return *find_master_kind(name); }

}  // namespace

TEST_CASE("every field of every kind stands once and its columns show an empty record") {
  for (const MasterKind& kind : master_kinds()) {
    std::set<std::string_view> names;
    for (const MasterSection& section : kind.sections) {
      for (const MasterField& field : section.fields) {
        CHECK_MESSAGE(names.insert(field.name).second, kind.name << "." << field.name);
        const bool chooses =
            field.kind == ValueKind::choice || field.kind == ValueKind::several;
        CHECK(chooses == !field.options.empty());
        CHECK(field.has_lines() == !field.columns.empty());
        CHECK((field.kind == ValueKind::blocks) == !field.one.empty());
        CHECK(field.depends_on.empty() == field.only_for.empty());
        if (!field.depends_on.empty()) CHECK(find_field(kind, field.depends_on) != nullptr);
      }
    }
    for (const MasterColumn& column : kind.columns) {
      CHECK_NOTHROW((void)column.text(Json::object()));
    }
  }
}

TEST_CASE("what nobody touched is handed back as it came, also what this program does not know") {
  const Json came{{"code", "SPRING"}, {"kind", "percent"},       {"rank", 3},
                  {"new_one", "x"},   {"skus", {"A-1", "A-2"}}, {"tiers", {{{"value", "10"}}}}};
  MasterForm form(kind_of("promotions"), came.dump());
  CHECK_FALSE(form.differs());
  CHECK(Json::parse(form.record()) == came);
  CHECK(form.text("skus") == "A-1, A-2");
  CHECK(form.text("rank") == "3");
  form.set("skus", " A-1 ; A-3,, ");
  form.set("rank", "");
  form.set_cell(*find_field(form.kind(), "tiers"), 1, 0, "24");
  form.set_cell(*find_field(form.kind(), "tiers"), 1, 1, "15");
  CHECK(form.differs());
  Json expected = came;
  expected["skus"] = {"A-1", "A-3"};
  expected.erase("rank");
  expected["tiers"] = {{{"value", "10"}}, {{"from", "24"}, {"value", "15"}}};
  CHECK(Json::parse(form.record()) == expected);
}

TEST_CASE("the first of several choices is what holds where nothing is said") {
  MasterForm form(kind_of("products"), R"({"sku":"A","status":"active"})");
  CHECK(form.text("status").empty());
  CHECK_FALSE(form.differs());
  form.set("status", "blocked");
  CHECK(Json::parse(form.record())["status"] == "blocked");
  form.set("status", "");
  CHECK(Json::parse(form.record())["status"] == "active");
}

TEST_CASE("fields of a bundle show for bundles, and wherever they are filled") {
  MasterForm form(kind_of("promotions"), R"({"code":"A"})");
  const MasterField& buy = *find_field(form.kind(), "buy");
  const MasterField& bundle = *find_field(form.kind(), "bundle");
  CHECK_FALSE(form.shows(buy));
  form.set("kind", "buy_get");
  CHECK(form.shows(buy));
  CHECK_FALSE(form.shows(bundle));
  form.set_cell(bundle, 0, 0, "A-1");
  CHECK(form.shows(bundle));
  const MasterField& value = find_field(form.kind(), "tiers")->columns[1];
  CHECK(form.suffix(value) == "%");
  form.set("kind", "amount");
  form.set("currency", "USD");
  CHECK(form.suffix(value) == "USD");
}

TEST_CASE("history in words: choices, lists and tiers as people say them") {
  const MasterKind& kind = kind_of("promotions");
  const auto changes = changes_between(
      kind, R"({"code":"A","tiers":[{"value":"10"}],"combining":"stacks"})",
      R"({"code":"A","kind":"percent","tiers":[{"from":"24","value":"10"},{"value":"15"}],
          "channels":["rep","web"],"combining":"alone"})");
  std::vector<std::string> said;
  for (const FieldChange& change : changes) said.push_back(say_change(change));
  CHECK(said == std::vector<std::string>{
                    "Tiers Value 10 → From 24, Value 10; Value 15",
                    "Channels nothing → rep, web",
                    "Beside other promotions Works on what they leave → Takes its lines for itself "
                    "where it gives more"});
}
