// The model's part about what the company says: lists are asked for again when orders changed,
// messages are told once, and stock is put in words with what is known of it.
#include "wasm/state/model.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

std::string until_words(const Clock& clock, const std::optional<Instant>& until) {
  return until ? ", until " + moment_text(clock, until->unix_ms) : "";
}

}  // namespace

void Model::pump_changes() {
  if (feed_) feed_->pump();
}

void Model::hear_changes(std::optional<std::int64_t> lsn) {
  if (feed_) feed_->told(lsn);
}

void Model::take_changes() {
  for (Message& message : feed_->take_messages()) {
    const bool bad = message.what == "order_sent_back" || message.what == "order_cancelled";
    news_.push_back({bad ? News::Kind::bad : News::Kind::neutral, std::move(message.words)});
  }
  if (orders_heard_ != feed_->orders_revision()) {
    orders_heard_ = feed_->orders_revision();
    if (orders_->has_answer()) orders_->refresh();
    if (person_.is_desk()) desk_->refresh();
    if (person_.acknowledges_notes()) notes_->refresh();
    if (may_change_credit(person_.role)) credit_->refresh();
  }
  if (edge_.log.changed) edge_.log.changed();
}

std::string Model::stock_words(const Sku& sku, Quantity wanted) {
  if (!feed_) return {};
  using device_log::PromiseKind;
  const auto promised = feed_->promised(sku.text(), wanted, own_.uses(outbox_, feed_.get(), sku));
  const std::string until = until_words(edge_.clock, promised.until);
  if (promised.kind == PromiseKind::allotted) {
    return "Set aside for you: " + say_quantity(promised.left) + until;
  }
  if (promised.kind == PromiseKind::held) {
    return "Held for you: " + say_quantity(promised.left) + until;
  }
  const auto hint = feed_->stock(sku.text());
  if (!hint) return {};
  return "About " + say_quantity(hint->free) + " free as of " +
         moment_text(edge_.clock, hint->at_ms) + "; a hint, not a promise";
}

}  // namespace tally::app
