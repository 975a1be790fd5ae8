// The model's part about drafts: begun, kept, copied, pasted into.
#include <algorithm>
#include <utility>

#include "wasm/state/model.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

std::string_view channel_of(const Person& person) { return person.is_desk() ? "desk" : "rep"; }

/// What came with an order and was accepted with it is the company's own by now.
void drop_known_parties(RawOrder& copy, Catalogue& catalogue) {
  const Customer* customer = catalogue.find_customer(copy.customer);
  if (customer == nullptr) return;
  copy.new_customer.reset();
  std::erase_if(copy.new_ship_tos, [customer](const RawShipTo& made) {
    const auto code = ShipToCode::parse(made.code);
    return std::ranges::any_of(customer->ship_tos,
                               [&](const ShipTo& known) {
                                 return known.code == code && known.address == made.address;
                               });
  });
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

OpenOrder* Model::begin_copy(RawOrder copy) {
  if (phase_ != Phase::ready) return nullptr;
  drop_known_parties(copy, *catalogue_);
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
  } else if (open_->may_edit() && !open_->is_saved()) {
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

void Model::begin_paste(std::string_view text) {
  if (!open_ || !open_->may_edit()) return;
  const auto today = Date::parse(edge_.clock.today());
  paste_ = std::make_unique<PastePreview>(std::string(text), open_->editor().order(),
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

}  // namespace tally::app
