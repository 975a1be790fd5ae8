// Input: the bytes of a file that someone named on the command line.
// In goes a name, "-" for standard input; out come the bytes, or one issue that says why not.
// It reads whole files: documents, mappings; a CSV file is streamed by its own reader.
// It judges no contents.
//   auto bytes = read_input("order.json");   // Result<std::string>
#pragma once

#include <string>

#include "shared/base/issue.hpp"

namespace tally::server::cli {

/// Issue: import_file_unreadable.
Result<std::string> read_input(const std::string& file);

/// Writes to a file beside it first and renames: a full disk leaves the old file as it was.
/// Issue: file_not_written.
Result<void> write_output(const std::string& file, const std::string& bytes);

}  // namespace tally::server::cli
