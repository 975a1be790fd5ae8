// Payment terms: what is read, how it is printed, and what is said of what cannot be.
#include "shared/terms/terms.hpp"

#include <doctest/doctest.h>

#include <utility>

#include "tests/support/random.hpp"

using namespace tally;
using namespace tally::terms;

namespace {

std::string canonical(std::string_view text) {
  const auto read = read_terms(text);
  return read ? print_terms(*read) : "refused: " + std::string(code_row(read.error()[0].code).name);
}

using Said = std::vector<std::pair<IssueCode, std::string>>;

Said said_of(std::string_view text) {
  const auto read = read_terms(text);
  Said said;
  if (read) return said;
  for (const Issue& issue : read.error()) said.emplace_back(issue.code, issue.path);
  return said;
}

}  // namespace

TEST_CASE("one meaning has one printed form") {
  const std::pair<const char*, const char*> forms[] = {
      {"net 30", "net 30"},
      {"  NET30 days ", "net 30"},
      {"n/30", "net 30"},
      {"net 030", "net 30"},
      {"2/10 net 30", "2/10 net 30"},
      {"2/10, n/30", "2/10 net 30"},
      {"2% 10, Net 30", "2/10 net 30"},
      {"2%/10 days net 30 days", "2/10 net 30"},
      {"2.50/10 net 30", "2.5/10 net 30"},
      {"3/14 2/21 net 30", "3/14 2/21 net 30"},
      {"3/14, 2/21, net 30", "3/14 2/21 net 30"},
      {"1/10 eom", "1/10 EOM"},
      {"2/5 1/10 EOM", "2/5 1/10 EOM"},
      {"1/10 EOM, net EOM + 25", "1/10 EOM net EOM + 25"},
      {"net 30 EOM", "net 30 EOM"},
      {"EOM", "net EOM"},
      {"net 0 EOM", "net EOM"},
      {"EOM 10", "net EOM + 10"},
      {"net EOM+15", "net EOM + 15"},
      {"Due Upon Receipt", "due on receipt"},
      {"prepaid", "prepaid"},
      {"50% prepaid, net 30", "50% prepaid, 50% net 30"},
      {"30% net 0, 30% net 30, 40% net 60", "30% net 0, 30% net 30, 40% net 60"},
      {"33.3333% net 0, 33.3333% net 30, net 60",
       "33.3333% net 0, 33.3333% net 30, 33.3334% net 60"},
      {"30% 2% 10, net 30, 70% 1/10 EOM", "30% 2/10 net 30, 70% 1/10 EOM"},
      {"100% net 30", "net 30"},
  };
  for (const auto& [text, wanted] : forms) {
    CAPTURE(text);
    CHECK(canonical(text) == wanted);
    CHECK(canonical(wanted) == wanted);
  }
}

TEST_CASE("what is read stands in the terms") {
  const auto terms = read_terms("25% 3/14 2/21 net 30, 75% net EOM + 15");
  REQUIRE(terms.has_value());
  REQUIRE(terms->instalments.size() == 2);
  const InstalmentTerms& first = terms->instalments[0];
  CHECK(first.share == Rate{250'000});
  CHECK(first.discounts == std::vector<DiscountStep>{{Rate{30'000}, 14}, {Rate{20'000}, 21}});
  CHECK(first.discounts_from == CountFrom::invoice_date);
  CHECK(first.due == DueRule::net_days);
  CHECK(first.days == 30);
  CHECK(terms->instalments[1].due == DueRule::day_of_next_month);
  CHECK(terms->instalments[1].days == 15);
}

TEST_CASE("what cannot be read is named by its first wrong piece") {
  const std::pair<const char*, const char*> wrong[] = {
      {"net thirty", "thirty"},   {"30 days", "30"},       {"net 30 or so", "or"},
      {"net", "net"},             {"net 30,", ","},        {"1/10 EOM 20", "20"},
      {"net EOM +", "+"},         {"due on delivery", "delivery"},
      {"net \u221230", "\u2212"}, {"2/ net 30", "net"},    {"net 30 2/10", "2"},
      {"prepaid 50%", "50"},      {"net -", "-"},          {"2,5/10 net 30", "2"},
      {"net - 30", "-"},
  };
  for (const auto& [text, found] : wrong) {
    CAPTURE(text);
    const auto read = read_terms(text);
    REQUIRE_FALSE(read.has_value());
    REQUIRE(read.error().size() == 1);
    CHECK(read.error()[0].code == IssueCode::terms_unreadable);
    REQUIRE(read.error()[0].arguments.size() == 1);
    CHECK(std::get<std::string>(read.error()[0].arguments[0].value) == found);
  }
}

TEST_CASE("all that is wrong is said at once, each at its instalment") {
  CHECK(said_of("0/10 net 5, 100/20 net 4000") ==
        Said{{IssueCode::terms_share_missing, "terms[0]"}});
  CHECK(said_of("40% 0/10 net 5, 50% 100/20 net 4000") ==
        Said{{IssueCode::terms_discount_not_positive, "terms[0]"},
             {IssueCode::terms_discount_beyond_net, "terms[0]"},
             {IssueCode::terms_discount_whole, "terms[1]"},
             {IssueCode::terms_days_too_many, "terms[1]"},
             {IssueCode::terms_shares_sum, "terms"}});
  CHECK(said_of("2.00001/10.5 net 99999999999999999999") ==
        Said{{IssueCode::terms_percent_unreadable, "terms"},
             {IssueCode::terms_days_not_whole, "terms"},
             {IssueCode::terms_days_too_many, "terms"}});
}

TEST_CASE("the limits hold on both sides") {
  CHECK(said_of("net 3650").empty());
  CHECK(said_of("net 3651") == Said{{IssueCode::terms_days_too_many, "terms"}});
  CHECK(said_of("net EOM + 31").empty());
  CHECK(said_of("net EOM + 32") == Said{{IssueCode::terms_day_of_month, "terms"}});
  CHECK(said_of("net EOM + 0") == Said{{IssueCode::terms_day_of_month, "terms"}});
  CHECK(said_of("99.9999/10 net 10").empty());
  CHECK(said_of("2/11 net 10") == Said{{IssueCode::terms_discount_beyond_net, "terms"}});
  CHECK(said_of("2/1 due on receipt") == Said{{IssueCode::terms_discount_beyond_net, "terms"}});
  CHECK(said_of("2/0 due on receipt").empty());
  std::string parts = "4% net 0";
  for (int i = 1; i < 23; ++i) parts += ", 4% net " + std::to_string(i);
  CHECK(said_of(parts + ", 8% net 99").empty());
  CHECK(said_of(parts + ", 4% net 99, 4% net 100") ==
        Said{{IssueCode::terms_instalments_too_many, "terms"}});
  CHECK(said_of(std::string(terms_bytes_max - 6, ' ') + "net 30").empty());
  CHECK(said_of(std::string(terms_bytes_max - 5, ' ') + "net 30") ==
        Said{{IssueCode::terms_too_long, "terms"}});
}

TEST_CASE("terms that a program made wrongly are not taken") {
  CHECK(check_terms(Terms{})[0].code == IssueCode::terms_missing);
  Terms endless{{{.share = whole, .due = DueRule::after_discount}}};
  CHECK(check_terms(endless)[0].code == IssueCode::terms_due_missing);
  Terms huge{{{.share = Rate{INT64_MAX}}, {.share = Rate{INT64_MAX}}}};
  CHECK(check_terms(huge).back().code == IssueCode::terms_shares_sum);
}

TEST_CASE("any text is read or refused, and what is read prints and reads back the same") {
  constexpr const char* pieces[] = {"net", "n/", "30", "10", "2", "/", "%", "EOM", "+", ",", "due",
                                    "on", "receipt", "prepaid", "50% ", "2/10", "-5", "days", "0",
                                    "1.5", "\xFF", "25%", "15", "net 30", "50% net 60"};
  tests::Random random(16);
  int held = 0;
  for (int i = 0; i < 100'000; ++i) {
    std::string text;
    const auto count = 1 + random.below(9);
    for (std::uint64_t j = 0; j < count; ++j) {
      text += pieces[random.below(std::size(pieces))];
      text += ' ';
    }
    const auto terms = read_terms(text);
    if (!terms) {
      REQUIRE_FALSE(terms.error().empty());
      continue;
    }
    ++held;
    const std::string printed = print_terms(*terms);
    CAPTURE(text);
    CAPTURE(printed);
    REQUIRE(check_terms(*terms).empty());
    const auto again = read_terms(printed);
    REQUIRE(again.has_value());
    REQUIRE(*again == *terms);
    REQUIRE(print_terms(*again) == printed);
  }
  CHECK(held > 1'000);
}
