// Master import: what each kind of master data does with its lines and with the database.
// In go lines, one by one, then the connection of the one change; out come added, changed and
// unchanged records and the refusals that only the database could find.
// One class per kind, made by make_master_import; import.cpp drives them all the same way.
// A field that the mapping does not name keeps what the record had.
//   auto import = make_master_import(request, before);  import->take(line, place);
//   import->write(db, report);
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "server/catalogue/file_lines.hpp"
#include "server/catalogue/keyed_lines.hpp"
#include "server/store/connection.hpp"
#include "shared/wire/snapshot.hpp"

namespace tally::server::catalogue {

class MasterImport {
 public:
  virtual ~MasterImport() = default;
  virtual void take(LineReader& line, const LinePlace& place) = 0;
  /// Inside the change. False where the database failed.
  virtual bool write(store::Connection& db, ImportReport& report) = 0;
};

/// `before` reads the catalogue as it was before the change; both must outlive the import.
std::unique_ptr<MasterImport> make_master_import(const ImportRequest& request,
                                                 wire::Snapshot& before);

// One for each kind, in import_<kind>.cpp.
std::unique_ptr<MasterImport> make_product_import(const ImportRequest&, wire::Snapshot& before);
std::unique_ptr<MasterImport> make_customer_import(const ImportRequest&, wire::Snapshot& before);
std::unique_ptr<MasterImport> make_price_import(const ImportRequest&, wire::Snapshot& before);
std::unique_ptr<MasterImport> make_tax_rate_import(const ImportRequest&, wire::Snapshot& before);
std::unique_ptr<MasterImport> make_stock_import(const ImportRequest&, wire::Snapshot& before);
std::unique_ptr<MasterImport> make_open_item_import(const ImportRequest&, wire::Snapshot& before);

/// import_key_repeated for a line whose key stood before with other values.
void refuse_repeated(LineReader& line, std::string key, const LinePlace& before);
/// Keeps what the line says of the key; false where that is refused.
template <typename Record>
bool keep(KeyedLines<Record>& lines, LineReader& line, LinePlace place, const std::string& key,
          Record record) {
  place.by_default = line.used_default();
  const auto other = lines.add(key, std::move(record), place);
  if (other) refuse_repeated(line, key, *other);
  return !other;
}
/// import_reference_unknown for a record that was read from `place`.
Refusal unknown_reference(const ImportRequest& request, const LinePlace& place,
                          std::string_view field, std::string_view kind, const std::string& value);
/// Adds to added, changed or unchanged, and puts the record where it is new or differs from what
/// was there before. False where the database failed.
template <typename Record, typename PutRecord>
bool put_if_changed(const std::optional<Record>& before, const Record& now, ImportCounts& counts,
                    const PutRecord& put) {
  if (before && *before == now) {
    ++counts.unchanged;
    return true;
  }
  ++(before ? counts.changed : counts.added);
  return put(now);
}

}  // namespace tally::server::catalogue
