#pragma once
// One record of master data while somebody edits it, field by field as text.
// In: a kind, a record's JSON, what is typed. Out: the record's JSON with what was typed, and what
// differs from the one that was shown. What nobody touched stays as it came, also fields that this
// program does not know. It will not check or compute: "7,20" is handed on as it stands.
//
//     MasterForm form(kind, record);   form.set("price", "6.90");   form.record();

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/state/master_kinds.hpp"

namespace tally::app {

/// A line of a small table, or a record within the record. The id stays while lines above it are
/// taken out, and no other line of the form has it; `came` is its JSON, for what this program does
/// not know of it. Of a column that has lines itself the text is empty: they are a list of its own.
struct MasterLine {
  int id = 0;
  std::vector<std::string> texts;
  std::string came = {};
};

/// A list of lines of the form: that of a field, or of a column of one line: "tables/3/zones".
struct ListAt {
  std::string key;
  const MasterField* field = nullptr;

  ListAt(const MasterField& of) : key(of.name), field(&of) {}  // NOLINT: a field is its list
  /// Of that column of the line with that id.
  ListAt(const ListAt& outer, int id, const MasterField& column)
      : key(outer.key + "/" + std::to_string(id) + "/" + std::string(column.name)),
        field(&column) {}
  friend bool operator==(const ListAt&, const ListAt&) = default;
};

/// Where in a form something belongs, as the server counts: lines that say nothing are none.
struct MasterPlace {
  /// A plain field of the record, or the innermost list.
  const MasterField* field = nullptr;
  int line = -1, column = -1;
  struct Step {
    const MasterField* list = nullptr;
    int line = -1;
  };
  /// The lists around it, the outermost first.
  std::vector<Step> within = {};
  /// The record's own field.
  const MasterField& outer() const { return within.empty() ? *field : *within.front().list; }
};

class MasterForm {
 public:
  /// An empty record for "".
  explicit MasterForm(const MasterKind& kind, std::string_view record = {});

  const MasterKind& kind() const { return *kind_; }
  /// Of a choice: "" for its first option.
  const std::string& text(std::string_view field) const;
  void set(std::string_view field, std::string text);
  /// By the key of the list, which of a field is its name.
  const std::vector<MasterLine>& lines(std::string_view list) const;
  /// A line behind the last is begun by typing in it.
  void set_cell(const ListAt& list, std::size_t line, std::size_t column, std::string text);
  void remove_line(std::string_view list, std::size_t line);
  /// An empty line behind the last, which counts once something stands in it. Its id.
  int add_line(const ListAt& list);
  /// The place of a line among all, from its place among those that say something.
  std::size_t line_of_said(const ListAt& list, int said) const;
  /// The reverse: how many lines before this one say something.
  int said_of_line(const ListAt& list, std::size_t line) const;
  /// The list that a place is in; of a plain field the one it would have.
  ListAt list_of(const MasterPlace& place) const;
  /// What a line behind the last will have as its id.
  int next_id() const { return next_id_; }

  /// Whether the field belongs into the form as it is filled now.
  bool shows(const MasterField& field) const;
  /// The same of a column, by what the others of its line hold.
  bool shows(const ListAt& list, std::size_t line, std::size_t column) const;
  /// "%", or what the field that it names holds.
  std::string suffix(const MasterField& field) const;

  std::string record() const;
  bool differs() const;
  bool differs(const MasterField& field) const;
  /// Somebody else changed the record: what was typed here stays, the rest is theirs.
  void rebase(std::string_view theirs);
  /// The same values as a new record, which needs a code of its own.
  void become_copy();
  /// What it holds was typed over this record.
  void become_change_of(std::string_view shown);

 private:
  using Lines = std::map<std::string, std::vector<MasterLine>, std::less<>>;
  void read(std::string_view record);
  void read_lines(const ListAt& list, const nlohmann::json& rows);
  static bool is_blank(const Lines& all, const ListAt& list, const MasterLine& line);
  bool same_lines(const ListAt& mine, const ListAt& base) const;
  nlohmann::json rows_of(const ListAt& list) const;
  const MasterKind* kind_;
  std::string base_;
  std::map<std::string, std::string, std::less<>> texts_, base_texts_;
  Lines lines_, base_lines_;
  int next_id_ = 0;
};

/// The field of a record as a text: "7.20", "12", "true", "A, B"; "" where it has none. A name with
/// points goes into the records within the record: "billing.country".
std::string plain_text(const nlohmann::json& record, std::string_view name);
/// The member itself; null where there is none.
const nlohmann::json& member_of(const nlohmann::json& record, std::string_view name);
std::string json_text(const nlohmann::json& value);
/// A field's value as a person says it: "10 %", "Discontinued", "from 24, value 10"; this and what
/// follows: master_changes.cpp.
std::string say_value(const MasterField& field, const nlohmann::json& value);

/// "Price 7.20 → 6.90": a field that two versions of a record have differently. Records within the
/// record are told apart by their first field: "Ship-to HQ, Postal code 9372 → 93721".
struct FieldChange {
  std::string label, before, after;
};
std::vector<FieldChange> changes_between(const MasterKind& kind, std::string_view before,
                                         std::string_view after);
std::string say_change(const FieldChange& change);

}  // namespace tally::app
