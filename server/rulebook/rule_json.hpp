// Rule JSON: rules, stages, findings and explanations as answers of the server.
// In go values of this room; out come objects whose instants are ISO 8601 in UTC and whose
// findings are reasons, as everywhere. Texts of rules travel as one text with line ends.
// It decides nothing and hides nothing: the routes say who may see them.
//   response.json(200, book_json(db, live));
#pragma once

#include <string>

#include "server/rulebook/explain_order.hpp"
#include "server/rulebook/findings.hpp"
#include "server/rulebook/live_book.hpp"
#include "server/rulebook/rule_marks.hpp"

namespace tally::server::rulebook {

/// The book with its stage, the sets that are kept and the latest stages.
std::string book_json(store::Connection& db, const LiveBook& live);
/// One set: text, canonical text, stages, and how often each rule fired and was marked.
std::string set_json(store::Connection& db, const LiveBook& live, const KeptSet& set);
/// What a text is: {"reads","digest","printed","rules","decisions","findings"}.
std::string check_json(const LiveBook& live, std::string_view text, Date today);
std::string difference_json(const std::vector<SaidDifference>& differences);
std::string explained_json(const ExplainedOrder& explained);
std::string rule_orders_json(const std::vector<RuleOrder>& orders);

}  // namespace tally::server::rulebook
