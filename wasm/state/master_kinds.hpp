#pragma once
// The kinds of master data as the app shows them: their words, who may see and change them, the
// columns of their list, and the form of each as one table of fields.
// In: a kind's name as the server has it. Out: tables that stand still.
// It holds no record, asks nobody, and checks nothing: the server's loader does.
//
//     const MasterKind* kind = find_master_kind("price_lists");   kind->sections.front().fields;

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace tally::app {

/// codes: several, typed with commas. several: of the options. rows: a small table of its columns.
/// blocks: several records within the record, each with its columns as fields of a form. A column
/// of blocks may be rows or blocks again.
enum class ValueKind : std::uint8_t {
  code, text, figure, percent, date, choice, yes_no, codes, several, rows, blocks
};
/// What a text means, in a sentence; "" where it means nothing. The day is today's: "2026-03-31".
using ReadText = std::string (*)(const std::string& text, std::string_view day);
/// How much of a line a field takes where there is room.
enum class FieldRoom : std::uint8_t { third, half, whole };

struct MasterOption {
  std::string_view value, words;
};

/// A name with points is of a record within the record: "billing.postal_code".
struct MasterField {
  std::string_view name, label;
  ValueKind kind = ValueKind::text;
  FieldRoom room = FieldRoom::half;
  bool required = false;
  /// The record's own code: it stays with the record, and a copy needs another.
  bool identity = false;
  std::string_view help = {}, placeholder = {};
  /// Behind the figure: "g"; "=currency": what that field holds; "=worth", "=measure": as other
  /// fields say.
  std::string_view suffix = {};
  /// Of a choice the first one is what holds where nothing is said.
  std::vector<MasterOption> options = {};
  std::vector<MasterField> columns = {};
  /// Shown only where the field `depends_on` holds one of these words (or where it is filled): one
  /// of the same line, or else of the record.
  std::string_view depends_on = {}, only_for = {};
  /// What it is called where its section does not stand beside it: "Billing postal code".
  std::string_view said = {};
  ReadText reads = nullptr;
  /// What one of its lines is: "Ship-to", "rate".
  std::string_view one = {};

  std::string_view name_alone() const { return said.empty() ? label : said; }
  bool has_lines() const { return kind == ValueKind::rows || kind == ValueKind::blocks; }
};

struct MasterSection {
  std::string_view title;
  std::vector<MasterField> fields;
  std::string_view help = {};
};

using CellText = std::string (*)(const nlohmann::json& record);
struct MasterColumn {
  std::string_view id, title;
  float width = 0;  // 0: what is left
  CellText text = nullptr;
  CellText detail = nullptr;
  bool right = false, strong = false;
  std::int8_t priority = 0;
  std::int8_t card_line = 1;
};

struct MasterKind {
  std::string_view name;           // "price_lists"
  std::string_view one, many;      // "price list", "Price lists"
  std::string_view find_by;        // what the search field says
  std::string_view what_for;       // where there is none yet
  std::vector<MasterColumn> columns;
  std::vector<MasterSection> sections;
  /// Empty: a record can be removed. Otherwise what is done instead.
  std::string_view instead_of_removing = {};
  bool is_secret = false;          // finance and administrators only
  bool desk_changes = false;
  bool only_admin_changes = false;
  /// Not empty: finance changes this field alone.
  std::string_view finance_field = {};
  /// Not empty: no records of its own, but what records of that kind say; a line leads to those.
  std::string_view overview_of = {};
};

const std::vector<MasterKind>& master_kinds();
const MasterKind* find_master_kind(std::string_view name);
const MasterField* find_field(const MasterKind& kind, std::string_view name);

bool may_see_masters(std::string_view role);
bool may_see(const MasterKind& kind, std::string_view role);
/// Whether the role changes anything of it.
bool may_change(const MasterKind& kind, std::string_view role);
bool may_change(const MasterKind& kind, const MasterField& field, std::string_view role);
/// Whether the role adds, copies and removes records.
bool may_add(const MasterKind& kind, std::string_view role);

/// master_people_table.cpp
MasterKind customer_kind();
MasterKind warehouse_kind();
MasterKind terms_kind();

/// master_freight_table.cpp
MasterKind rate_card_kind();

/// The columns of a kind's list; master_columns.cpp.
std::vector<MasterColumn> master_columns(std::string_view kind);

}  // namespace tally::app
