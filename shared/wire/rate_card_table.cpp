// The rate cards of a catalogue: each is the line of JSON that its document has.
#include "shared/wire/catalogue_writer.hpp"
#include "shared/wire/rate_card_text.hpp"
#include "shared/wire/snapshot_reader.hpp"

namespace tally::wire {

bool CatalogueWriter::put(const RateCard& card) {
  const std::string document = rate_card_record(card);
  Statement put = db_->prepare("INSERT INTO rate_card (code, document) VALUES (?1, ?2) "
                               "ON CONFLICT (code) DO UPDATE SET document = ?2 "
                               "WHERE document IS NOT ?2");
  return put && put.bind(1, card.code.text()).bind(2, document).run();
}

RateCardBook Snapshot::rate_cards() {
  RateCardBook book;
  Statement rows = parts_->db.prepare("SELECT document FROM rate_card ORDER BY code");
  while (rows && parts_->row(rows)) {
    auto card = parse_rate_card(rows.text(0));
    // A customer whose card is not there would be charged nothing.
    parts_->failed = parts_->failed || !card;
    if (card) book.push_back(*std::move(card));
  }
  return book;
}

}  // namespace tally::wire
