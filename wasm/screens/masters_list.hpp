#pragma once
// The list of one kind of master data: kinds as tabs, a search field, rows, and what to do where
// there are none.
// In: the masters. Out: where the person wants to go, as an address. It opens nothing by itself.
//
//     if (auto address = list_.draw(masters)) platform::navigate(*address);

#include <optional>
#include <string>

#include "wasm/state/masters.hpp"

namespace tally::app {

/// "#/masters/prices?key=BASE~AB-103"; a list, a record or a new one.
std::string master_list_address(const MasterKind& kind);
std::string master_address(const MasterKind& kind, std::string_view key);
std::string new_master_address(const MasterKind& kind);
/// Where a line of a list leads: to its record, or from an overview to the records it is about.
std::string master_line_address(const MasterKind& kind, std::string_view key);

class MastersList {
 public:
  /// The list comes on: its words are those typed last.
  void enter(const Masters& masters);
  /// The same, with these words to find.
  void enter_finding(Masters& masters, std::string_view words);
  std::optional<std::string> draw(Masters& masters);
  /// Opens the first record that has this code.
  void scan(Masters& masters, std::string_view code);

 private:
  void draw_kinds(const Masters& masters);
  void draw_search(Masters& masters);
  void draw_rows(Masters& masters, float height);
  void draw_foot(MasterList& list) const;
  void draw_none(const Masters& masters);

  std::string typed_;
  std::optional<std::string> wish_;
  bool open_first_ = false;  // Enter came before the rows did
};

}  // namespace tally::app
