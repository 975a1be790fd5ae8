// Rule book schema: what the server keeps of a company's rules, beside the record in the catalogue.
// A rule set is named by its digest and never changed, so that an order is explained years later by
// the rules that decided it. The stages are the history of what was live, and nothing takes a row
// away; what is live stands in the last of them that holds a book.
#pragma once

namespace tally::server::rulebook {

extern const char* const schema_rule_book;

}  // namespace tally::server::rulebook
