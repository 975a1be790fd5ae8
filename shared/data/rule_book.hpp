// Rule book: the rules of a company as it keeps them, and for which orders which of them decide.
// Plain values: the text of each rule set, the company's own words (teams, groups, warehouses), and
// how far each decision is left to the rules. wire/ reads and writes them; rules/ compiles them.
// The first set that an order's channel and customer belong to decides it, alone.
// It holds no drafts and no history: the server keeps those.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/ids.hpp"
#include "shared/base/money.hpp"
#include "shared/data/order.hpp"

namespace tally {

struct RuleSetText {
  std::string name;
  /// As it was written, UTF-8.
  std::string text;
  /// Empty: all.
  std::vector<Channel> channels = {};
  /// Of all customers so many, always the same ones: 1 to 100.
  std::int32_t customer_share_percent = 100;
  friend bool operator==(const RuleSetText&, const RuleSetText&) = default;
};

/// off: not asked. suggest: said, and a person does it. automatic: it takes effect by itself.
enum class RuleMode : std::uint8_t { off, suggest, automatic };

/// The first row that matches holds; where none does a decision is automatic.
struct AutomationRow {
  std::string decision;
  std::optional<Channel> channel = {};
  std::optional<CustomerGroup> group = {};
  RuleMode mode = RuleMode::automatic;
  friend bool operator==(const AutomationRow&, const AutomationRow&) = default;
};

/// "team": manager, credit desk.
struct RuleWords {
  std::string list;
  std::vector<std::string> words;
  friend bool operator==(const RuleWords&, const RuleWords&) = default;
};

struct RuleBookText {
  /// What amounts in the rules are in.
  Currency currency;
  std::vector<RuleWords> words = {};
  std::vector<RuleSetText> sets = {};
  std::vector<AutomationRow> automation = {};
  friend bool operator==(const RuleBookText&, const RuleBookText&) = default;
};

}  // namespace tally
