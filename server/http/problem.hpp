// Problem: an issue as an answer (RFC 9457, application/problem+json).
// In go issues; out comes a status and a document with the sentence, the code and the mend, so that
// a program can act on the code and a person on the sentence.
// It chooses no words: they are base/codes.def's, through explain/.
//   answer_problem(response, make_issue(IssueCode::order_unknown, "", {{"order", id}}), path);
#pragma once

#include <string>
#include <string_view>

#include "server/http/message.hpp"
#include "shared/base/issue.hpp"

namespace tally::server::http {

/// The parameter `name` of a request is not what was expected.
Issue parameter_refused(std::string_view name, std::string value, std::string_view expected);

/// The HTTP status of a code; 422 where the request was understood and cannot be.
int status_of(IssueCode code);

/// The first issue is the problem; all stand under "issues" where there are several or where the
/// one has a path. Sets Retry-After where trying again later can help.
void answer_problem(Response& response, const Issues& issues, std::string_view instance);
void answer_problem(Response& response, const Issue& issue, std::string_view instance);

/// As answer_problem, but a document that cannot be read is a bad request here, not a bad order.
void answer_bad_body(Response& response, const Issues& issues, std::string_view instance);

/// "Order id reused" for order_id_reused.
std::string problem_title(std::string_view code_name);

}  // namespace tally::server::http
