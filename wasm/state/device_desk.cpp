#include "wasm/state/device_desk.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "shared/device_log/entry.hpp"
#include "shared/wire/order_document.hpp"

namespace tally::app {

namespace {

using Words = std::pair<std::string_view, std::string_view>;
constexpr std::array<Words, 7> words_of{{
    {"forked", "The device sent other orders under the same numbers"},
    {"revoked", "The device was ended before this arrived"},
    {"unknown_version", "A newer version of the app wrote this"},
    {"unreadable", "It cannot be read"},
    {"order_id_reused", "Another order has this one's id"},
    {"stale", "The order had changed meanwhile"},
    {"not_applied", "The database refused it"},
}};

}  // namespace

std::string_view aside_words(std::string_view why) {
  const auto found = std::ranges::find(words_of, why, &Words::first);
  return found == words_of.end() ? why : found->second;
}

EntryContent read_content(std::string_view bytes) {
  EntryContent content;
  const auto entry = device_log::read_entry(bytes);
  if (!entry) {
    content.words = entry.error().sentence;
    return content;
  }
  using device_log::EntryKind;
  content.paper = entry->paper;
  if (entry->kind == EntryKind::cancel || entry->kind == EntryKind::note) {
    content.words = entry->body;
    return content;
  }
  if (auto order = wire::read_order(entry->body)) content.order = *std::move(order);
  return content;
}

void DeviceDesk::ask(Question question, void (DeviceDesk::*take)(const Answer&)) {
  edge_.ask(std::move(question),
            [this, take, alive = std::weak_ptr<int>(alive_)](const Answer& answer) {
              if (!alive.expired()) (this->*take)(answer);
            });
}

void DeviceDesk::refresh() {
  ask({.method = "GET", .path = "/v1/devices"}, &DeviceDesk::take_devices);
  ask({.method = "GET", .path = "/v1/quarantine"}, &DeviceDesk::take_aside);
}

void DeviceDesk::take_devices(const Answer& answer) {
  auto devices = answer.ok() ? read_devices(answer.body) : std::nullopt;
  if (!devices) {
    failure_ = say_failure(answer);
    return;
  }
  failure_.clear();
  devices_ = *std::move(devices);
  has_devices_ = true;
}

void DeviceDesk::take_aside(const Answer& answer) {
  auto aside = answer.ok() ? read_set_aside(answer.body) : std::nullopt;
  if (!aside) {
    failure_ = say_failure(answer);
    return;
  }
  failure_.clear();
  aside_ = *std::move(aside);
  has_aside_ = true;
}

const KnownDevice* DeviceDesk::find(std::string_view device_id) const {
  const auto found = std::ranges::find(devices_, device_id, &KnownDevice::id);
  return found == devices_.end() ? nullptr : &*found;
}

void DeviceDesk::fetch(std::int64_t number, std::function<void(std::string)> then) {
  edge_.ask({.method = "GET", .path = "/v1/quarantine/" + std::to_string(number)},
            [this, then = std::move(then), alive = std::weak_ptr<int>(alive_)](Answer answer) {
              if (alive.expired()) return;
              if (!answer.ok()) {
                news_.push_back("What was set aside did not come. " + say_failure(answer));
                return then("");
              }
              then(std::move(answer.body));
            });
}

bool DeviceDesk::settle(std::int64_t number, const std::string& words) {
  if (words.empty()) return false;
  ask({.method = "POST",
       .path = "/v1/quarantine/" + std::to_string(number) + "/resolve",
       .body = nlohmann::json{{"note", words}}.dump()},
      &DeviceDesk::take_change);
  return true;
}

void DeviceDesk::revoke(const std::string& device_id) {
  ask({.method = "POST", .path = "/v1/devices/" + device_id + "/revoke"},
      &DeviceDesk::take_change);
}

void DeviceDesk::take_change(const Answer& answer) {
  if (!answer.ok()) news_.push_back("That was not done. " + say_failure(answer));
  refresh();
}

std::vector<std::string> DeviceDesk::take_news() { return std::exchange(news_, {}); }

}  // namespace tally::app
