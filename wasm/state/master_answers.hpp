#pragma once
// Reads what the server says of master data: a page of a list, one record with its history, issues.
// In: JSON bodies of /v1/masters. Out: plain structs; nothing where the body is not what was
// promised. Records stay JSON text: the form reads them. It will not ask the server.
//
//     std::optional<MasterPage> page = read_master_page(answer.body);

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/state/master_form.hpp"

namespace tally::app {

struct MasterEntry {
  std::string key, title;
  /// One text for each column of the kind's list, and the quiet one beside it.
  std::vector<std::string> cells, details;
};

struct MasterPage {
  std::vector<MasterEntry> entries;
  std::string next;  // the last key of this page; empty: there is no other
  std::int64_t total = 0;
};

struct MasterChange {
  std::string at, by, what;
  std::string before, after;  // records; empty: there was none
};

/// One field as it would be mended.
struct MasterMend {
  std::string path, from, to;
};

struct MasterIssue {
  std::string code, path, severity, sentence, mend;
  /// Ways to mend it; the changes of one belong together.
  std::vector<std::vector<MasterMend>> proposals = {};
  bool is_error() const { return severity.empty() || severity == "error"; }
};

struct MasterRecord {
  std::string key, title, digest;
  std::string record;  // empty: it was removed
  std::vector<MasterChange> changes;
  /// What is to be mended in it as it stands.
  std::vector<MasterIssue> issues = {};
};

std::optional<MasterPage> read_master_page(const MasterKind& kind, std::string_view body);
std::optional<MasterRecord> read_master_record(std::string_view body);
/// {"issues":[…]}, as an answer or as part of a problem.
std::optional<std::vector<MasterIssue>> read_master_issues(std::string_view body);
/// Of "tiers[1].from", "billing.country", "tables[0].zones[2].rates[1]"; of a record within the
/// record as a whole ("billing") its first field. Nothing where the path names no field.
std::optional<MasterPlace> find_place(const MasterKind& kind, std::string_view path);

/// "City Fresno, Postal code 93721": what a proposal makes of the record.
std::string say_mend(const MasterKind& kind, const std::vector<MasterMend>& changes);

/// {"record":…,"based_on":…,"key":…,"check_only":…}
enum class MasterWish : std::uint8_t { check, save };
std::string write_master(const MasterRecord& base, std::string_view record, MasterWish wish);
std::string write_removal(std::string_view digest);

/// What somebody was typing, as the device keeps it across a reload.
struct MasterDraft {
  std::string kind;
  MasterRecord shown;  // its history is not kept
  std::string record;
};
std::string write_master_draft(const MasterDraft& draft);
std::optional<MasterDraft> read_master_draft(std::string_view kept);

}  // namespace tally::app
