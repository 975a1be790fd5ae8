// Snapshots for devices: the name of the current one, and the bytes of any.
#include "server/http/handlers.hpp"
#include "server/http/problem.hpp"
#include "server/http/static_files.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::http {

void show_snapshot(Services& services, const Request& request, Response& response) {
  const auto current = services.snapshots.current();
  if (!current) {
    return answer_problem(response, make_issue(IssueCode::company_missing, ""), request.path);
  }
  const std::string digest = current->digest.text();
  wire::JsonWriter json;
  json.open('{').key("number").value(current->number).key("digest").value(digest);
  json.key("bytes").value(current->bytes).key("url").value("/v1/snapshots/" + digest);
  json.key("as_of").value(services.clock.today().print());
  json.key("built").value(print_instant(current->built));
  json.key("company").value(current->company).close('}');
  response.json(200, json.take());
}

void send_snapshot(Services& services, const Request& request, Response& response) {
  const std::string& wanted = request.captured.front();
  const auto digest = Digest::parse(wanted);
  if (!digest) {
    return answer_problem(response,
                          make_issue(IssueCode::digest_malformed, "", {{"text", wanted}}),
                          request.path);
  }
  std::error_code error;
  const std::filesystem::path file = services.snapshots.file(*digest);
  if (!services.snapshots.is_published(*digest) || !std::filesystem::exists(file, error)) {
    return answer_problem(response,
                          make_issue(IssueCode::snapshot_not_here, "", {{"digest", wanted}}),
                          request.path);
  }
  const std::string tag = "\"" + wanted + "\"";
  response.content_type = "application/vnd.sqlite3";
  response.set("ETag", tag);
  // The name is the content, so it never changes; only people who are signed in may have it.
  response.set("Cache-Control", "private, max-age=31536000, immutable");
  response.set("Vary", "Accept-Encoding");
  if (request.header("if-none-match") == tag) {
    response.status = 304;
    return;
  }
  const std::filesystem::path smaller = services.snapshots.compressed_file(*digest);
  const bool compressed = accepts_encoding(request.header("accept-encoding"), "gzip") &&
                          std::filesystem::exists(smaller, error);
  if (compressed) response.set("Content-Encoding", "gzip");
  response.file = compressed ? smaller : file;
}

}  // namespace tally::server::http
