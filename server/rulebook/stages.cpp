#include "server/rulebook/stages.hpp"

#include "shared/data/order.hpp"
#include "shared/wire/rule_book_text.hpp"

namespace tally::server::rulebook {

using store::Connection;
using store::Query;
using wire::Step;

namespace {

/// "rep,web"
std::string print_channels(const std::vector<Channel>& channels) {
  std::string text;
  for (const Channel channel : channels) {
    text += (text.empty() ? "" : ",") + std::string(channel_name(channel));
  }
  return text;
}

std::vector<Channel> parse_channels(std::string_view text) {
  std::vector<Channel> channels;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    if (const auto channel = parse_channel(text.substr(0, end))) channels.push_back(*channel);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return channels;
}

#define TALLY_STAGE_COLUMNS                                                           \
  "SELECT number, at_ms, by, what, coalesce(digest, ''), name, channels, share, "     \
  "note, before, book IS NOT NULL FROM rule_stage "

Stage read_stage(const Query& row) {
  Stage stage;
  stage.number = row.integer(0);
  stage.at = Instant{row.integer(1)};
  stage.by = row.text(2);
  stage.what = row.text(3);
  stage.digest = row.text(4);
  stage.name = row.text(5);
  stage.channels = parse_channels(row.view(6));
  stage.share = static_cast<std::int32_t>(row.integer(7));
  stage.note = row.text(8);
  stage.before = row.integer(9);
  stage.has_book = row.integer(10) != 0;
  return stage;
}

/// As the catalogue has it; empty: the company has no rules.
std::string catalogue_book(Connection& db) {
  Query find = db.query("SELECT value FROM meta WHERE key = 'rules'");
  return find.step() == Step::row ? find.text(0) : std::string();
}

std::string book_text(Connection& db, std::int64_t number) {
  Query find = db.query("SELECT book FROM rule_stage WHERE number = ?1 AND book IS NOT NULL");
  return find.bind(1, number).step() == Step::row ? find.text(0) : std::string();
}

}  // namespace

bool append_stage(Connection& db, Stage& stage, const std::optional<std::string>& book) {
  const std::string channels = print_channels(stage.channels);
  Query put = db.query(
      "INSERT INTO rule_stage (at_ms, by, what, digest, name, channels, share, note, book, before) "
      "VALUES (?1, ?2, ?3, nullif(?4, ''), ?5, ?6, ?7, ?8, ?9, ?10)");
  put.bind(1, stage.at.unix_ms).bind(2, stage.by).bind(3, stage.what).bind(4, stage.digest);
  put.bind(5, stage.name).bind(6, channels).bind(7, std::int64_t{stage.share});
  put.bind(8, stage.note);
  if (book) put.bind(9, *book);
  else put.bind_null(9);
  if (!put.bind(10, stage.before).run()) return false;
  stage.number = db.last_row_id();
  return true;
}

std::int64_t current_stage(Connection& db) {
  Query find = db.query("SELECT coalesce(max(number), 0) FROM rule_stage WHERE book IS NOT NULL");
  return find.step() == Step::row ? find.integer(0) : 0;
}

std::optional<Stage> find_stage(Connection& db, std::int64_t number) {
  Query find = db.query(TALLY_STAGE_COLUMNS "WHERE number = ?1");
  if (find.bind(1, number).step() != Step::row) return std::nullopt;
  return read_stage(find);
}

std::optional<RuleBookText> book_of_stage(Connection& db, std::int64_t number) {
  const std::string text = book_text(db, number);
  return text.empty() ? std::nullopt : wire::parse_rule_book(text);
}

bool keep_sets(Connection& db, const RuleBookText& book, std::string_view author, Instant now) {
  const auto words = rules::make_order_words(book.currency, book.words);
  if (!words) return false;
  for (const RuleSetText& text : book.sets) {
    const auto set = rules::compile_set(*words, text);
    if (!set) return false;
    const KeptSet kept{set->digest.text(), text.text, text.name, std::string(author), now, ""};
    if (!keep_set(db, kept)) return false;
  }
  return true;
}

bool note_loaded(Connection& db, std::string_view by, Instant now) {
  const std::string text = catalogue_book(db);
  const std::int64_t current = current_stage(db);
  if (text.empty() || text == book_text(db, current)) return true;
  const auto book = wire::parse_rule_book(text);
  if (!book || !keep_sets(db, *book, "", now)) return false;
  Stage stage;
  stage.at = now;
  stage.by = by;
  stage.what = "loaded";
  stage.before = current;
  return append_stage(db, stage, text);
}

std::vector<Stage> list_stages(Connection& db, std::string_view digest, std::int64_t limit) {
  std::vector<Stage> stages;
  Query select = db.query(TALLY_STAGE_COLUMNS "WHERE ?1 = '' OR digest = ?1 "
                                              "ORDER BY number DESC LIMIT ?2");
  select.bind(1, digest).bind(2, limit);
  while (select.step() == Step::row) stages.push_back(read_stage(select));
  return stages;
}

}  // namespace tally::server::rulebook
