#include "wasm/state/outbox.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

namespace tally::app {

using device_log::Engine;
using device_log::Identity;
using device_log::Stored;
using device_log::StoredCopy;

namespace {

StoredCopy copy_of(const std::string& journal) {
  StoredCopy copy;
  for (const device_log::Write& write : device_log::read_journal(journal).writes) {
    apply_write(copy, write);
  }
  return copy;
}

std::uint32_t dice(const device_log::RandomBytes& random) {
  std::uint32_t number = 0;
  std::memcpy(&number, random.data(), sizeof number);
  return number;
}

std::string say_disk(const std::string& why) {
  if (why.ends_with("full")) {
    return "This device has no room left. Delete files or other sites' data, then save again.";
  }
  return "The browser could not write it to the disk" + (why.empty() ? "" : " (" + why + ")") +
         ". Save it again.";
}

}  // namespace

void Outbox::open(DeviceStore store) {
  opened_ = true;
  lost_ = false;
  store_ = store.state;
  trouble_ = std::move(store.trouble);
  copies_ = store.copies;
  has_key_ = store.has_key;
  found_.clear();
  found_.push_back(std::move(store.database));
  for (const std::string& journal : store.journals) found_.push_back(copy_of(journal));
  engine_.reset();
  *generation_ += 1;
  if (auto stored = stored_identity()) identity_ = std::move(stored);
  if (identity_ && store_ != DeviceStore::State::none) build(0);
  pump();
  tell_changed();
}

std::optional<Identity> Outbox::stored_identity() const {
  for (const StoredCopy& copy : found_) {
    const auto found = copy.find(std::string(device_log::identity_key));
    if (found == copy.end()) continue;
    if (auto identity = device_log::read_identity(found->second)) return identity;
  }
  return std::nullopt;
}

void Outbox::build(std::size_t letters_used) {
  using device_log::CopyLoss;
  const bool database = !found_.front().empty();
  const bool journal = std::ranges::any_of(found_.begin() + 1, found_.end(),
                                           [](const StoredCopy& copy) { return !copy.empty(); });
  const bool lost = copies_ == device_log::CopiesWanted::both && database != journal;
  std::vector<StoredCopy> copies = found_;
  // The new journal is empty: so the first write holds everything.
  if (copies_ == device_log::CopiesWanted::both) copies.emplace_back();
  const std::size_t on_paper = letters_kept();
  device_log::Healed healed =
      heal(*identity_, copies, lost ? CopyLoss::lost : CopyLoss::none, edge_.random(),
           std::max(letters_used, on_paper));
  findings_ = healed.findings;
  if (!database && !journal && on_paper > 0) {
    findings_.push_back(
        "What this device had saved is gone, both copies of it. The company has what was sent; "
        "what was not sent is lost. Tell the order desk, and write those orders again.");
  }
  healed.repairs.add(drop_old(healed.book, now()));
  first_ = !healed.repairs.empty();
  engine_ = std::make_unique<Engine>(std::move(healed), copies_);
  kept_letters_ = 0;
  ++revision_;
}

void Outbox::lose() {
  lost_ = true;
  store_ = DeviceStore::State::reader;
  if (edge_.wake_in) edge_.wake_in(-1);
  tell_changed();
}

LogState Outbox::state() const {
  if (!opened_) return LogState::closed;
  if (store_ == DeviceStore::State::none) return LogState::unusable;
  if (store_ == DeviceStore::State::reader || (engine_ && !engine_->is_owner())) {
    return LogState::reader;
  }
  return engine_ ? LogState::ready : LogState::not_enrolled;
}

std::string Outbox::trouble() const {
  switch (state()) {
    case LogState::closed: return "What this device keeps is being opened.";
    case LogState::reader:
      return lost_ ? "Another window took over saving orders. Nothing is lost: it has them all."
                   : "Another window of this browser has Tallystick open, and saves the orders.";
    case LogState::not_enrolled:
      return "This device is not known to the company yet. Sign in once with a network.";
    case LogState::ready: return "";
    case LogState::unusable: break;
  }
  if (trouble_ == "insecure") {
    return "This address is not secure (https), so the browser keeps nothing here.";
  }
  if (trouble_ == "old") return "This browser is too old to keep orders safely.";
  return "The browser does not let this page keep anything on the device: " + trouble_ + ".";
}

bool Outbox::wants_enrolment(const std::string& login) const {
  if (!opened_ || store_ != DeviceStore::State::owner || is_storing()) return false;
  if (!identity_ || !has_key_) return true;
  // A device is one person's. What still waits of another must go first, with that one's name.
  return identity_->login != login && waiting() == 0;
}

std::vector<std::string> Outbox::left_behind() const {
  if (!identity_ || has_key_) return {};
  return {identity_->device.text()};
}

void Outbox::enrol(Identity identity, std::size_t logs) {
  has_key_ = true;
  if (identity_ == identity) return pump();
  if (engine_) {
    // What the engine knows is what the disk has; a new log begins behind it.
    device_log::StoredCopy known;
    known.emplace(device_log::identity_key, write_identity(*identity_));
    for (const device_log::Log& log : engine_->book().logs) {
      apply_write(known, write_of(log));
      for (const auto& entry : log.entries) apply_write(known, write_of(log, entry));
    }
    found_.assign(copies_ == device_log::CopiesWanted::both ? 2 : 1, known);
  }
  const bool ran = engine_ != nullptr;
  identity_ = std::move(identity);
  *generation_ += 1;
  build(logs);
  // What the engine before had not written yet is in no copy on the disk: all goes to both.
  if (ran) first_ = false;
  pump();
  tell_changed();
}

bool Outbox::is_storing() const {
  return engine_ && engine_->capture_state() == device_log::CaptureState::storing;
}

void Outbox::capture(const device_log::CaptureRequest& request, std::string draft,
                     std::function<void(const Captured&)> then) {
  if (state() != LogState::ready) return then({.why = trouble()});
  const auto begun = engine_->capture(request, now());
  if (!begun) return then({.why = begun.error().sentence});
  capturing_ = std::move(then);
  capturing_draft_ = std::move(draft);
  pump();
}

void Outbox::abandon() {
  if (!engine_) return;
  engine_->abandon();
  pump();
}

Commit Outbox::commit_of(const device_log::StoreOrder& order) {
  Commit commit{.database = order.write};
  if (copies_ == device_log::CopiesWanted::both) commit.frame = write_frame(order.write);
  if (std::exchange(first_, false)) {
    commit.first = true;
    const StoredCopy& database = found_.front();
    std::erase_if(commit.database.puts, [&](const auto& put) {
      const auto found = database.find(put.first);
      return found != database.end() && found->second == put.second;
    });
  }
  const device_log::KeptEntry* pending = engine_->pending();
  const bool captures = capturing_ && pending != nullptr && !order.write.puts.empty() &&
                        order.write.puts.back().second == pending->bytes;
  if (captures && !capturing_draft_.empty()) commit.forget.push_back(capturing_draft_);
  return commit;
}

void Outbox::store(device_log::StoreOrder order) {
  const std::uint64_t id = order.id;
  edge_.commit(commit_of(order),
               [this, id, generation = *generation_](Stored stored, const std::string& why) {
                 if (generation == *generation_) take_stored(id, stored, why);
               });
}

void Outbox::take_stored(std::uint64_t id, Stored stored, const std::string& why) {
  const bool was_storing = is_storing();
  const std::string paper = was_storing ? engine_->pending()->paper : "";
  if (stored == Stored::durable) found_.clear();
  engine_->stored(id, stored);
  if (stored == Stored::fenced) lost_ = true;
  if (was_storing && !is_storing()) end_capture(paper, why);
  pump();
}

void Outbox::end_capture(const std::string& paper, const std::string& why) {
  const auto then = std::exchange(capturing_, nullptr);
  capturing_draft_.clear();
  Captured captured{.saved = engine_->pending() == nullptr, .paper = paper};
  if (captured.saved) {
    saved_ms_ = clock_.now_ms();
    ++revision_;
  } else {
    captured.why = engine_->is_owner() ? say_disk(why) : trouble();
  }
  if (then) then(captured);
}

void Outbox::tell_changed() {
  if (edge_.changed) edge_.changed();
}

std::string Outbox::shown() const {
  if (!engine_) return "";
  return std::to_string(engine_->book().waiting()) + "/" +
         std::to_string(static_cast<int>(engine_->obstacle())) + "/" +
         std::to_string(static_cast<int>(engine_->capture_state())) + "/" +
         std::to_string(static_cast<int>(state())) + "/" + std::to_string(revision_);
}

// "K7A 3": the letters of a device's code that are on paper, beside the log and not in it.
std::size_t Outbox::letters_kept() const {
  const auto kept = settings_->load("letters");
  if (!kept || !kept->starts_with(identity_->code + " ")) return 0;
  std::size_t letters = 0;
  const char* first = kept->data() + identity_->code.size() + 1;
  const auto read = std::from_chars(first, kept->data() + kept->size(), letters);
  return read.ec == std::errc() && letters < 1'000'000 ? letters : 0;
}

void Outbox::keep_letters() {
  const std::size_t used = engine_->book().letters_used();
  if (used <= kept_letters_) return;
  kept_letters_ = used;
  const std::size_t all = std::max(used, letters_kept());
  settings_->save("letters", identity_->code + " " + std::to_string(all));
}

void Outbox::take_server_heads(const std::vector<device_log::LogHead>& heads,
                               std::uint64_t asked_at) {
  const bool under_way = pushes_ % 2 != 0;
  if (state() != LogState::ready || under_way || asked_at != pushes_) return;
  device_log::ServerHeads told;
  for (const auto& head : heads) told[{identity_->device, head.epoch}] = head.seq;
  engine_->take_server_heads(told, edge_.random());
  pump();
}

void Outbox::pump() {
  if (state() != LogState::ready) return;
  keep_letters();
  if (auto order = engine_->next_store()) store(*std::move(order));
  if (has_key_) {
    if (auto order = engine_->next_send(now())) {
      const std::uint64_t id = order->id;
      ++pushes_;
      edge_.send(*std::move(order), identity_->device.text(),
                 [this, id, generation = *generation_](const device_log::SendAnswer& answer) {
                   ++pushes_;
                   if (generation != *generation_) return;
                   engine_->answered(id, answer, now(), dice(edge_.random()), edge_.random());
                   ++revision_;
                   pump();
                 });
    }
  }
  const auto at = has_key_ ? engine_->wake_at(now()) : std::nullopt;
  edge_.wake_in(at ? std::max<std::int64_t>(0, at->unix_ms - clock_.now_ms()) : -1);
  std::string shown_now = shown();
  if (shown_now == last_shown_) return;
  last_shown_ = std::move(shown_now);
  tell_changed();
}

void Outbox::wake() {
  if (state() != LogState::ready || waiting() == 0) return;
  engine_->wake(now());
  pump();
}

std::size_t Outbox::waiting() const { return engine_ ? engine_->book().waiting() : 0; }

std::int64_t Outbox::waiting_since_ms() const {
  const auto since = engine_ ? engine_->book().waiting_since() : std::nullopt;
  return since ? since->unix_ms : 0;
}

std::vector<device_log::EngineNews> Outbox::take_news() {
  return engine_ ? engine_->take_news() : std::vector<device_log::EngineNews>{};
}

}  // namespace tally::app
