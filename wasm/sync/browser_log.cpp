#include "wasm/sync/browser_log.hpp"

#include <emscripten.h>

#include <cstdlib>
#include <cstring>
#include <unordered_map>
#include <utility>

#include <nlohmann/json.hpp>

#include "wasm/frame.hpp"
#include "wasm/page.hpp"
#include "wasm/sync/packed_fields.hpp"
#include "wasm/sync/store_page.hpp"

namespace tally::app::sync {

namespace {

using Json = nlohmann::json;

struct UnderWay {
  std::unordered_map<int, std::function<void(device_log::Stored, std::string)>> commits;
  std::unordered_map<int, std::function<void(device_log::SendAnswer)>> sends;
  std::unordered_map<int, std::function<void(std::string)>> texts;
  int next = 1;
  Model* model = nullptr;
};
UnderWay& under_way() {
  static UnderWay value;
  return value;
}

int size_of(std::string_view text) { return static_cast<int>(text.size()); }

void commit(const Commit& commit, std::function<void(device_log::Stored, std::string)> then) {
  const int id = under_way().next++;
  under_way().commits.emplace(id, std::move(then));
  const device_log::Write& write = commit.database;
  const std::string head = Json{{"puts", write.puts.size()},
                                {"drops", write.drops.size()},
                                {"forget", commit.forget.size()},
                                {"first", commit.first}}
                               .dump();
  std::vector<std::string_view> fields{head};
  for (const auto& [key, bytes] : write.puts) {
    fields.push_back(key);
    fields.push_back(bytes);
  }
  fields.insert(fields.end(), write.drops.begin(), write.drops.end());
  fields.insert(fields.end(), commit.forget.begin(), commit.forget.end());
  fields.push_back(commit.frame);
  const std::string packed = pack_fields(fields);
  tally_page_store_commit(id, packed.data(), size_of(packed));
}

void send(const device_log::SendOrder& order, const std::string& signer,
          std::function<void(device_log::SendAnswer)> then) {
  const int id = under_way().next++;
  under_way().sends.emplace(id, std::move(then));
  const std::string head = Json{{"device", signer}, {"sign", order.to_sign}}.dump();
  tally_page_store_send(id, head.data(), size_of(head), order.body.data(), size_of(order.body));
}

device_log::RandomBytes random() {
  device_log::RandomBytes bytes;
  tally_page_random(reinterpret_cast<char*>(bytes.data()), static_cast<int>(bytes.size()));
  return bytes;
}

void make_key(std::function<void(std::string)> then) {
  const int id = under_way().next++;
  under_way().texts.emplace(id, std::move(then));
  tally_page_store_key(id);
}

std::string text_of(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::size_t count_of(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_number_unsigned() ? found->get<std::size_t>() : 0;
}

DeviceStore read_store(std::string_view packed) {
  DeviceStore store;
  std::vector<std::string> fields = unpack_fields(packed);
  const Json head = fields.empty() ? Json() : Json::parse(fields[0], nullptr, false);
  if (!head.is_object()) {
    store.trouble = "it gave no answer";
    return store;
  }
  const std::string state = text_of(head, "state");
  store.state = state == "owner"    ? DeviceStore::State::owner
                : state == "reader" ? DeviceStore::State::reader
                                    : DeviceStore::State::none;
  store.trouble = text_of(head, "trouble");
  store.copies = text_of(head, "copies") == "one" ? device_log::CopiesWanted::one
                                                  : device_log::CopiesWanted::both;
  store.has_key = head.contains("key") && head["key"] == true;
  std::size_t place = 1;
  for (std::size_t left = count_of(head, "log"); left > 0 && place + 1 < fields.size(); --left) {
    store.database.emplace(std::move(fields[place]), std::move(fields[place + 1]));
    place += 2;
  }
  for (; place < fields.size(); ++place) store.journals.push_back(std::move(fields[place]));
  return store;
}

void take_opening() {
  int length = 0;
  char* bytes = tally_page_store_opening(&length);
  DeviceStore store = read_store({bytes, static_cast<std::size_t>(length)});
  std::free(bytes);
  under_way().model->open_store(std::move(store));
}

/// The function that waits under this id; an empty one where there is none.
template <typename Map>
auto taken(Map& map, int id) {
  const auto found = map.find(id);
  if (found == map.end()) return typename Map::mapped_type();
  auto then = std::move(found->second);
  map.erase(found);
  return then;
}

}  // namespace

void sign(std::string text, std::function<void(std::string)> then) {
  const int id = under_way().next++;
  under_way().texts.emplace(id, std::move(then));
  tally_page_store_sign(id, text.data(), size_of(text));
}

LogEdge browser_log_edge() {
  return {.commit = commit,
          .send = send,
          .random = random,
          .wake_in = [](std::int64_t ms) { tally_page_store_timer(static_cast<double>(ms)); },
          .make_key = make_key,
          .sign = sign,
          .take_over = [] { tally_page_store_take_over(); },
          .changed = [] { frame::wake(); }};
}

void connect(Model& model) {
  under_way().model = &model;
  take_opening();
}

}  // namespace tally::app::sync

using tally::app::sync::taken;
using tally::app::sync::under_way;

extern "C" {

EMSCRIPTEN_KEEPALIVE void tally_store_opened() {
  if (under_way().model != nullptr) tally::app::sync::take_opening();
}

EMSCRIPTEN_KEEPALIVE void tally_store_lost() {
  if (under_way().model != nullptr) under_way().model->lose_store();
}

// The worker wrote, or did not. result: "durable", "failed" or "fenced".
EMSCRIPTEN_KEEPALIVE void tally_stored(int id, const char* result, const char* why) {
  using tally::device_log::Stored;
  const std::string_view word = result;
  const auto then = taken(under_way().commits, id);
  if (!then) return;
  then(word == "durable" ? Stored::durable : word == "fenced" ? Stored::fenced : Stored::failed,
       why);
  // Whoever waits for "Saved" does not wait for the screen's next frame as well.
  tally::app::frame::follow_now();
}

EMSCRIPTEN_KEEPALIVE void tally_answered(int id, int status, double retry_after_ms,
                                         const char* body, int length) {
  const auto then = taken(under_way().sends, id);
  if (!then) return;
  then({.status = status,
        .body = std::string(body, static_cast<std::size_t>(length)),
        .retry_after_ms = static_cast<std::int64_t>(retry_after_ms)});
}

// A key was made or a text signed; empty where it failed.
EMSCRIPTEN_KEEPALIVE void tally_key_made(int id, const char* text) {
  const auto then = taken(under_way().texts, id);
  if (!then) return;
  then(text);
  tally::app::frame::wake();
}

EMSCRIPTEN_KEEPALIVE void tally_store_timer() {
  if (under_way().model != nullptr) under_way().model->outbox().pump();
}

// The network or the person is back.
EMSCRIPTEN_KEEPALIVE void tally_store_wake() {
  if (under_way().model != nullptr) under_way().model->wake();
}

EMSCRIPTEN_KEEPALIVE void tally_update_ready() {
  if (under_way().model == nullptr) return;
  under_way().model->note_update();
  tally::app::frame::wake();
}
}
