// The model's part about this device's log: enrolled once, saved into, sent by the outbox.
#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "shared/base/version.hpp"
#include "shared/device_log/orders_file.hpp"
#include "shared/device_log/token_text.hpp"
#include "shared/wire/order_document.hpp"
#include "wasm/state/model.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

using device_log::EngineNews;
using device_log::EntryKind;
using Json = nlohmann::json;

News news_of(const device_log::Receipt& receipt) {
  const std::string order = receipt.number.empty() ? "The order" : "Order " + receipt.number;
  if (receipt.result != device_log::PushResult::applied) {
    return {News::Kind::bad, order + " reached the company; a person there looks at it."};
  }
  if (receipt.state == "accepted") return {News::Kind::good, order + " is accepted."};
  if (receipt.state == "waiting") {
    return {News::Kind::good, order + " is with the company; the order desk decides."};
  }
  if (receipt.state == "refused") return {News::Kind::bad, order + " was refused."};
  return {News::Kind::neutral, order + " is with the company."};
}

std::string text_in(const Answer& answer, const char* name) {
  const Json json = answer.ok() ? Json::parse(answer.body, nullptr, false) : Json();
  const auto found = json.is_object() ? json.find(name) : json.end();
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

struct EnrolledDevice {
  device_log::Identity identity;
  /// Logs of it that the company knows: their letters are used.
  std::size_t logs = 0;
};

std::optional<EnrolledDevice> read_device(const Answer& answer, const std::string& login) {
  if (!answer.ok()) return std::nullopt;
  const Json json = Json::parse(answer.body, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const auto id = json.find("device_id"), code = json.find("code"), logs = json.find("logs");
  if (id == json.end() || !id->is_string() || code == json.end() || !code->is_string()) {
    return std::nullopt;
  }
  const auto device = device_log::DeviceId::parse(id->get<std::string>());
  if (!device) return std::nullopt;
  return EnrolledDevice{{*device, code->get<std::string>(), login},
                        logs != json.end() && logs->is_array() ? logs->size() : 0};
}

}  // namespace

void Model::open_store(DeviceStore store) {
  outbox_.open(std::move(store));
  tell_findings();
  if (phase_ != Phase::ready && phase_ != Phase::loading) return;
  if (open_ && open_->may_edit() && book_->load(open_->order_id())) {
    // Another window may have gone on with it: what it kept is the newest.
    const std::string id = open_->order_id();
    open_.reset();
    if (catalogue_) open_draft(id);
  }
  drop_saved_drafts();
  note_drafts();
  enrol();
}

void Model::tell_findings() {
  for (const std::string& finding : outbox_.take_findings()) {
    news_.push_back({News::Kind::bad, finding});
  }
}

void Model::lose_store() {
  if (open_ && open_->may_edit() && !open_->is_saved()) open_->keep_now();
  outbox_.lose();
}

void Model::wake() {
  outbox_.wake();
  enrol();
  if (feed_) feed_->wake();
}

void Model::forget_person() {
  edge_.store->forget("person");
  edge_.store->forget("feed/" + person_.login);
}

/// An order that was being saved when the window closed may have been saved after all.
void Model::drop_saved_drafts() {
  if (!book_ || outbox_.state() != LogState::ready) return;
  for (const DraftNote& note : book_->notes()) {
    const OwnOrder* order = own_.find(outbox_, feed_.get(), note.order_id);
    if (order == nullptr) continue;
    const auto draft = book_->load(note.order_id);
    if (!draft || wire::write_order(draft->sheet.order()) != order->document) continue;
    book_->drop(note.order_id);
    news_.push_back({News::Kind::good, "Saved on this device as " + order->paper + "."});
  }
}

void Model::renew_token(const Ask& outside, std::function<void(const std::string&)> then) {
  const auto& identity = outbox_.identity();
  if (!identity || !edge_.log.sign || !edge_.store->load("person")) return then("");
  const std::string path = "/v1/devices/" + identity->device.text();
  outside({.method = "POST", .path = path + "/challenge"},
          [this, outside, path, then, device = identity->device](const Answer& answer) {
            const std::string nonce = text_in(answer, "nonce");
            if (nonce.empty()) return then("");
            edge_.log.sign(
                device_log::token_text_to_sign(device, nonce),
                [this, outside, path, then, nonce](const std::string& signature) {
                  const Json body = {{"nonce", nonce}, {"signature", signature}};
                  outside({.method = "POST", .path = path + "/token", .body = body.dump()},
                          [this, then](const Answer& came) {
                            bearer_ = text_in(came, "token");
                            if (!bearer_.empty()) signed_out_ = false;
                            then(bearer_);
                          });
                });
          });
}

void Model::enrol() {
  if (enrolling_ || signed_out_ || !edge_.log.make_key) return;
  if (!person_.writes_orders() || !outbox_.wants_enrolment(person_.login)) return;
  enrolling_ = true;
  edge_.log.make_key([this](const std::string& key) {
    if (key.empty()) {
      enrolling_ = false;
      return;
    }
    Json body = {{"public_key", key}, {"name", "Browser of " + person_.name}};
    body["takes_over"] = outbox_.left_behind();
    ask({.method = "POST", .path = "/v1/devices", .body = body.dump()},
        [this](const Answer& answer) { take_device(answer); });
  });
}

void Model::take_device(const Answer& answer) {
  enrolling_ = false;
  auto device = read_device(answer, person_.login);
  if (device) {
    outbox_.enrol(std::move(device->identity), device->logs);
    tell_findings();
    drop_saved_drafts();
    if (feed_ && phase_ == Phase::ready) feed_->begin(outbox_.identity());
    return;
  }
  if (answer.status != 0 && answer.status != 401) {
    news_.push_back({News::Kind::bad, "This device could not be made known to the company. " +
                                          say_failure(answer)});
  }
}

SaveCheck Model::submit() {
  if (!open_) return SaveCheck::unreadable;
  std::optional<device_log::CaptureRequest> request;
  const SaveCheck check = open_->prepare(request);
  if (check != SaveCheck::ready) return check;
  const std::string order_id = open_->order_id();
  if (const OwnOrder* before = own_order(order_id)) {
    request->kind = EntryKind::amend;
    request->base_revision = before->revision;
  }
  open_->set_delivery({.state = Delivery::State::saving});
  outbox_.capture(*request, book_->draft_name(order_id), [this, order_id](const Captured& done) {
    after_capture(order_id, done);
  });
  return SaveCheck::ready;
}

void Model::after_capture(const std::string& order_id, const Captured& captured) {
  const bool is_open = open_ && open_->order_id() == order_id;
  if (!captured.saved) {
    if (is_open) {
      open_->set_delivery({Delivery::State::not_saved, captured.paper, captured.why});
    }
    news_.push_back({News::Kind::bad, "NOT SAVED. " + captured.why});
    note_drafts();
    return;
  }
  if (is_open) open_->set_delivery({Delivery::State::saved, captured.paper, ""});
  const std::string copies = outbox_.one_copy() ? ", one copy only." : ".";
  news_.push_back({News::Kind::good, "Saved on this device as " + captured.paper + copies});
  book_->drop(order_id);
  note_drafts();
}

void Model::record(const OwnOrder& order, EntryKind kind, std::string words) {
  const auto order_id = OrderId::parse(order.order_id);
  const auto today = Date::parse(edge_.clock.today());
  if (!order_id || !today) return;
  device_log::CaptureRequest request;
  request.kind = kind;
  request.order_id = *order_id;
  request.base_revision = order.revision;
  request.core_version = core_version;
  request.as_of = AsOf{*today};
  request.body = std::move(words);
  outbox_.capture(request, "", [this](const Captured& captured) {
    if (captured.saved) {
      news_.push_back({News::Kind::good, "Saved on this device as " + captured.paper + "."});
      return;
    }
    outbox_.abandon();
    news_.push_back({News::Kind::bad, "NOT SAVED. " + captured.why});
  });
}

OpenOrder* Model::begin_amendment(const OwnOrder& order) {
  const auto document = wire::read_order(order.document);
  if (phase_ != Phase::ready || !document) return nullptr;
  OpenOrder* open = take_open({.sheet = OrderSheet(*document),
                               .opened_ms = edge_.clock.now_ms()});
  open->keep_now();
  note_drafts();
  return open;
}

void Model::export_unsent(std::function<void(const std::string&)> then) {
  if (outbox_.engine() == nullptr || !outbox_.identity() || !edge_.log.sign) return then("");
  device_log::DeviceBook book = outbox_.engine()->book();
  if (const device_log::KeptEntry* pending = outbox_.engine()->pending()) {
    book.current().entries.push_back(*pending);
  }
  struct Work {
    std::vector<device_log::Push> pushes;
    std::vector<device_log::Envelope> envelopes;
    std::function<void(const std::string&)> then;
    std::function<void()> next;
  };
  auto work = std::make_shared<Work>();
  work->pushes = unsent_pushes(book);
  work->then = std::move(then);
  const device_log::DeviceId signer = outbox_.identity()->device;
  // One signature after the other; the last one ends the circle of `next` holding its own work.
  work->next = [this, work, signer] {
    if (work->envelopes.size() == work->pushes.size()) {
      const auto done = std::move(work->then);
      done(write_orders_file(work->envelopes));
      work->next = nullptr;
      return;
    }
    const device_log::Push& push = work->pushes[work->envelopes.size()];
    std::string body = write_push(push);
    std::string text = push_text_to_sign(signer, push, body);
    edge_.log.sign(std::move(text), [work, signer, body = std::move(body)](std::string signature) {
      if (signature.empty()) {
        work->then("");
        work->next = nullptr;
        return;
      }
      work->envelopes.push_back({signer, std::move(signature), body});
      const auto next = work->next;
      next();
    });
  };
  const auto begin = work->next;
  begin();
}

const std::vector<OwnOrder>& Model::own_orders() { return own_.read(outbox_, feed_.get()); }

const OwnOrder* Model::own_order(const std::string& order_id) {
  return own_.find(outbox_, feed_.get(), order_id);
}

const Issues& Model::own_doubles() {
  static const Issues none;
  if (!open_ || !open_->may_edit()) return none;
  const std::vector<OwnOrder>& own = own_orders();
  return doubles_.find(open_->editor(), own,
                       {.window_hours = person_.duplicate_window_hours,
                        .now = Instant{edge_.clock.now_ms()},
                        .orders_revision = own_.changes()});
}

void Model::tell_log() {
  for (const EngineNews& news : outbox_.take_news()) {
    switch (news.kind) {
      case EngineNews::Kind::received: news_.push_back(news_of(news.receipt)); break;
      case EngineNews::Kind::again:
        news_.push_back({News::Kind::neutral,
                         count_of(static_cast<std::int64_t>(news.count), "order") +
                             " go to the company again: its server was restored from a backup."});
        break;
      case EngineNews::Kind::forked:
        news_.push_back({News::Kind::neutral,
                         "The company has other orders under this device's last numbers. What "
                         "waits goes on under new ones; the numbers on paper stay."});
        break;
      case EngineNews::Kind::taken_over:
        news_.push_back({News::Kind::bad, outbox_.trouble()});
        break;
      case EngineNews::Kind::not_saved: break;  // said where it was asked for
    }
  }
}

}  // namespace tally::app
