#include "server/masters/terms_overview.hpp"

#include "shared/base/text.hpp"
#include "shared/explain/explain.hpp"
#include "shared/terms/terms.hpp"
#include "shared/wire/json_writer.hpp"

namespace tally::server::masters {

TermsPage list_used_terms(store::Connection& db, const TermsWish& wish) {
  const std::string words = ascii_lower(squeeze(wish.words));
  TermsPage page;
  {
    store::Query count = db.query(
        "SELECT count(DISTINCT terms) FROM customer WHERE terms <> '' "
        "AND instr(lower(terms), ?1) > 0");
    count.bind(1, words);
    if (count.step() == wire::Step::row) page.total = count.integer(0);
  }
  store::Query rows = db.query(
      "SELECT terms, count(*) FROM customer WHERE terms <> '' AND terms > ?1 "
      "AND instr(lower(terms), ?2) > 0 GROUP BY terms ORDER BY terms LIMIT ?3");
  rows.bind(1, wish.after).bind(2, words).bind(3, wish.limit + 1);
  while (rows.step() == wire::Step::row) {
    if (static_cast<std::int64_t>(page.terms.size()) == wish.limit) {
      page.has_more = true;
      break;
    }
    page.terms.push_back({rows.text(0), rows.integer(1)});
  }
  return page;
}

std::string terms_page_json(const TermsPage& page) {
  wire::JsonWriter json;
  json.open('{').key("kind").value("terms").key("records").open('[');
  for (const UsedTerms& used : page.terms) {
    json.open('{').key("key").value(used.text).key("title").value(used.text);
    json.key("record").open('{').key("terms").value(used.text);
    json.key("customers").value(used.customers);
    if (const auto read = terms::read_terms(used.text)) {
      json.key("reads").value(terms::print_terms(*read));
    } else {
      json.key("trouble").value(explain::say_issue(read.error().front()).sentence);
    }
    json.close('}').close('}');
  }
  json.close(']').key("total").value(page.total);
  if (page.has_more) json.key("next").value(page.terms.back().text);
  return json.close('}').take();
}

}  // namespace tally::server::masters
