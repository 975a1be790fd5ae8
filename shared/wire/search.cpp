#include "shared/wire/search.hpp"

#include <algorithm>
#include <array>

#include "shared/base/text.hpp"
#include "shared/wire/product_memory.hpp"
#include "shared/wire/shipping_tables.hpp"

namespace tally::wire {

namespace {

constexpr std::string_view columns =
    "product.sku, gtin, name, unit, family, variant, tax_class, status, successor, case_pack, "
    "minimum, step, weight_g";

std::string select_products(std::string_view from, std::string_view rest) {
  return "SELECT " + std::string(columns) + std::string(product_shipping_columns) + " FROM " +
         std::string(from) + std::string(join_product_shipping) + std::string(rest);
}

/// The first text above every text that begins with `prefix`.
std::string prefix_end(std::string_view prefix) { return std::string(prefix) + "\xF4\x8F\xBF\xBF"; }

/// How many bytes of a word character stand at `place`; 0 where a separator stands. The index cuts
/// words at punctuation and symbols of any script, and a word that it would cut in two is refused
/// by it, so the common ones (Latin-1 signs, dashes, quotes, arrows, mathematics) are cut here.
std::size_t word_bytes(std::string_view typed, std::size_t place) {
  const auto byte = [&](std::size_t i) {
    return i < typed.size() ? static_cast<unsigned char>(typed[i]) : 0U;
  };
  const unsigned first = byte(place);
  if (first < 0x80) {
    const bool letter = (first | 0x20U) >= 'a' && (first | 0x20U) <= 'z';
    return letter || (first >= '0' && first <= '9') ? 1 : 0;
  }
  const unsigned second = byte(place + 1);
  if (first == 0xC2) return 0;                                      // U+0080 to U+00BF
  if (first == 0xC3 && (second == 0x97 || second == 0xB7)) return 0;  // times, divided by
  if (first == 0xE2 && second <= 0xAF) return 0;                    // U+2000 to U+2BFF
  if (first == 0xE3 && second == 0x80) return 0;                    // U+3000 to U+303F
  return first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
}

/// "oak 40-b" -> "oak"* "40"* "b"*: every word a prefix, all of them needed.
std::string match_expression(std::string_view typed) {
  std::string expression;
  std::size_t place = 0;
  while (place < typed.size()) {
    std::size_t end = place;
    while (end < typed.size() && word_bytes(typed, end) > 0) end += word_bytes(typed, end);
    if (end == place) {
      ++place;  // the bytes that continue a separator are separators too
      while (place < typed.size() && (static_cast<unsigned char>(typed[place]) & 0xC0U) == 0x80) {
        ++place;
      }
      continue;
    }
    if (!expression.empty()) expression += ' ';
    expression += '"' + std::string(typed.substr(place, end - place)) + "\"*";
    place = end;
  }
  return expression;
}

void take_hits(Statement& select, MatchKind kind, std::size_t limit,
               std::vector<ProductHit>& hits) {
  while (hits.size() < limit && select.step() == Step::row) {
    Product product = read_product(select, 0);
    const bool twice = std::ranges::any_of(
        hits, [&](const ProductHit& hit) { return hit.product.sku == product.sku; });
    if (!twice) hits.push_back({std::move(product), kind});
  }
  select.reset();
}

bool contains_words(std::string_view text, std::string_view folded_words) {
  const std::string folded = ascii_lower(text);
  while (!folded_words.empty()) {
    const std::size_t space = folded_words.find(' ');
    if (folded.find(folded_words.substr(0, space)) == std::string::npos) return false;
    if (space == std::string_view::npos) break;
    folded_words.remove_prefix(space + 1);
  }
  return true;
}

}  // namespace

ProductSearch::ProductSearch(Snapshot& snapshot) {
  const Database& db = snapshot.database();
  by_sku_ = db.prepare(
      select_products("product", "WHERE product.sku >= ?1 AND product.sku < ?2 "
                                 "ORDER BY product.sku LIMIT ?3"));
  by_gtin_ = db.prepare(select_products(
      "product", "WHERE gtin IS NOT NULL AND gtin >= ?1 AND gtin < ?2 "
                 "ORDER BY gtin, product.sku LIMIT ?3"));
  // Unranked: ranking a short prefix over 100,000 rows takes ten times as long.
  by_words_ = db.prepare(select_products(
      "(SELECT rowid AS hit FROM product_search WHERE product_search MATCH ?1 LIMIT ?2) "
      "JOIN product ON product.id = hit", "ORDER BY product.id"));
}

std::vector<ProductHit> ProductSearch::find(std::string_view typed, std::size_t limit) {
  std::vector<ProductHit> hits;
  const std::string text = squeeze(typed);
  if (text.empty() || limit == 0 || !is_utf8(text)) return hits;
  find_by_sku(text, limit, hits);
  find_by_gtin(text, limit, hits);
  find_by_words(text, limit, hits);
  return hits;
}

void ProductSearch::find_by_sku(std::string_view typed, std::size_t limit,
                                std::vector<ProductHit>& hits) {
  const std::string from = ascii_upper(typed);
  const std::string until = prefix_end(from);
  by_sku_.bind(1, from).bind(2, until).bind(3, static_cast<std::int64_t>(limit));
  take_hits(by_sku_, MatchKind::sku, limit, hits);
}

void ProductSearch::find_by_gtin(std::string_view typed, std::size_t limit,
                                 std::vector<ProductHit>& hits) {
  const bool digits = std::ranges::all_of(typed, [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || typed.size() < 4 || typed.size() > 14) return;
  // GTINs are held with 14 digits; people type 13, 12, 8 or 14 of them, from the left.
  constexpr std::array<std::string_view, 4> zeros_in_front{"0", "00", "000000", ""};
  for (const std::string_view zeros : zeros_in_front) {
    const std::string from = std::string(zeros) + std::string(typed);
    const std::string until = prefix_end(from);
    by_gtin_.bind(1, from).bind(2, until).bind(3, static_cast<std::int64_t>(limit));
    take_hits(by_gtin_, MatchKind::gtin, limit, hits);
  }
}

void ProductSearch::find_by_words(std::string_view typed, std::size_t limit,
                                  std::vector<ProductHit>& hits) {
  const std::string expression = match_expression(typed);
  if (expression.empty() || hits.size() >= limit) return;
  // Hits already taken by SKU can come again: ask for as many more.
  by_words_.bind(1, expression).bind(2, static_cast<std::int64_t>(limit + hits.size()));
  take_hits(by_words_, MatchKind::words, limit, hits);
}

CustomerSearch::CustomerSearch(Snapshot& snapshot)
    : all_(snapshot.database().prepare(
          "SELECT code, name, locality, country, status FROM customer ORDER BY name, code")) {}

std::vector<CustomerHit> CustomerSearch::find(std::string_view typed, std::size_t limit) {
  const std::string words = ascii_lower(squeeze(typed));
  std::vector<CustomerHit> by_code, by_words;
  while (all_.step() == Step::row && by_code.size() < limit) {
    const std::string code(all_.text(0));
    const bool code_fits = !words.empty() && ascii_lower(code).starts_with(words);
    const std::string searched = std::string(all_.text(1)) + " " + std::string(all_.text(2));
    const bool words_fit = by_words.size() < limit && contains_words(searched, words);
    if (!code_fits && !words_fit) continue;
    CustomerHit hit{CustomerCode::parse(code).value_or(CustomerCode{}), std::string(all_.text(1)),
                    std::string(all_.text(2)), std::string(all_.text(3)),
                    static_cast<CustomerStatus>(all_.integer(4))};
    (code_fits ? by_code : by_words).push_back(std::move(hit));
  }
  all_.reset();
  for (CustomerHit& hit : by_words) {
    if (by_code.size() < limit) by_code.push_back(std::move(hit));
  }
  return by_code;
}

}  // namespace tally::wire
