#include "server/catalogue/import.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "server/catalogue/master_import.hpp"
#include "server/store/facts.hpp"
#include "server/store/open_database.hpp"

namespace tally::server::catalogue {

namespace {

void sort_refusals(const ImportRequest& request, std::vector<Refusal>& refusals) {
  std::map<std::string, std::size_t> places;
  for (const std::string& file : request.files) places.try_emplace(file, places.size());
  std::ranges::stable_sort(refusals, {}, [&](const Refusal& refusal) {
    return std::pair(places[refusal.file], refusal.line);
  });
}

/// Inside the change: keep it, unless it was only tried or the lines were not all good.
store::Keep write_all(store::Connection& db, MasterImport& import, const ImportRequest& request,
                      ImportReport& report) {
  if (!import.write(db, report)) {
    db.note_fault();
    return store::Keep::no;
  }
  const bool strict = request.strictness == Strictness::all_or_nothing;
  if (strict && report.counts.refused > 0) {
    report.failures.push_back(make_issue(IssueCode::import_strict_refused, "",
                                         {{"count", report.counts.refused}}));
    return store::Keep::no;
  }
  if (request.run == Run::dry || !report.failures.empty()) return store::Keep::no;
  const bool catalogue = request.mapping.kind != ImportKind::stock &&
                         request.mapping.kind != ImportKind::open_items;
  const bool changed = report.counts.added + report.counts.changed > 0;
  if (catalogue && changed && !store::catalogue_changed(db)) return store::Keep::no;
  return store::Keep::yes;
}

}  // namespace

ImportReport import_files(store::Store& store, const ImportRequest& request) {
  ImportReport report;
  auto before = wire::Snapshot::over(
      store::open_for_reading(store.folder() / "tallystick.db"), Digest{});
  if (!before) {
    report.failures = std::move(before.error());
    return report;
  }
  const auto import = make_master_import(request, *before);
  const bool good = read_lines(request, report, [&](LineReader& line, const LinePlace& place) {
    import->take(line, place);
  });
  if (!good) return report;
  bool ran_to_its_end = false;
  const store::Written written = store.write([&](store::Connection& db) {
    const store::Keep keep = write_all(db, *import, request, report);
    ran_to_its_end = db.fault() == 0;
    return keep;
  });
  const bool meant_to_undo = request.run == Run::dry || !report.failures.empty();
  const bool as_meant = written == store::Written::kept ||
                        (written == store::Written::undone && meant_to_undo && ran_to_its_end);
  if (!as_meant) report.failures.push_back(store::write_issue(written));
  sort_refusals(request, report.refusals);
  return report;
}

}  // namespace tally::server::catalogue
