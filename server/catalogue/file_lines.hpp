// File lines: walks through all lines of an import's files.
// In go the request and what to do with each line; out come the counts, the refusals and, where a
// file cannot be read as a whole, the failures.
// Every import, of whatever kind, reads its files through this one loop.
// It keeps no line: what a line means is the caller's to remember.
//   read_lines(request, report, [&](LineReader& line, LinePlace place) { … });
#pragma once

#include <functional>

#include "server/catalogue/import.hpp"
#include "server/catalogue/keyed_lines.hpp"

namespace tally::server::catalogue {

using OnLine = std::function<void(LineReader& line, LinePlace place)>;

/// False where a file failed as a whole (report.failures says why). Lines that on_line refuses are
/// counted and their refusals collected.
bool read_lines(const ImportRequest& request, ImportReport& report, const OnLine& on_line);

/// A refusal of a line that was read before, when it met the database.
Refusal refusal_at(const ImportRequest& request, const LinePlace& place, std::string_view field,
                   std::string value, Issue issue);

}  // namespace tally::server::catalogue
