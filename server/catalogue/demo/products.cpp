// The products of the demo company: families of variants, brand by brand and grade by grade.
#include <algorithm>
#include <string>

#include "server/catalogue/demo/demo_parts.hpp"
#include "server/catalogue/demo/ranges.hpp"

namespace tally::server::catalogue::demo {

namespace {

/// A brand's make of an article in one grade.
struct Family {
  const Article* article;
  const Brand* brand;
  const Grade* grade;
};

constexpr std::size_t variants_max = 60;
constexpr std::uint64_t discontinued_permille = 22;
constexpr std::uint64_t replaced_permille = 650;  // of the discontinued ones
constexpr std::uint64_t blocked_permille = 5;

/// Every family there could be, shuffled: a wholesaler lists some brands of everything.
std::vector<Family> shuffle_families(Random& random) {
  std::vector<Family> families;
  for (const Article& article : articles()) {
    for (const Brand& brand : brands_of(article.department)) {
      for (const Grade& grade : article.grades) families.push_back({&article, &brand, &grade});
    }
  }
  for (std::size_t i = families.size(); i > 1; --i) {
    std::swap(families[i - 1], families[static_cast<std::size_t>(random.below(i))]);
  }
  return families;
}

std::int64_t per_mille(std::int64_t value, std::int32_t factor) { return value * factor / 1000; }

/// To a price that people print: whole cents from a dime on, 5 at the end from a dollar on.
std::int64_t printed_price(std::int64_t ten_thousandths) {
  const std::int64_t price = std::max<std::int64_t>(ten_thousandths, 50);
  if (price < 1'000) return price / 10 * 10;
  if (price < 10'000) return price / 100 * 100;
  return price / 500 * 500;
}

std::string upper_first(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 32);
  return out;
}

std::string padded(std::uint64_t number, std::size_t width) {
  std::string digits = std::to_string(number);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

/// Of the list of dangerous goods (UN Recommendations on the Transport of Dangerous Goods, 3.2).
std::string_view un_number_of(const Article& article) {
  if (article.noun == "aerosol paint") return "UN1950";
  if (article.noun == "metal paint") return "UN1263";
  return {};
}

/// One variant of a family; `second` is nullptr where one axis tells them apart.
DemoProduct make_variant(const Family& family, const std::string& code, const AxisValue& first,
                         const AxisValue* second) {
  const Article& article = *family.article;
  DemoProduct made;
  Product& product = made.product;
  std::string variant(first.name);
  std::string sku = code + "-" + std::string(first.code);
  std::int64_t price = per_mille(article.price_ten_thousandths, family.brand->price_permille);
  price = per_mille(per_mille(price, family.grade->price_permille), first.price_permille);
  std::int64_t weight = per_mille(article.weight_g, first.weight_permille);
  if (second != nullptr) {
    variant += std::string(article.joint) + std::string(second->name);
    sku += "-" + std::string(second->code);
    price = per_mille(price, second->price_permille);
    weight = per_mille(weight, second->weight_permille);
  }
  product.sku = *Sku::parse(sku);
  product.name = std::string(family.brand->name) + " " + std::string(article.noun) + ", " +
                 std::string(family.grade->name) + ", " + variant;
  product.unit = article.unit;
  product.family = code;
  product.variant = upper_first(variant);
  product.tax_class = *TaxClass::parse(article.tax_class);
  if (article.case_pack > 0) product.case_pack = units(article.case_pack);
  product.minimum = units(article.minimum);
  product.step = units(article.step);
  product.weight_g = std::max<std::int64_t>(weight, 1);
  product.un_number = un_number_of(article);
  made.base_price = printed_price(price);
  return made;
}

/// Adds the variants of a family, at most variants_max and at most until `count` is reached.
void add_family(const Family& family, const std::string& code, std::size_t count, Random& random,
                std::vector<DemoProduct>& products) {
  const Axis first = family.article->first;
  const Axis second = family.article->second;
  const std::size_t columns = std::max<std::size_t>(second.size(), 1);
  const std::size_t whole = first.size() * columns;
  // A long range is listed in part: a run of neighbours, as a wholesaler would choose.
  const std::size_t wanted = std::min({whole, variants_max, count - products.size()});
  const std::size_t start = static_cast<std::size_t>(random.below(whole - wanted + 1));
  for (std::size_t i = start; i < start + wanted; ++i) {
    const AxisValue* other = second.empty() ? nullptr : &second[i % columns];
    products.push_back(make_variant(family, code, first[i / columns], other));
  }
}

void set_gtins(std::vector<DemoProduct>& products) {
  for (std::size_t i = 0; i < products.size(); ++i) {
    // 200 to 299: numbers for use within a company (GS1 General Specifications, 2.1.11).
    products[i].product.gtin = Gtin::complete("200" + padded(i + 1, 9));
  }
}

/// Some are no longer made; most of those have a successor: the next active one of the family.
void set_statuses(std::vector<DemoProduct>& products, Random& random) {
  for (DemoProduct& each : products) {
    if (random.chance(discontinued_permille)) each.product.status = ProductStatus::discontinued;
    else if (random.chance(blocked_permille)) each.product.status = ProductStatus::blocked;
  }
  for (std::size_t i = 0; i + 1 < products.size(); ++i) {
    Product& old = products[i].product;
    if (old.status != ProductStatus::discontinued || !random.chance(replaced_permille)) continue;
    const Product& next = products[i + 1].product;
    if (next.status == ProductStatus::active && next.family == old.family) {
      old.successor = next.sku;
    }
  }
}

}  // namespace

std::vector<DemoProduct> make_products(Random random, std::int64_t count) {
  std::vector<DemoProduct> products;
  const auto wanted = static_cast<std::size_t>(count);
  products.reserve(wanted);
  std::uint64_t number = 1000;
  for (const Family& family : shuffle_families(random)) {
    if (products.size() >= wanted) break;
    const std::string code = std::string(family.article->department) + std::to_string(++number);
    add_family(family, code, wanted, random, products);
  }
  std::ranges::stable_sort(products, {}, [](const DemoProduct& each) { return each.product.sku; });
  set_gtins(products);
  set_statuses(products, random);
  return products;
}

}  // namespace tally::server::catalogue::demo
