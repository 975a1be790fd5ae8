// Snapshots for devices: which one is current for whoever asks, what an older one was made of, and
// the chunks of any.
#include "server/http/handlers.hpp"
#include "server/http/problem.hpp"
#include "server/http/static_files.hpp"
#include "server/sync/snapshot_files.hpp"
#include "shared/wire/catalogue_schema.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::http {

namespace {

std::string scope_of(const Request& request) {
  return sync::scope_of(request.person->login, request.person->role);
}

void write_part(wire::JsonWriter& json, std::string_view name, const sync::PartRow& part) {
  json.open('{').key("name").value(name).key("digest").value(part.digest.text());
  json.key("bytes").value(part.manifest.bytes).key("chunks").open('[');
  for (const Digest& chunk : part.manifest.chunks) json.value(chunk.text());
  json.close(']').close('}');
}

void answer_manifest(Services& services, const sync::Manifest& manifest, Response& response) {
  const sync::ManifestRow& row = manifest.row;
  wire::JsonWriter json;
  json.open('{').key("format").value(std::int64_t{wire::snapshot_format});
  json.key("number").value(row.number).key("digest").value(row.digest.text());
  json.key("bytes").value(row.common.manifest.bytes + row.scoped.manifest.bytes);
  json.key("as_of").value(services.clock.today().print());
  json.key("built").value(print_instant(manifest.built));
  json.key("company").value(manifest.company).key("parts").open('[');
  write_part(json, "common", row.common);
  write_part(json, "scoped", row.scoped);
  response.json(200, json.close(']').close('}').take());
}

/// The digest in the path; nullopt, and the answer, where it is none.
std::optional<Digest> captured_digest(const Request& request, Response& response) {
  const std::string& wanted = request.captured.front();
  auto digest = Digest::parse(wanted);
  if (!digest) {
    answer_problem(response, make_issue(IssueCode::digest_malformed, "", {{"text", wanted}}),
                   request.path);
  }
  return digest;
}

}  // namespace

void show_snapshot(Services& services, const Request& request, Response& response) {
  const auto manifest = services.snapshots.current_for(scope_of(request), services.clock.now());
  if (!manifest) return answer_problem(response, manifest.error().front(), request.path);
  answer_manifest(services, *manifest, response);
}

void show_older_snapshot(Services& services, const Request& request, Response& response) {
  const auto digest = captured_digest(request, response);
  if (!digest) return;
  const auto manifest = services.snapshots.find(*digest, scope_of(request));
  if (!manifest) return answer_problem(response, manifest.error().front(), request.path);
  answer_manifest(services, *manifest, response);
}

void send_chunk(Services& services, const Request& request, Response& response) {
  const auto digest = captured_digest(request, response);
  if (!digest) return;
  auto chunk = services.snapshots.chunk(*digest, scope_of(request));
  if (!chunk) return answer_problem(response, chunk.error().front(), request.path);
  const std::string tag = "\"" + digest->text() + "\"";
  response.content_type = "application/octet-stream";
  response.set("ETag", tag);
  // The name is the content, so it never changes; only people who are signed in may have it.
  response.set("Cache-Control", "private, max-age=31536000, immutable");
  response.set("Vary", "Accept-Encoding");
  if (request.header("if-none-match") == tag) {
    response.status = 304;
    return;
  }
  const bool compressed = accepts_encoding(request.header("accept-encoding"), "gzip");
  if (compressed) response.set("Content-Encoding", "gzip");
  response.body = compressed ? *std::move(chunk)
                             : sync::gunzip(*chunk, wire::chunk_bytes).value_or("");
}

}  // namespace tally::server::http
