#include "wasm/screens/gallery_data.hpp"

#include <algorithm>

namespace tally::app::gallery {

const std::vector<Article>& articles() {
  static const std::vector<Article> list{
      {"AB-1030", "Hex bolt M8 \xC3\x97 40, zinc plated", "Case of 100", 42, 12400},
      {"AB-1031", "Hex bolt M8 \xC3\x97 60, zinc plated", "Case of 100", 51, 8200},
      {"AB-1040", "Hex nut M8, stainless", "Case of 200", 18, 40100},
      {"CP-2210", "Copper pipe 15 mm, 3 m", "Bundle of 10", 1890, 340},
      {"CP-2215", "Copper elbow 15 mm, 90\xC2\xB0", "Bag of 25", 129, 5150},
      {"EL-3100", "Cable NYM-J 3 \xC3\x97 1.5, 50 m", "Ring", 4675, 88},
      {"EL-3145", "Socket outlet, white", "Box of 10", 349, 2760},
      {"GL-4002", "Work gloves, nitrile, size 9", "Pack of 12", 219, 960},
      {"GL-4003", "Work gloves, nitrile, size 10", "Pack of 12", 219, 0},
      {"PA-5501", "Wall paint, matt white, 10 l", "Bucket", 3890, 214},
      {"SC-6001", "Chipboard screw 4 \xC3\x97 40", "Box of 500", 1240, 730},
      {"TL-7010", "Claw hammer 450 g", "Piece", 1695, 145},
  };
  return list;
}

const Article* article_of(const std::string& sku) {
  for (const Article& article : articles()) {
    if (sku == article.sku) return &article;
  }
  return nullptr;
}

std::vector<OrderLine> order_lines(int count) {
  std::vector<OrderLine> lines;
  for (int i = 0; i < count; ++i) {
    const Article& article = articles()[static_cast<std::size_t>(i * 5) % articles().size()];
    lines.push_back({i + 1, article.sku, std::to_string(10 * (1 + i % 7))});
  }
  lines.push_back({count + 1, "", ""});
  return lines;
}

const std::vector<PastOrder>& past_orders() {
  static const std::vector<PastOrder> list{
      {"10042", "Harbour Street Hardware", "Portland, OR", "21 November",
       "Waiting for the credit desk", 3, "$8,240.15"},
      {"10041", "M\xC3\xBCller Eisenwaren", "Bremen, DE", "21 November", "Picking", 5, "$1,204.00"},
      {"10040", "Northgate Builders", "Leeds, UK", "20 November", "Shipped", 2, "$12,930.40"},
      {"10039", "Caf\xC3\xA9 du Port", "Marseille, FR", "20 November", "Sent back", 4, "$318.90"},
      {"10038", "Harbour Street Hardware", "Portland, OR", "19 November", "Shipped", 2,
       "$2,077.65"},
      {"10037", "Lind & S\xC3\xB8nner", "Bergen, NO", "18 November", "Draft on this device", 0,
       "$640.00"},
  };
  return list;
}

std::string dollars(long long cents) {
  std::string whole = std::to_string(cents / 100);
  for (int at = static_cast<int>(whole.size()) - 3; at > 0; at -= 3) {
    whole.insert(static_cast<std::size_t>(at), ",");
  }
  const long long rest = cents % 100;
  return "$" + whole + "." + (rest < 10 ? "0" : "") + std::to_string(rest);
}

}  // namespace tally::app::gallery
