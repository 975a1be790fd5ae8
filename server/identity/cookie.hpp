// Cookie: how a session's token travels.
// In go the site and a token; out comes the Set-Cookie value: not for scripts (HttpOnly), not with
// requests that other sites cause (SameSite=Strict), and only over https where the site has it.
// It opens no session.
//   response.set("Set-Cookie", session_cookie(site, token));
#pragma once

#include <string>
#include <string_view>

#include "server/http/message.hpp"
#include "server/http/services.hpp"
#include "shared/base/issue.hpp"

namespace tally::server::identity {

std::string session_cookie(const http::Site& site, std::string_view token);
/// Makes the browser forget it.
std::string ended_cookie(const http::Site& site);

/// Opens a session for the user and puts its cookie into the answer; the issue where it fails.
Issues begin_session(http::Services& services, std::int64_t user_id, http::Response& response);

}  // namespace tally::server::identity
