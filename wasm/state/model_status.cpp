// The status line: what is saved, what waits, of when the prices are, and what the network wants.
// Each part is said only where it is so; nothing here is remembered from what was said before.
#include <string>

#include "wasm/state/model.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

void add(StatusLine& line, const std::string& part) {
  line.words += (line.words.empty() ? "" : " · ") + part;
}

void warn(StatusLine& line, const std::string& part) {
  add(line, part);
  line.warns = true;
}

std::string say_obstacle(device_log::Obstacle obstacle) {
  using device_log::Obstacle;
  switch (obstacle) {
    case Obstacle::none: return "";
    case Obstacle::no_network: return "no network";
    case Obstacle::portal: return "the network wants a sign-in: open any web page";
    case Obstacle::server_busy: return "the company's server is busy";
    case Obstacle::server_fault: return "the company's server has a fault";
    case Obstacle::not_enrolled: return "the company does not know this device: sign in";
    case Obstacle::refused_request: return "the company could not read what was sent";
  }
  return "";
}

}  // namespace

void Model::say_saving(StatusLine& line) const {
  using Keeping = Storage::Keeping;
  const Keeping keeping = edge_.store->keeping();
  const bool writing = open_ && open_->may_edit() && !open_->editor().is_empty();
  if (open_ && open_->delivery().state == Delivery::State::saving) {
    add(line, "Saving the order …");
  } else if (open_ && open_->delivery().state == Delivery::State::not_saved) {
    warn(line, "Order NOT SAVED");
  } else if (writing && outbox_.state() == LogState::reader) {
    warn(line, "NOT saved here: another window saves");
  } else if (open_ && (open_->save_failed() || keeping == Keeping::failed)) {
    warn(line, "NOT saved: this device has no room for the draft");
  } else if (writing && (!open_->is_saved() || keeping == Keeping::writing)) {
    add(line, "Saving the draft …");
  } else if (writing) {
    add(line, "Draft saved on this device " + moment_text(edge_.clock, open_->saved_ms()));
  } else if (outbox_.saved_ms() != 0) {
    const std::string copies = outbox_.one_copy() ? ", one copy only, " : " ";
    add(line, "Saved on this device" + copies + moment_text(edge_.clock, outbox_.saved_ms()));
  }
}

void Model::say_network(StatusLine& line, bool browser_online) const {
  using device_log::Obstacle;
  const Obstacle obstacle =
      outbox_.engine() == nullptr ? Obstacle::none : outbox_.engine()->obstacle();
  // A push that was answered is an answer, too.
  const auto contact =
      outbox_.engine() == nullptr ? std::nullopt : outbox_.engine()->last_contact();
  const bool heard = contact && contact->unix_ms >= lost_contact_ms_;
  if (outbox_.waiting() > 0 && obstacle != Obstacle::none && obstacle != Obstacle::no_network) {
    warn(line, say_obstacle(obstacle));
  } else if (!browser_online || (outbox_.waiting() > 0 && obstacle == Obstacle::no_network)) {
    warn(line, "no network");
  } else if (lost_contact_ms_ != 0 && !heard) {
    warn(line, "no answer from the company " + since_text(edge_.clock, lost_contact_ms_));
  } else if (signed_out_) {
    warn(line, "signed out: sign in to see the company's orders");
  } else {
    add(line, "online");
  }
}

StatusLine Model::status(bool browser_online) {
  StatusLine line;
  if (phase_ != Phase::ready) return line;
  say_saving(line);
  const LogState state = outbox_.state();
  if (state == LogState::reader && person_.writes_orders()) {
    warn(line, "Read only: another window saves the orders");
  } else if (state == LogState::unusable) {
    warn(line, "Nothing can be saved on this device");
  } else if (state == LogState::not_enrolled && person_.writes_orders()) {
    warn(line, "This device is not known to the company yet");
  }
  if (const auto waiting = static_cast<std::int64_t>(outbox_.waiting()); waiting > 0) {
    warn(line, count_of(waiting, "order waits", "orders wait") + " " +
                   since_text(edge_.clock, outbox_.waiting_since_ms()));
  }
  add(line, "Prices of " + moment_text(edge_.clock, read_instant(prices_.built)));
  if (fetching_ && to_load_ > 0) {
    add(line, "new ones coming: " + megabytes_text(loaded_) + " of " + megabytes_text(to_load_) +
                  " MB");
  }
  say_network(line, browser_online);
  if (update_ready_) add(line, "an update is ready");
  return line;
}

}  // namespace tally::app
