// Codes reference: base/codes.def as a page for people.
// In goes nothing; out comes Markdown: number, name, severity, sentence, mend and an example.
// The order is that of the numbers, with a heading per room.
// It adds nothing that the table does not say.
#pragma once

#include <string>

namespace tally::server::ops {

std::string codes_markdown();

}  // namespace tally::server::ops
