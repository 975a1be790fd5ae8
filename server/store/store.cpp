#include "server/store/store.hpp"

#include <cstdio>
#include <cstdlib>
#include <system_error>

#include "server/store/migrations.hpp"
#include "server/store/open_database.hpp"
#include "shared/explain/explain.hpp"

namespace tally::server::store {

namespace {

constexpr std::int64_t retry_seconds = 2;

Result<void> make_folders(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder / "snapshots", error);
  if (!error) return {};
  return std::unexpected(
      Issues{make_issue(IssueCode::data_folder_unusable, "",
                        {{"folder", folder.string()}, {"reason", error.message()}})});
}

/// After a failed fsync nobody knows what is on the disk: retrying could acknowledge what is lost.
Writer::OnDiskFailed end_process(const std::filesystem::path& file) {
  return [file](const std::string& reason) {
    const explain::Said said = explain::say_issue(
        make_issue(IssueCode::database_damaged, "",
                   {{"file", file.string()}, {"reason", reason}}));
    std::fprintf(stderr, "%s\n%s\n", said.sentence.c_str(), said.mend.c_str());
    std::_Exit(3);
  };
}

}  // namespace

Result<std::unique_ptr<Store>> Store::open(StoreOptions options) {
  if (auto made = make_folders(options.folder); !made) return std::unexpected(made.error());
  auto lock = FolderLock::take(options.folder);
  if (!lock) return std::unexpected(lock.error());
  const std::filesystem::path file = options.folder / "tallystick.db";
  auto database = open_for_writing(file);
  if (!database) return std::unexpected(database.error());
  Connection connection(*std::move(database));
  if (auto migrated = migrate(connection, file); !migrated) {
    return std::unexpected(migrated.error());
  }
  if (!options.on_disk_failed) options.on_disk_failed = end_process(file);
  auto writer = std::make_unique<Writer>(std::move(connection), std::move(options.on_disk_failed),
                                         options.limits, std::move(options.on_committed));
  return std::unique_ptr<Store>(
      new Store(std::move(options.folder), *std::move(lock), std::move(writer)));
}

Store::Store(std::filesystem::path folder, FolderLock lock, std::unique_ptr<Writer> writer)
    : folder_(std::move(folder)),
      lock_(std::move(lock)),
      readers_(folder_ / "tallystick.db"),
      writer_(std::move(writer)) {}

Store::~Store() { stop(); }

void Store::stop() { writer_->stop(); }

Issue write_issue(Written written) {
  switch (written) {
    case Written::disk_full:
      return make_issue(IssueCode::disk_full, "");
    case Written::busy:
      return make_issue(IssueCode::server_busy, "", {{"seconds", retry_seconds}});
    case Written::stopping:
      return make_issue(IssueCode::server_stopping, "");
    default:
      return make_issue(IssueCode::server_fault, "", {{"reference", std::string("write")}});
  }
}

}  // namespace tally::server::store
