// The model's part about orders: drafts on this device, and their way to the company.
#include <algorithm>
#include <utility>

#include "shared/intake/intake.hpp"
#include "wasm/state/model.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

std::string_view channel_of(const Person& person) { return person.is_desk() ? "desk" : "rep"; }

News news_of(const Receipt& receipt) {
  const std::string order = receipt.number.empty() ? "The order" : "Order " + receipt.number;
  if (receipt.state == "accepted") return {News::Kind::good, order + " is accepted."};
  if (receipt.state == "waiting") {
    return {News::Kind::good, order + " is with the company; the order desk decides."};
  }
  if (receipt.state == "refused") return {News::Kind::bad, order + " was refused."};
  return {News::Kind::neutral, order + " is with the company."};
}

}  // namespace

void Model::note_drafts() {
  drafts_known_ = book_ ? book_->notes() : std::vector<DraftNote>{};
}

OpenOrder* Model::take_open(StoredDraft draft) {
  close_order();
  open_ = std::make_unique<OpenOrder>(std::move(draft), *catalogue_, edge_, *book_);
  return open_.get();
}

OpenOrder* Model::begin_order() {
  if (phase_ != Phase::ready) return nullptr;
  return take_open({.sheet = OrderSheet(new_order(edge_, channel_of(person_))),
                    .opened_ms = edge_.clock.now_ms()});
}

OpenOrder* Model::open_draft(const std::string& order_id) {
  if (phase_ != Phase::ready) return nullptr;
  if (open_ && open_->order_id() == order_id) return open_.get();
  auto draft = book_->load(order_id);
  return draft ? take_open(*std::move(draft)) : nullptr;
}

OpenOrder* Model::begin_copy(const OrderView& view) {
  if (phase_ != Phase::ready) return nullptr;
  RawOrder copy = view.order;
  const RawOrder fresh = new_order(edge_, channel_of(person_));
  copy.order_id = fresh.order_id;
  copy.channel = fresh.channel;
  OpenOrder* open =
      take_open({.sheet = OrderSheet(std::move(copy)), .opened_ms = edge_.clock.now_ms()});
  open->keep_now();
  note_drafts();
  return open;
}

void Model::close_order() {
  paste_.reset();
  if (!open_) return;
  if (open_->editor().is_empty() && open_->may_edit()) {
    book_->drop(open_->order_id());
  } else if (open_->delivery().state != Delivery::State::sent && !open_->is_saved()) {
    open_->keep_now();
  }
  open_.reset();
  note_drafts();
}

void Model::drop_draft(const std::string& order_id) {
  if (open_ && open_->order_id() == order_id) open_.reset();
  book_->drop(order_id);
  note_drafts();
}

SendCheck Model::submit() {
  if (!open_) return SendCheck::unreadable;
  const SendCheck check = open_->prepare_to_send();
  if (check == SendCheck::ready) send_body(open_->order_id(), open_->delivery().body);
  return check;
}

void Model::send_body(const std::string& order_id, std::string body) {
  ask({.method = "POST", .path = "/v1/orders", .body = std::move(body)},
      [this, order_id](const Answer& answer) {
        if (open_ && open_->order_id() == order_id) {
          return after_sending(order_id, after_answer(open_->delivery(), answer));
        }
        // The person has gone on to something else; the draft's book keeps the result.
        if (auto draft = book_->load(order_id)) {
          after_sending(order_id, after_answer(std::move(draft->delivery), answer));
        }
      });
}

void Model::enquire() {
  if (!open_ || open_->delivery().state != Delivery::State::unknown) return;
  const std::string order_id = open_->order_id();
  ask({.method = "GET", .path = "/v1/orders/" + order_id},
      [this, order_id](const Answer& answer) {
        if (!open_ || open_->order_id() != order_id) return;
        after_sending(order_id, after_enquiry(open_->delivery(), answer));
      });
}

void Model::after_sending(const std::string& order_id, const Delivery& delivery) {
  const bool is_open = open_ && open_->order_id() == order_id;
  if (delivery.state == Delivery::State::sent && delivery.receipt) {
    receipts_.push_back(*delivery.receipt);
    news_.push_back(news_of(*delivery.receipt));
    if (is_open) open_->set_delivery(delivery);
    book_->drop(order_id);
    note_drafts();
    return;
  }
  news_.push_back({News::Kind::bad, delivery.reason + " " + delivery.mend});
  if (is_open) {
    open_->set_delivery(delivery);
  } else if (auto draft = book_->load(order_id)) {
    draft->delivery = delivery;
    for (DraftNote note : book_->notes()) {
      if (note.order_id != order_id) continue;
      note.reason = delivery.reason;
      note.waits = delivery.state == Delivery::State::unknown;
      book_->keep(*draft, note);
    }
  }
  note_drafts();
}

void Model::begin_paste(std::string_view text) {
  if (!open_ || !open_->may_edit()) return;
  const auto today = Date::parse(edge_.clock.today());
  paste_ = std::make_unique<PastePreview>(intake::read_paste(text), open_->editor().order(),
                                          *catalogue_, AsOf{today.value_or(Date{})});
}

std::size_t Model::take_paste() {
  if (!open_ || !paste_) return 0;
  std::vector<RawLine> lines = paste_->take_good();
  const std::size_t count = lines.size();
  open_->editor().append(std::move(lines),
                         "paste of " + count_of(static_cast<std::int64_t>(count), "line"));
  paste_.reset();
  return count;
}

const Receipt* Model::receipt(const std::string& order_id) const {
  const auto found = std::ranges::find(receipts_, order_id, &Receipt::order_id);
  return found == receipts_.end() ? nullptr : &*found;
}

}  // namespace tally::app
