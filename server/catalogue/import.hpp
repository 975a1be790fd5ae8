// Import: brings a CSV file of products, customers, prices, stock counts … into the database.
// In go a mapping and files; out comes a report: what was added, changed and left as it was, and
// every refused line with its reason. All lines of one import are one change of the database: what
// is refused is reported, the rest goes in together, and running it again changes nothing.
// A file that cannot be read as a whole changes nothing at all. Orders are import_orders.hpp's.
//   ImportReport report = import_files(store, {.mapping = mapping, .files = {"prices.csv"}});
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "server/catalogue/line_reader.hpp"
#include "server/catalogue/mapping.hpp"
#include "server/store/store.hpp"
#include "shared/base/date.hpp"

namespace tally::server::catalogue {

enum class Run : std::uint8_t { real, dry };
/// complete: the files hold all that there is of their kind; for open items, all that are open.
enum class Coverage : std::uint8_t { partial, complete };
enum class Strictness : std::uint8_t { take_the_good, all_or_nothing };

/// Called now and then with the bytes read so far, of how many, and the lines.
using OnProgress = std::function<void(std::int64_t bytes, std::int64_t bytes_total,
                                      std::int64_t lines)>;

struct ImportRequest {
  Mapping mapping;
  std::vector<std::string> files;
  Run run = Run::real;
  Strictness strictness = Strictness::take_the_good;
  Coverage coverage = Coverage::partial;
  /// For the stock ledger.
  Instant at;
  std::string by = "import";
  OnProgress on_progress;
};

struct ImportCounts {
  /// Lines below the headings, blank ones not counted.
  std::int64_t lines = 0;
  /// Left out by the mapping's "only_where".
  std::int64_t left_out = 0;
  std::int64_t refused = 0;
  /// Lines that said again what another line of the same key had said, or lost against it.
  std::int64_t repeated = 0;
  // Records, not lines.
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
};

struct ImportReport {
  ImportCounts counts;
  /// In the order of files and lines.
  std::vector<Refusal> refusals;
  /// What stopped the whole import: then nothing was written.
  Issues failures;
};

ImportReport import_files(store::Store& store, const ImportRequest& request);

}  // namespace tally::server::catalogue
