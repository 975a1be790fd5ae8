// Words reference: what rules about orders may speak of, for people to read.
// In goes nothing: the table of rules/order_words.def is compiled in. Out comes Markdown, the text
// of docs/reference/words.md, which a test holds against it.
// A company's own words stand there as {group} or {warehouse}.
// It knows no company and no rule.
//   std::cout << ops::words_markdown();
#pragma once

#include <string>

namespace tally::server::ops {

std::string words_markdown();

}  // namespace tally::server::ops
