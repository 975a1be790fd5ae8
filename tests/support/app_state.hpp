// What the tests of wasm/state share: a small company, a clock that stands still, storage and a
// server that do what they are told. In goes what a test wants; out come the parts it drives.
// It holds no rules of its own: prices and issues come from the core.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "shared/wire/catalogue_schema.hpp"
#include "shared/wire/catalogue_writer.hpp"
#include "shared/wire/snapshot.hpp"
#include "wasm/state/catalogue.hpp"
#include "wasm/state/model.hpp"
#include "wasm/state/surroundings.hpp"

namespace tally::app::test {

struct MemoryStorage : Storage {
  std::map<std::string, std::string> kept;
  std::size_t room = 1'000'000;
  bool save(std::string_view name, std::string_view bytes) override {
    std::size_t used = bytes.size();
    for (const auto& [other, text] : kept) used += other == name ? 0 : text.size();
    if (used > room) return false;
    kept[std::string(name)] = bytes;
    return true;
  }
  std::optional<std::string> load(std::string_view name) override {
    const auto found = kept.find(std::string(name));
    return found == kept.end() ? std::nullopt : std::optional(found->second);
  }
  void forget(std::string_view name) override { kept.erase(std::string(name)); }
};

/// Questions wait until the test answers them, as a network does.
struct PatientServer {
  struct Asked {
    Question question;
    Then then;
  };
  std::deque<Asked> asked;
  Ask ask() {
    return [this](Question question, Then then) {
      asked.push_back({std::move(question), std::move(then)});
    };
  }
  /// Answers the oldest question and returns what it was.
  Question answer(int status, std::string body = {}) {
    Asked first = std::move(asked.front());
    asked.pop_front();
    first.then({status, std::move(body)});
    return first.question;
  }
};

/// 2026-03-31 (a Tuesday), 10:42 UTC.
inline constexpr std::int64_t now_ms = 1774953720000;

inline Clock still_clock() {
  return {.now_ms = [] { return now_ms; },
          .today = [] { return std::string("2026-03-31"); },
          .time =
              [](std::int64_t at) {
                const std::int64_t minutes = at / 60'000 % (24 * 60);
                const auto two = [](std::int64_t n) {
                  return (n < 10 ? "0" : "") + std::to_string(n);
                };
                return two(minutes / 60) + ":" + two(minutes % 60);
              },
          .day =
              [](std::int64_t at) {
                const auto days = now_ms / 86'400'000 - at / 86'400'000;
                if (days == 0) return std::string("today");
                return days < 7 ? std::string("Monday") : std::string("13 November");
              }};
}

inline Edge edge_of(MemoryStorage& storage, PatientServer& server, LogEdge log = {}) {
  static int ids = 0;
  return {.store = &storage,
          .ask = server.ask(),
          .clock = still_clock(),
          .random_id = [] {
            std::string hex = std::to_string(++ids);
            return std::string(32 - hex.size(), '0') + hex;
          },
          .log = std::move(log)};
}

Company small_company();
/// A snapshot of the small company, with its search index.
std::unique_ptr<Catalogue> small_catalogue();
wire::SnapshotParts snapshot_parts(const Company& company);

/// A small order that is good to go.
OpenOrder& begin_small_order(Model& model);

/// What the page hands over: a line about the prices, and their parts.
std::string prices_body(const wire::SnapshotParts& parts, const Digest& digest, bool verified);
std::string prices_body(const wire::SnapshotParts& parts);

}  // namespace tally::app::test
