#pragma once
// The articles and orders that the widget gallery shows. In: nothing. Out: plain rows.
// It is content of the gallery only; no other screen uses it.

#include <string>
#include <vector>

namespace tally::app::gallery {

struct Article {
  const char* sku;
  const char* name;
  const char* pack;
  int price_cents;
  int stock;
};
const std::vector<Article>& articles();

struct OrderLine {
  int id = 0;
  std::string sku, quantity;
};
std::vector<OrderLine> order_lines(int count);  // and one empty line at the end

struct PastOrder {
  const char* number;
  const char* customer;
  const char* place;
  const char* day;
  const char* state;
  int tone;  // of ui::Tone
  const char* total;
};
const std::vector<PastOrder>& past_orders();

const Article* article_of(const std::string& sku);
std::string dollars(long long cents);

}  // namespace tally::app::gallery
