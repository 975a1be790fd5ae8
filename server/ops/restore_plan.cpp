// What a restore would lose: the backup held against the data that are here.
#include <algorithm>

#include "server/ops/restore.hpp"
#include "server/orders/rows.hpp"
#include "server/store/facts.hpp"
#include "server/store/folder_lock.hpp"
#include "server/store/migrations.hpp"
#include "server/store/open_database.hpp"

namespace tally::server::ops {

using store::Connection;
using store::Query;
using wire::Step;

namespace {

constexpr std::size_t orders_named_max = 20;

Issues backup_unusable(const std::filesystem::path& file, std::string reason) {
  return {make_issue(IssueCode::backup_unusable, "",
                     {{"file", file.string()}, {"reason", std::move(reason)}})};
}

Result<Manifest> check_backup(const std::filesystem::path& backup) {
  const std::filesystem::path file = backup / "tallystick.db";
  auto manifest = read_manifest(backup);
  if (!manifest) {
    return std::unexpected(
        backup_unusable(backup, "there is no backup.json in it that can be read"));
  }
  const auto digest = digest_of_file(file);
  if (!digest) return std::unexpected(backup_unusable(file, "it cannot be read"));
  if (*digest != manifest->database_digest) {
    return std::unexpected(backup_unusable(file, "it is not the file that was backed up"));
  }
  Connection db(store::open_immutable(file));
  wire::Statement version = db.database().prepare("PRAGMA user_version");
  wire::Statement check = db.database().prepare("PRAGMA integrity_check(1)");
  if (!check || check.step() != Step::row || check.text(0) != "ok") {
    return std::unexpected(backup_unusable(file, "it is damaged"));
  }
  const auto known = static_cast<std::int64_t>(store::migration_steps().size());
  if (!version || version.step() != Step::row || version.integer(0) > known) {
    return std::unexpected(backup_unusable(file, "a newer program made it"));
  }
  return *std::move(manifest);
}

bool has_order(Connection& backup, const std::string& order_id) {
  Query find = backup.query("SELECT 1 FROM orders WHERE order_id = ?1");
  return find.bind(1, order_id).step() == Step::row;
}

void compare_orders(Connection& current, Connection& backup, RestorePlan& plan) {
  Query select = current.query("SELECT order_id, number FROM orders ORDER BY number");
  while (select.step() == Step::row) {
    plan.current_orders += 1;
    if (has_order(backup, select.text(0))) continue;
    plan.orders_lost_count += 1;
    if (plan.orders_lost.size() < orders_named_max) {
      plan.orders_lost.push_back(orders::say_number(select.integer(1)));
    }
  }
}

void compare_logs(Connection& current, RestorePlan& plan) {
  for (const sync::DeviceHead& head : sync::all_heads(current)) {
    const auto found = std::ranges::find_if(plan.backup.heads, [&](const auto& known) {
      return known.device == head.device && known.epoch == head.epoch;
    });
    const std::int64_t known = found == plan.backup.heads.end() ? 0 : found->seq;
    if (head.seq > known) plan.to_come.push_back({head.device, head.epoch, head.seq - known});
  }
}

std::string plural(std::int64_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace

Result<RestorePlan> plan_restore(const std::filesystem::path& backup,
                                 const std::filesystem::path& folder) {
  RestorePlan plan;
  auto manifest = check_backup(backup);
  if (!manifest) return std::unexpected(manifest.error());
  plan.backup = *std::move(manifest);
  std::error_code error;
  const std::filesystem::path file = folder / "tallystick.db";
  if (!std::filesystem::exists(file, error)) {
    plan.why_unread = "There is no database here yet.";
    return plan;
  }
  const auto lock = store::FolderLock::take(folder);
  if (!lock) return std::unexpected(lock.error());
  Connection of_backup(store::open_immutable(backup / "tallystick.db"));
  Connection current(store::open_for_reading(file));
  wire::Statement check = current.database().prepare("SELECT count(*) FROM orders");
  if (!check || check.step() != Step::row) {
    plan.why_unread = "The database that is here cannot be read: " + current.message() + ".";
    return plan;
  }
  check.reset();
  plan.has_current = true;
  plan.current_lsn = store::read_fact(current, store::Fact::lsn);
  compare_orders(current, of_backup, plan);
  compare_logs(current, plan);
  if (current.fault() != 0) {
    plan.has_current = false;
    plan.why_unread = "The database that is here is damaged: " + current.message() + ".";
  }
  return plan;
}

std::vector<std::string> say_plan(const RestorePlan& plan) {
  std::vector<std::string> lines;
  lines.push_back("The backup of " + print_instant(plan.backup.made) + " holds " +
                  plural(plan.backup.orders, "order", "orders") + " and changes up to " +
                  std::to_string(plan.backup.lsn) + ". It is whole.");
  if (!plan.has_current) {
    lines.push_back(plan.why_unread + " What would be lost cannot be said.");
    return lines;
  }
  lines.push_back("The data that are here hold " +
                  plural(plan.current_orders, "order", "orders") + " and changes up to " +
                  std::to_string(plan.current_lsn) + ".");
  if (plan.orders_lost_count == 0) {
    lines.emplace_back("No order would be lost. What was decided about orders since is lost where "
                       "the changes differ.");
  } else {
    std::string line = plural(plan.orders_lost_count, "order is", "orders are") +
                       " not in the backup:";
    for (const std::string& number : plan.orders_lost) line += " " + number;
    const auto named = static_cast<std::int64_t>(plan.orders_lost.size());
    if (plan.orders_lost_count > named) {
      line += " and " + std::to_string(plan.orders_lost_count - named) + " more";
    }
    lines.push_back(line + ". Those that a device took come again from it; others do not.");
  }
  for (const LogToCome& log : plan.to_come) {
    lines.push_back("Device " + log.device + " sends " +
                    plural(log.entries, "entry", "entries") + " again (log " + log.epoch + ").");
  }
  return lines;
}

}  // namespace tally::server::ops
