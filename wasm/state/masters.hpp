#pragma once
// Master data as those who look after it see it: the lists, and one record that is open.
// In: a role, the server's answers, what is typed. Out: the list, the form with the server's issues
// at its fields, the record's history, what happened to a save. Nothing typed is lost: the open
// record stays until somebody saves it or says that the changes go, also across a reload.
// It will not check, compute or decide: the server says what is wrong, also while somebody types.
//
//     masters.open(kind, key);   masters.open_record()->form.set("price", "6.90");
//     masters.edited();   masters.save();

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "wasm/state/answers.hpp"
#include "wasm/state/master_form.hpp"
#include "wasm/state/master_list.hpp"

namespace tally::app {

/// Somebody else saved the record since it was shown.
struct MasterConflict {
  std::string sentence;
  std::optional<MasterRecord> theirs;  // empty until it came
};

struct OpenMaster {
  explicit OpenMaster(const MasterKind& kind, std::string_view record = {}) : form(kind, record) {}

  MasterForm form;
  MasterRecord shown;              // key "": a new one; record "": it was removed
  std::vector<MasterIssue> issues;
  std::optional<MasterConflict> conflict;
  std::string failure;             // why the last question failed
  std::set<std::string, std::less<>> touched;  // fields that somebody has been in
  bool is_asking = false, is_saving = false, is_checked = false, was_refused = false;
  bool is_here = false;            // the server has told of it
  std::set<int> open_lines;        // records within the record whose fields show, by line id
  std::string focus_wish;          // the key of a control that is drawn from now on

  const MasterKind& kind() const { return form.kind(); }
  bool is_new() const { return shown.key.empty(); }
  bool is_removed() const { return is_here && shown.record.empty(); }
  /// "AB-103", "New price".
  std::string name() const;
  /// Those worth showing: a new record is not blamed for fields nobody has come to yet.
  std::vector<const MasterIssue*> issues_now() const;
  /// The sentences at a field, or at a list: of a table those that belong to no cell, of records
  /// within the record those that belong to none of them.
  std::string error_at(const ListAt& list) const;
  /// Column -1: those of the line as a whole.
  std::string error_at(const ListAt& list, std::size_t line, int column) const;
  /// What is worth knowing at a field and is no error: it keeps nobody from saving.
  std::string note_at(const ListAt& list, int line = -1, int column = -1) const;
  /// The first issue at a field that can be mended; nullptr where there is none.
  const MasterIssue* mendable_at(const ListAt& list, int line = -1, int column = -1) const;
  /// How many errors stand in a line, and in the lists of it.
  std::int64_t errors_in_line(const ListAt& list, std::size_t line) const;

 private:
  std::vector<const MasterIssue*> issues_in(const ListAt& list) const;
  bool is_at(const MasterIssue& issue, const ListAt& list, int line, int column) const;
};

struct MasterNews {
  std::string words;
  bool is_good = false;
};

class Masters {
 public:
  /// Takes up again what the person was typing when the page was closed.
  Masters(const Edge& edge, const Person& person);

  std::vector<const MasterKind*> kinds() const;
  bool may_change(const MasterKind& kind) const { return app::may_change(kind, role_); }
  bool may_change(const MasterKind& kind, const MasterField& field) const {
    return app::may_change(kind, field, role_);
  }
  bool may_add(const MasterKind& kind) const { return app::may_add(kind, role_); }
  MasterList& list() { return list_; }
  const MasterList& list() const { return list_; }
  /// Where the person was last; the first kind at the beginning.
  const MasterKind* last_kind() const;

  OpenMaster* open_record() { return open_.get(); }
  const OpenMaster* open_record() const { return open_.get(); }
  bool has_unsaved() const { return open_ && open_->form.differs(); }
  void open(const MasterKind& kind, const std::string& key);
  void begin_new(const MasterKind& kind);
  /// The open record's values as a new one.
  void begin_copy();
  void close();

  /// Something in the form was typed or chosen: the server is asked once typing rests.
  void edited(std::string_view field);
  /// Focus left the field.
  void left(std::string_view field);
  /// Puts a proposal into the form, where each field still holds what it was made of: nothing is
  /// saved yet. False, and nothing is changed, where somebody typed over it meanwhile.
  bool take_mend(const std::vector<MasterMend>& changes);
  void save();
  void remove();
  /// After a conflict: what the other one saved, without what was typed here.
  void take_theirs();
  /// After a conflict: what was typed here over what the other one saved; not saved yet.
  void keep_mine();

  /// Sends what is due; milliseconds until it wants to be called again, 0: not at all.
  std::int64_t pump();
  /// What was saved or removed, and what went wrong meanwhile; cleared by reading.
  std::vector<MasterNews> take_news();

 private:
  using Take = void (Masters::*)(const Answer&);
  /// Hands the answer on while the record that it is about is still the open one.
  void ask(Question question, Take take);
  void ask_record(const std::string& key, Take take);
  void check();
  void take_record(const Answer& answer);
  void take_issues(const Answer& answer);
  void take_saved(const Answer& answer);
  void take_removed(const Answer& answer);
  void take_conflict(const Answer& answer);
  void show(MasterRecord record);
  void refuse(const Answer& answer);
  void keep();
  void take_up();
  void forget();
  std::string path_of(std::string_view key) const;

  Edge edge_;
  std::string role_, kept_as_;
  MasterList list_;
  std::unique_ptr<OpenMaster> open_;
  std::vector<MasterNews> news_;
  std::int64_t check_due_ms_ = 0;
  int checks_ = 0;
  bool is_kept_ = false;
  /// Counts the records opened, so that late answers find nothing.
  std::shared_ptr<int> opened_ = std::make_shared<int>(0);
};

}  // namespace tally::app
