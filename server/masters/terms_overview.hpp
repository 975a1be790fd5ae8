// Terms overview: which payment terms the company's customers have, and how many have each.
// In go words and the text that was seen last; out come the texts in their own order, each with its
// customers and with what it reads as, or why it cannot be read.
// Terms are texts of customers and no records: who wants other ones changes the customers.
//   TermsPage page = list_used_terms(db, {.words = "net 30"});
#pragma once

#include <string>
#include <vector>

#include "server/store/connection.hpp"

namespace tally::server::masters {

struct TermsWish {
  /// Must occur in the text, in whatever case (ASCII).
  std::string words = {};
  std::string after = {};
  std::int64_t limit = 50;
};

struct UsedTerms {
  std::string text;
  std::int64_t customers = 0;
};

struct TermsPage {
  std::vector<UsedTerms> terms;
  std::int64_t total = 0;
  bool has_more = false;
};

TermsPage list_used_terms(store::Connection& db, const TermsWish& wish);

/// As a page of a list: {"kind":"terms","records":[{"key","title","record":{"terms","customers",
/// "reads","trouble"}}],"total","next"}.
std::string terms_page_json(const TermsPage& page);

}  // namespace tally::server::masters
