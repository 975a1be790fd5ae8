#include "server/ops/fence.hpp"

#include "server/ops/log.hpp"
#include "server/store/facts.hpp"
#include "server/sync/incarnation.hpp"
#include "server/sync/snapshot_files.hpp"
#include "shared/base/decimal.hpp"
#include "shared/explain/explain.hpp"

namespace tally::server::ops {

namespace {

constexpr std::string_view first_words = "tallystick-fence 1 ";
constexpr std::size_t incarnation_digits = 32;

/// The sentence for log and people; empty where there is nothing to say.
std::string say_restored(FenceVerdict verdict, bool is_copy) {
  if (is_copy) return "The server was started with a backup.";
  if (verdict == FenceVerdict::older) {
    return "The database is older than what this server already answered: it was put back.";
  }
  if (verdict == FenceVerdict::other_life) {
    return "The database is not the one that this server had before.";
  }
  return {};
}

struct Settled {
  FenceMark mark;
  std::string reason;
};

std::optional<Settled> settle(store::Connection& db, const std::optional<FenceMark>& fence,
                              Instant now) {
  const bool is_new = !sync::read_incarnation(db);
  const auto found = sync::ensure_incarnation(db);
  if (!found) return std::nullopt;
  Settled settled{{*found, store::read_fact(db, store::Fact::lsn)}, {}};
  const bool is_copy = store::read_fact(db, store::Fact::is_copy) != 0;
  // A new database beside the fence of one that was thrown away has told nobody anything.
  if (is_new && !is_copy) return settled;
  settled.reason = say_restored(judge_fence(fence, settled.mark), is_copy);
  if (settled.reason.empty()) return settled;
  const auto made = sync::begin_incarnation(db, settled.reason, now);
  if (!made) return std::nullopt;
  settled.mark = {*made, store::read_fact(db, store::Fact::lsn)};
  return settled;
}

}  // namespace

std::filesystem::path default_fence(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::path whole = std::filesystem::absolute(folder, error).lexically_normal();
  if (!whole.has_filename()) whole = whole.parent_path();
  return whole.parent_path() / (whole.filename().string() + ".fence");
}

std::string print_fence(const FenceMark& mark) {
  return std::string(first_words) + mark.incarnation.text() + " " + std::to_string(mark.lsn) +
         "\n";
}

std::optional<FenceMark> parse_fence(std::string_view text) {
  if (!text.starts_with(first_words) || !text.ends_with('\n')) return std::nullopt;
  text.remove_prefix(first_words.size());
  text.remove_suffix(1);
  if (text.size() < incarnation_digits + 2) return std::nullopt;
  const auto incarnation = device_log::Incarnation::parse(text.substr(0, incarnation_digits));
  const auto lsn = parse_decimal(text.substr(incarnation_digits + 1), 0);
  if (!incarnation || text[incarnation_digits] != ' ' || !lsn || *lsn < 0) return std::nullopt;
  return FenceMark{*incarnation, *lsn};
}

std::optional<FenceMark> read_fence(const std::filesystem::path& file) {
  const auto text = sync::read_whole(file);
  return text ? parse_fence(*text) : std::nullopt;
}

Result<void> write_fence(const std::filesystem::path& file, const FenceMark& mark) {
  return sync::write_whole(file, print_fence(mark));
}

FenceVerdict judge_fence(const std::optional<FenceMark>& fence, const FenceMark& database) {
  if (!fence) return FenceVerdict::good;
  if (fence->incarnation != database.incarnation) return FenceVerdict::other_life;
  return database.lsn < fence->lsn ? FenceVerdict::older : FenceVerdict::good;
}

Result<FenceMark> settle_incarnation(store::Store& store, const std::filesystem::path& fence,
                                     Instant now) {
  const std::optional<FenceMark> found = read_fence(fence);
  std::optional<Settled> settled;
  const store::Written written = store.write([&](store::Connection& db) {
    settled = settle(db, found, now);
    return settled ? store::Keep::yes : store::Keep::no;
  });
  if (written != store::Written::kept) {
    return std::unexpected(Issues{store::write_issue(written)});
  }
  if (!settled->reason.empty()) {
    log_event(Level::alarm, "database.restored",
              {{"reason", settled->reason},
               {"incarnation", settled->mark.incarnation.text()},
               {"lsn", std::to_string(settled->mark.lsn)},
               {"fence_lsn", found ? std::to_string(found->lsn) : "none"}});
  }
  if (auto good = write_fence(fence, settled->mark); !good) {
    log_event(Level::alarm, "fence.not_written",
              {{"file", fence.string()},
               {"reason", explain::say_issue(good.error().front()).sentence}});
  }
  return settled->mark;
}

}  // namespace tally::server::ops
