#include "wasm/state/model.hpp"

#include <utility>

#include "shared/explain/explain.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

/// Who was signed in last, for a start without the server.
constexpr std::string_view person_kept = "person";

}  // namespace

Model::Model(Edge edge) : edge_(std::move(edge)) {
  // Every question goes through ask(), so that the status line knows whether the server answers.
  Ask outside = std::move(edge_.ask);
  edge_.ask = [this, outside = std::move(outside)](Question question, Then then) {
    outside(std::move(question), [this, then = std::move(then)](Answer answer) {
      if (answer.status == 0) {
        if (lost_contact_ms_ == 0) lost_contact_ms_ = edge_.clock.now_ms();
      } else {
        lost_contact_ms_ = 0;
      }
      if (answer.status == 401) signed_out_ = true;
      then(std::move(answer));
    });
  };
}

void Model::ask(Question question, Then then) { edge_.ask(std::move(question), std::move(then)); }

void Model::start() {
  phase_ = Phase::starting;
  signed_out_ = false;
  ask({.method = "GET", .path = "/v1/me"}, [this](const Answer& answer) { take_person(answer); });
}

void Model::fail(Phase phase, std::string trouble) {
  phase_ = phase;
  trouble_ = std::move(trouble);
}

void Model::take_person(const Answer& answer) {
  if (answer.status == 401) {
    edge_.store->forget(person_kept);
    return fail(Phase::signed_out, "Nobody is signed in.");
  }
  // Without the server this is still the device of whoever was signed in last.
  const auto kept = answer.status == 0 ? edge_.store->load(person_kept) : std::nullopt;
  const auto person = answer.ok() ? read_person(answer.body)
                      : kept      ? read_person(*kept)
                                  : std::nullopt;
  if (!person) return fail(Phase::no_server, say_failure(answer));
  if (answer.ok()) edge_.store->save(person_kept, answer.body);
  person_ = *person;
  book_ = std::make_unique<DraftBook>(*edge_.store, person_.login);
  note_drafts();
  orders_ = std::make_unique<OrderList>(edge_, !person_.is_desk());
  desk_ = std::make_unique<Desk>(edge_);
  products_ = std::make_unique<ProductBrowser>(edge_);
  phase_ = Phase::loading;
  fetch_prices();
}

void Model::check_prices() {
  if (phase_ == Phase::ready && !fetching_) fetch_prices();
}

std::vector<std::string> Model::snapshots_in_use() const {
  std::vector<std::string> digests;
  for (const DraftNote& note : drafts_known_) {
    const auto draft = book_->load(note.order_id);
    std::string named = draft ? read_snapshot_named(draft->delivery.body) : std::string();
    if (!named.empty()) digests.push_back(std::move(named));
  }
  return digests;
}

void Model::fetch_prices() {
  fetching_ = true;
  loaded_ = to_load_ = 0;
  const std::string have = catalogue_ ? prices_.digest : std::string();
  Question question{.method = "POST",
                    .path = "device:prices",
                    .body = write_prices_question(person_.login, have, snapshots_in_use())};
  question.progress = [this](std::int64_t done, std::int64_t total) {
    loaded_ = done;
    to_load_ = total;
  };
  ask(std::move(question), [this](Answer answer) { take_prices(std::move(answer)); });
}

void Model::take_prices(Answer answer) {
  fetching_ = false;
  auto came = read_prices(std::move(answer.body));
  const bool starting = catalogue_ == nullptr;
  if (!came) {
    if (answer.status == 401 && starting) return fail(Phase::signed_out, "Nobody is signed in.");
    if (starting) fail(Phase::no_server, say_failure(answer));
    return;
  }
  if (!came->parts) {
    if (came->news.digest == prices_.digest) prices_ = came->news;
    return;
  }
  const auto opened = open_prices(*std::move(came));
  if (opened) return;
  const std::string sentence = say_in_cell(opened.error().front());
  if (starting) return fail(Phase::damaged, sentence);
  news_.push_back({News::Kind::bad, sentence});
}

Result<void> Model::open_prices(PricesCame came) {
  const auto named = Digest::parse(came.news.digest);
  if (!named) {
    return std::unexpected(Issues{make_issue(IssueCode::snapshot_damaged, "",
                                             {{"reason", "its name is " + came.news.digest}})});
  }
  if (!came.verified) {
    const auto verified = wire::verify_snapshot(*came.parts, *named);
    if (!verified) return std::unexpected(verified.error());
  }
  auto opened = Catalogue::open(*std::move(came.parts), *named);
  if (!opened) return std::unexpected(opened.error());
  // What still points into the old prices lets go of them first.
  paste_.reset();
  retired_ = std::exchange(catalogue_, std::move(*opened));
  prices_ = came.news;
  desk_->use(catalogue_.get());
  products_->use(catalogue_.get());
  if (open_) open_->editor().use(*catalogue_);
  retired_.reset();
  if (phase_ == Phase::ready) news_.push_back({News::Kind::neutral, "New prices are in use."});
  phase_ = Phase::ready;
  return {};
}

std::vector<News> Model::take_news() {
  if (desk_) {
    for (std::string& words : desk_->take_news()) {
      news_.push_back({News::Kind::bad, std::move(words)});
    }
  }
  return std::exchange(news_, {});
}

std::int64_t Model::keep_drafts() { return open_ ? open_->keep_if_due() : 0; }

StatusLine Model::status(bool browser_online) {
  StatusLine line;
  const auto add = [&line](const std::string& part) {
    line.words += (line.words.empty() ? "" : " · ") + part;
  };
  if (phase_ != Phase::ready) return line;
  if (open_ && open_->delivery().state != Delivery::State::sent) {
    if (open_->save_failed()) {
      add("NOT saved: this device has no room for the draft");
      line.warns = true;
    } else if (!open_->is_saved()) {
      add("Saving the draft …");
    } else if (!open_->editor().is_empty()) {
      add("Draft saved on this device " + moment_text(edge_.clock, open_->saved_ms()));
    }
  }
  std::int64_t waiting = 0;
  for (const DraftNote& note : drafts_known_) waiting += note.waits ? 1 : 0;
  if (waiting > 0) {
    add(count_of(waiting, "order") + " not sent");
    line.warns = true;
  }
  add("Prices of " + moment_text(edge_.clock, read_instant(prices_.built)));
  if (fetching_ && to_load_ > 0) {
    add("new ones coming: " + megabytes_text(loaded_) + " of " + megabytes_text(to_load_) + " MB");
  }
  if (signed_out_) {
    add("signed out: sign in again");
    line.warns = true;
  } else if (!browser_online) {
    add("offline");
    line.warns = true;
  } else if (lost_contact_ms_ != 0) {
    add("no answer from the server " + since_text(edge_.clock, lost_contact_ms_));
    line.warns = true;
  } else {
    add("online");
  }
  return line;
}

}  // namespace tally::app
