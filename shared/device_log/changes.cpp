#include "shared/device_log/changes.hpp"

#include "shared/device_log/json_fields.hpp"

namespace tally::device_log {

namespace {

constexpr std::string_view page_kind = "changes/1";

FeedRow row_of(JsonFields& read, const Json& json) {
  FeedRow row;
  row.kind = read.text("kind");
  row.key = read.text("key");
  row.lsn = read.number("lsn");
  const Json* bytes = find_field(json, "row");
  if (bytes == nullptr || !(bytes->is_null() || bytes->is_string())) read.miss("row");
  else if (bytes->is_string()) row.row = bytes->get<std::string>();
  return row;
}

void read_rows(JsonFields& page, const Json& json, ChangesPage& out) {
  std::int64_t before = out.reset ? 0 : out.after;
  for (const Json& item : page.array(json, "rows")) {
    JsonFields read(item);
    out.rows.push_back(row_of(read, item));
    const std::int64_t lsn = out.rows.back().lsn;
    if (!read.missing().empty() || lsn <= before || lsn > out.upto) return page.miss("rows");
    before = lsn;
  }
}

void read_digests(JsonFields& page, const Json& json, ChangesPage& out) {
  const Json* digests = find_field(json, "digests");
  if (digests == nullptr || !digests->is_object()) return page.miss("digests");
  for (const auto& [kind, text] : digests->items()) {
    const auto digest =
        text.is_string() ? Digest::parse(text.get<std::string>()) : std::optional<Digest>();
    if (!digest) return page.miss("digests");
    out.digests.emplace(kind, *digest);
  }
}

void read_heads(JsonFields& page, const Json& json, ChangesPage& out) {
  for (const Json& item : page.array(json, "heads")) {
    JsonFields read(item);
    const Epoch epoch = read.id<Epoch>("epoch");
    out.heads.push_back({epoch, read.count("seq")});
    if (!read.missing().empty()) return page.miss("heads");
  }
}

}  // namespace

std::string write_changes(const ChangesPage& page) {
  Json rows = Json::array();
  for (const FeedRow& row : page.rows) {
    rows.push_back({{"kind", row.kind},
                    {"key", row.key},
                    {"lsn", row.lsn},
                    {"row", row.row ? Json(*row.row) : Json()}});
  }
  Json digests = Json::object();
  for (const auto& [kind, digest] : page.digests) digests[kind] = digest.text();
  Json heads = Json::array();
  for (const LogHead& head : page.heads) {
    heads.push_back({{"epoch", head.epoch.text()}, {"seq", head.seq}});
  }
  return print_json({{"tallystick", page_kind},
                     {"incarnation", page.incarnation.text()},
                     {"after", page.after},
                     {"upto", page.upto},
                     {"reset", page.reset},
                     {"complete", page.complete},
                     {"rows", std::move(rows)},
                     {"digests", std::move(digests)},
                     {"heads", std::move(heads)},
                     {"server_ms", page.server_time.unix_ms},
                     {"poll_ms", page.poll_ms}});
}

std::expected<ChangesPage, EntryFault> read_changes(std::string_view body) {
  const Json json = parse_json(body);
  JsonFields read(json);
  if (read.text("tallystick") != page_kind) {
    return std::unexpected(not_an_answer("tallystick"));
  }
  ChangesPage page;
  page.incarnation = read.id<Incarnation>("incarnation");
  page.after = static_cast<std::int64_t>(read.count("after"));
  page.upto = static_cast<std::int64_t>(read.count("upto"));
  page.reset = read.flag("reset");
  page.complete = read.flag("complete");
  page.server_time = Instant{read.number("server_ms")};
  page.poll_ms = static_cast<std::int64_t>(read.count("poll_ms"));
  if (!page.reset && page.upto < page.after) read.miss("upto");
  read_rows(read, json, page);
  read_digests(read, json, page);
  read_heads(read, json, page);
  if (!read.missing().empty()) return std::unexpected(not_an_answer(read.missing()));
  return page;
}

Digest row_digest(std::string_view kind, std::string_view key, std::string_view row) {
  Sha256 hash;
  for (const std::string_view part : {kind, key, row}) {
    hash.add(part);
    hash.add("\n");
  }
  return hash.finish();
}

void mix_digest(Digest& mixed, const Digest& row) {
  for (std::size_t place = 0; place < mixed.bytes.size(); ++place) {
    mixed.bytes[place] = static_cast<std::uint8_t>(mixed.bytes[place] ^ row.bytes[place]);
  }
}

}  // namespace tally::device_log
