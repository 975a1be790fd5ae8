// Mail domains: the mistyped names of large mail services, as people have sent them for years.
// In goes a domain in small letters; out comes the one that is meant, or nothing.
// It is a list, not a distance: mail.com is one letter from gmail.com and is a service of its own.
// It asks no name server.
//   nearest_mail_domain("gmial.com") == "gmail.com"
#pragma once

#include <string>
#include <string_view>

namespace tally::identify {

/// Empty where the domain is not known to be a mistake.
std::string nearest_mail_domain(std::string_view domain);

}  // namespace tally::identify
