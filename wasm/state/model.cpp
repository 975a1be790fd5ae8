#include "wasm/state/model.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "shared/explain/explain.hpp"
#include "wasm/state/words.hpp"

namespace tally::app {

namespace {

/// Who was signed in last, for a start without the server.
constexpr std::string_view person_kept = "person";

}  // namespace

Model::Model(Edge edge) : edge_(std::move(edge)), outbox_(edge_.log, edge_.clock, edge_.store) {
  // Every question goes through ask(), so that the status line knows whether the server answers.
  Ask outside = std::move(edge_.ask);
  edge_.ask = [this, outside = std::move(outside)](Question question, Then then) {
    question.bearer = bearer_;
    const Question again = question;
    outside(std::move(question), [this, outside, again, then = std::move(then)](Answer answer) {
      const bool silent = answer.status == 0;
      if (!silent) lost_contact_ms_ = 0;
      if (silent && lost_contact_ms_ == 0) lost_contact_ms_ = edge_.clock.now_ms();
      if (answer.status != 401) return then(std::move(answer));
      // The session has ended: this device's own signature gets a token, once for each question.
      renew_token(outside, [this, outside, again, answer, then](const std::string& token) {
        if (token.empty() || token == again.bearer) {
          signed_out_ = true;
          return then(answer);
        }
        Question repeated = again;
        repeated.bearer = token;
        outside(std::move(repeated), [this, then](Answer came) {
          if (came.status == 401) signed_out_ = true;
          then(std::move(came));
        });
      });
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
  // Without the server, or where the session has ended, this is still the device of whoever was
  // signed in last: orders are saved without a sign-in.
  const auto kept = edge_.store->load(person_kept);
  if (answer.status == 401 && !(kept && outbox_.identity())) {
    return fail(Phase::signed_out, "Nobody is signed in.");
  }
  const auto person = answer.ok() ? read_person(answer.body)
                      : kept      ? read_person(*kept)
                                  : std::nullopt;
  if (!person) return fail(Phase::no_server, say_failure(answer));
  if (answer.ok()) edge_.store->save(person_kept, answer.body);
  person_ = *person;
  book_ = std::make_unique<DraftBook>(*edge_.store, person_.login);
  drop_saved_drafts();
  note_drafts();
  orders_ = std::make_unique<OrderList>(edge_, !person_.is_desk());
  desk_ = std::make_unique<Desk>(edge_);
  devices_ = std::make_unique<DeviceDesk>(edge_);
  masters_ = std::make_unique<Masters>(edge_, person_);
  users_ = std::make_unique<UserDesk>(edge_);
  notes_ = std::make_unique<NoteDesk>(edge_);
  credit_ = std::make_unique<CreditDesk>(edge_);
  products_ = std::make_unique<ProductBrowser>(edge_);
  feed_ = std::make_unique<CompanyFeed>(
      edge_, person_.login,
      FeedCalls{.changed = [this] { take_changes(); },
                .pushes = [this] { return outbox_.pushes(); },
                .heads = [this](const std::vector<device_log::LogHead>& heads, std::uint64_t at) {
                  outbox_.take_server_heads(heads, at);
                }});
  products_->use(feed_.get());
  phase_ = Phase::loading;
  if (answer.ok()) enrol();
  fetch_prices();
}

void Model::check_prices() {
  if (phase_ == Phase::ready && !fetching_) fetch_prices();
}

std::vector<std::string> Model::snapshots_in_use() const {
  std::vector<std::string> digests;
  if (outbox_.engine() == nullptr) return digests;
  // What waits was decided with these; they stay until the company has it.
  for (const device_log::Log& log : outbox_.engine()->book().logs) {
    for (const device_log::KeptEntry& kept : log.entries) {
      if (!kept.waits()) continue;
      const auto entry = device_log::read_entry(kept.bytes);
      if (entry && entry->snapshot) digests.push_back(entry->snapshot->text());
    }
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
    // Where the server did answer, what came was not what it should be.
    const bool damaged = answer.ok() && read_problem(answer.body);
    if (starting) fail(damaged ? Phase::damaged : Phase::no_server, say_failure(answer));
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
  if (std::exchange(phase_, Phase::ready) != Phase::ready) feed_->begin(outbox_.identity());
  return {};
}

std::vector<News> Model::take_news() {
  tell_log();
  if (desk_) {
    std::vector<std::string> told = desk_->take_news();
    std::ranges::move(devices_->take_news(), std::back_inserter(told));
    std::ranges::move(notes_->take_news(), std::back_inserter(told));
    for (std::string& words : told) {
      news_.push_back({News::Kind::bad, std::move(words)});
    }
    const auto tell = [this](auto all) {
      for (auto& one : all) {
        news_.push_back({one.is_good ? News::Kind::good : News::Kind::bad, std::move(one.words)});
      }
    };
    tell(masters_->take_news());
    tell(users_->take_news());
    tell(credit_->take_news());
  }
  return std::exchange(news_, {});
}

std::int64_t Model::keep_drafts() { return open_ ? open_->keep_if_due() : 0; }

}  // namespace tally::app
