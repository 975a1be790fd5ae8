// An order arrives: the envelope is read here, the order itself by wire/.
#include "server/http/handlers.hpp"
#include "server/http/problem.hpp"
#include "server/http/route.hpp"
#include "server/orders/order_json.hpp"
#include "server/orders/submit.hpp"
#include "shared/wire/json_reader.hpp"

namespace tally::server::http {

namespace {

Result<orders::Submission> read_submission(std::string_view body) {
  const auto document = wire::parse_document(body, order_body_bytes_max);
  if (!document) return std::unexpected(document.error());
  Issues issues;
  wire::FieldReader read(*document, "", issues);
  orders::Submission submission;
  submission.order_document = read.text("order", wire::Presence::required);
  submission.claim.outcome = read.text("outcome");
  submission.claim.core_version = read.text("core_version");
  const std::string snapshot = read.text("snapshot");
  if (!snapshot.empty()) {
    submission.snapshot = Digest::parse(snapshot);
    if (!submission.snapshot) read.refuse("snapshot", snapshot, "a SHA-256 digest");
  }
  const std::string as_of = read.text("as_of");
  if (!as_of.empty()) {
    submission.as_of = Date::parse(as_of);
    if (!submission.as_of) read.refuse("as_of", as_of, "a day such as 2026-03-31");
  }
  // What was decided elsewhere can only be compared where it is said with what.
  const bool decided = !submission.claim.outcome.empty();
  if (decided && !submission.snapshot) {
    read.refuse("snapshot", "", "the digest it was decided with");
  }
  if (decided && !submission.as_of) read.refuse("as_of", "", "the day it was decided for");
  read.finish();
  if (!issues.empty()) return std::unexpected(std::move(issues));
  return submission;
}

}  // namespace

void submit_order(Services& services, const Request& request, Response& response) {
  const auto submission = read_submission(request.body);
  if (!submission) return answer_bad_body(response, submission.error(), request.path);
  orders::OrderRoom room = services.order_room();
  const orders::Submitted submitted =
      orders::submit(room, *submission, request.person->login);
  if (!submitted.issues.empty()) {
    return answer_problem(response, submitted.issues, request.path);
  }
  response.json(200, orders::submitted_json(submitted));
}

}  // namespace tally::server::http
