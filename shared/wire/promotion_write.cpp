// Prints a promotion as its line of JSON: only what is not as it is by itself.
#include "shared/wire/json_writer.hpp"
#include "shared/wire/promotion_text.hpp"

namespace tally::wire {

namespace {

class Writer {
 public:
  explicit Writer(const Promotion& promotion) : promotion_(promotion) {}

  std::string write() {
    json_.open('{').key("code").value(promotion_.code.text());
    json_.text_field("name", promotion_.name);
    json_.key("kind").value(promotion_kind_name(promotion_.kind));
    if (promotion_.stage != PromotionStage::goods) {
      json_.key("stage").value(promotion_stage_name(promotion_.stage));
    }
    if (promotion_.currency) json_.key("currency").value(promotion_.currency->code());
    write_whom();
    write_goods(promotion_.goods, "");
    write_goods(promotion_.excluded, "not_");
    write_gifts();
    if (promotion_.measure == PromotionMeasure::amount) json_.key("measure").value("amount");
    json_.key("tiers").open('[');
    for (const PromotionTier& tier : promotion_.tiers) write_tier(tier);
    json_.close(']');
    write_terms();
    return json_.close('}').take();
  }

 private:
  template <typename List, typename Text>
  void list(const std::string& key, const List& values, Text text) {
    if (values.empty()) return;
    json_.key(key).open('[');
    for (const auto& value : values) json_.value(std::string_view(text(value)));
    json_.close(']');
  }

  void write_whom() {
    if (promotion_.valid_from) json_.key("valid_from").value(promotion_.valid_from->print());
    if (promotion_.valid_until) json_.key("valid_until").value(promotion_.valid_until->print());
    const auto code = [](const auto& one) -> const std::string& { return one.text(); };
    list("customers", promotion_.customers, code);
    list("groups", promotion_.groups, code);
    list("channels", promotion_.channels, [](Channel channel) { return channel_name(channel); });
    if (promotion_.coupon) json_.key("coupon").value(promotion_.coupon->text());
    count("uses_max", promotion_.uses_max);
    count("uses_per_customer_max", promotion_.uses_per_customer_max);
  }

  void write_goods(const GoodsSelection& goods, const std::string& prefix) {
    const auto code = [](const auto& one) -> const std::string& { return one.text(); };
    list(prefix + "skus", goods.skus, code);
    list(prefix + "families", goods.families,
         [](const std::string& family) -> const std::string& { return family; });
    list(prefix + "tax_classes", goods.tax_classes, code);
  }

  void write_gifts() {
    write_goods(promotion_.get_goods, "get_");
    if (promotion_.buy > Quantity{}) json_.key("buy").value(print_quantity(promotion_.buy));
    if (promotion_.get > Quantity{}) json_.key("get").value(print_quantity(promotion_.get));
    if (promotion_.bundle.empty()) return;
    json_.key("bundle").open('[');
    for (const BundlePart& part : promotion_.bundle) {
      json_.open('{').key("sku").value(part.sku.text());
      json_.key("quantity").value(print_quantity(part.quantity)).close('}');
    }
    json_.close(']');
  }

  std::string minor(std::int64_t amount) const {
    return print_amount(Money{amount, promotion_.currency.value_or(Currency{})});
  }

  void write_tier(const PromotionTier& tier) {
    json_.open('{');
    if (tier.from > 0) {
      const bool counts = promotion_.measure == PromotionMeasure::quantity;
      json_.key("from").value(counts ? print_quantity(Quantity{tier.from}) : minor(tier.from));
    }
    json_.key("value").value(value(tier.value)).close('}');
  }

  std::string value(std::int64_t value) const {
    switch (promotion_.kind) {
      case PromotionKind::percent:
      case PromotionKind::buy_get: return print_rate(Rate{value});
      case PromotionKind::amount_each:
      case PromotionKind::fixed_price:
        return print_amount(UnitPrice{value, promotion_.currency.value_or(Currency{})});
      case PromotionKind::amount:
      case PromotionKind::bundle: break;
    }
    return minor(value);
  }

  void count(std::string_view key, std::int64_t number) {
    if (number > 0) json_.key(key).value(number);
  }

  void write_terms() {
    if (promotion_.combining == Combining::alone) json_.key("combining").value("alone");
    json_.text_field("exclusive_group", promotion_.exclusive_group);
    count("rank", promotion_.rank);
    count("times_max", promotion_.times_max);
    if (promotion_.agreed_prices == AgreedPrices::included) {
      json_.key("agreed_prices").value("included");
    }
    if (promotion_.discount_max) json_.key("discount_max").value(minor(*promotion_.discount_max));
  }

  const Promotion& promotion_;
  JsonWriter json_;
};

}  // namespace

std::string promotion_record(const Promotion& promotion) { return Writer(promotion).write(); }

}  // namespace tally::wire
