#include "wasm/state/company_feed.hpp"

#include <algorithm>
#include <utility>

#include "wasm/state/feed_text.hpp"
#include "wasm/state/json_answer.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

using device_log::FeedKey;
using answer::Json;
using answer::text_alone;

// The copy is one value of some megabytes: written when it is complete, and not at every change.
constexpr std::int64_t keep_every_ms = 30'000;
// On a device that never heard of the company older messages are no news.
constexpr std::int64_t first_messages_ms = 24 * 3'600'000;

}  // namespace

CompanyFeed::CompanyFeed(const Edge& edge, std::string login, FeedCalls calls)
    : edge_(edge), login_(std::move(login)), calls_(std::move(calls)) {}

void CompanyFeed::begin(const std::optional<device_log::Identity>& device) {
  if (!edge_.changes_in) return;
  if (device && device->login == login_) device_ = device->device;
  if (!std::exchange(begun_, true)) {
    const auto text = edge_.store->load(name());
    auto kept = text ? read_feed(*text) : std::nullopt;
    if (kept) {
      copy_ = std::move(kept->copy);
      told_lsn_ = kept->told_lsn;
      ++orders_revision_;
    }
  }
  ask_if_due(true);
}

void CompanyFeed::told(std::optional<std::int64_t> lsn) {
  stream_lsn_ = lsn;
  pump();
}

std::uint16_t CompanyFeed::dice() const {
  if (!edge_.log.random) return 0;
  const device_log::RandomBytes bytes = edge_.log.random();
  return static_cast<std::uint16_t>(bytes[0] << 8 | bytes[1]);
}

void CompanyFeed::ask_if_due(bool woken) {
  if (!begun_ || asking_) return;
  const std::int64_t wait =
      device_log::next_poll(poll_, {.now_ms = edge_.clock.now_ms(),
                                    .cursor = copy_.mark.cursor,
                                    .stream_lsn = stream_lsn_,
                                    .woken = woken,
                                    .random = dice()});
  if (wait > 0) return edge_.changes_in(wait);
  ask();
}

void CompanyFeed::ask() {
  asking_ = true;
  poll_.asked_ms = edge_.clock.now_ms();
  pushes_asked_at_ = calls_.pushes ? calls_.pushes() : 0;
  asked_for_device_ = device_ != device_log::DeviceId();
  const std::string question =
      device_log::changes_question(copy_.mark, device_, device_log::changes_rows_max);
  edge_.ask({.method = "GET", .path = question},
            [this, weak = std::weak_ptr<int>(alive_)](const Answer& answer) {
              if (weak.lock()) take(answer);
            });
}

void CompanyFeed::take(const Answer& answer) {
  asking_ = false;
  const auto page = answer.ok() ? device_log::read_changes(answer.body)
                                : std::unexpected(device_log::EntryFault{});
  if (page) {
    take_page(*page);
  } else {
    device_log::note_failure(poll_, std::nullopt, edge_.clock.now_ms());
  }
  ask_if_due(false);
}

void CompanyFeed::take_page(const device_log::ChangesPage& page) {
  const std::int64_t now = edge_.clock.now_ms();
  clock_ahead_ms_ = page.server_time.unix_ms - now;
  const device_log::Applied applied = device_log::apply_changes(copy_, page);
  device_log::note_answer(poll_, applied, page, now);
  if (applied.result == device_log::Applied::Result::stale) return;
  note_rows(applied.changes);
  device_log::take_changes(copy_, applied.changes);
  if (!applied.is_current) return;
  if (calls_.heads && asked_for_device_) calls_.heads(page.heads, pushes_asked_at_);
  if (dirty_ && (kept_ms_ == 0 || now >= kept_ms_ + keep_every_ms)) keep();
  if (std::exchange(news_, false) && calls_.changed) calls_.changed();
}

void CompanyFeed::note_rows(const device_log::FeedChanges& changes) {
  const auto note = [this](const FeedKey& key) {
    dirty_ = news_ = true;
    if (key.first == "order") ++orders_revision_;
  };
  for (const auto& [key, row] : changes.put) note(key);
  for (const FeedKey& key : changes.remove) note(key);
}

void CompanyFeed::keep() {
  kept_ms_ = edge_.clock.now_ms();
  dirty_ = !edge_.store->save(name(), write_feed({copy_, told_lsn_}));
}

std::optional<KnownOrder> CompanyFeed::order(const std::string& order_id) const {
  const auto found = copy_.rows.find({"order", order_id});
  if (found == copy_.rows.end()) return std::nullopt;
  auto row = read_order_row(found->second.row);
  if (!row) return std::nullopt;
  return KnownOrder{*std::move(row), found->second.lsn};
}

std::optional<StockHint> CompanyFeed::stock(const std::string& sku) const {
  const auto found = copy_.rows.find({"stock", sku});
  if (found == copy_.rows.end()) return std::nullopt;
  const Json json = Json::parse(found->second.row, nullptr, false);
  const auto free = json.is_object() ? json.find("free") : json.end();
  if (free == json.end() || !free->is_number_integer()) return std::nullopt;
  return StockHint{Quantity{free->get<std::int64_t>()}, read_instant(text_alone(json, "at"))};
}

device_log::Promised CompanyFeed::promised(
    const std::string& sku, Quantity wanted,
    const std::vector<device_log::AllotmentUse>& uses) const {
  std::vector<device_log::AllottedGoods> goods;
  for (auto at = copy_.rows.lower_bound({"allotment", ""});
       at != copy_.rows.end() && at->first.first == "allotment"; ++at) {
    if (auto each = device_log::read_allotted_goods(at->second.row)) {
      goods.push_back(*std::move(each));
    }
  }
  const Instant server_now{edge_.clock.now_ms() + clock_ahead_ms_};
  return device_log::promise(std::move(goods), uses, copy_.mark.cursor,
                             {.sku = sku, .wanted = wanted, .server_now = server_now});
}

std::vector<Message> CompanyFeed::take_messages() {
  std::vector<Message> messages;
  if (!is_current()) return messages;
  const std::int64_t oldest =
      told_lsn_ == 0 ? edge_.clock.now_ms() + clock_ahead_ms_ - first_messages_ms : 0;
  std::int64_t newest = told_lsn_;
  for (auto at = copy_.rows.lower_bound({"notice", ""});
       at != copy_.rows.end() && at->first.first == "notice"; ++at) {
    if (at->second.lsn <= told_lsn_) continue;
    newest = std::max(newest, at->second.lsn);
    const Json json = Json::parse(at->second.row, nullptr, false);
    Message message{text_alone(json, "what"), text_alone(json, "words"),
                    text_alone(json, "subject"), read_instant(text_alone(json, "at"))};
    if (!message.words.empty() && message.at_ms >= oldest) messages.push_back(std::move(message));
  }
  std::ranges::stable_sort(messages, {}, &Message::at_ms);
  if (newest != told_lsn_) {
    told_lsn_ = newest;
    keep();
  }
  return messages;
}

}  // namespace tally::app
