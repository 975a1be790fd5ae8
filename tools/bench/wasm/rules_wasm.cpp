// What the bench calls of rules in WebAssembly: the same work as natively (rules_work.hpp), so many
// times a call, so that a coarse clock can measure it. The answer 0 means that something is wrong.
#include <cstdint>
#include <string_view>

#include "tools/bench/rules_work.hpp"

namespace {

tally::bench::RulesWork rules_work;
tally::bench::RulesWork::Met rules_met;

}  // namespace

extern "C" {

[[gnu::used]] int bench_rules_load(const char* words, std::uint32_t words_size, const char* rules,
                                   std::uint32_t rules_size, const char* orders,
                                   std::uint32_t orders_size) {
  return rules_work.load(std::string_view(words, words_size), std::string_view(rules, rules_size),
                         std::string_view(orders, orders_size))
             ? 1
             : 0;
}
[[gnu::used]] std::uint32_t bench_rules_orders() {
  return static_cast<std::uint32_t>(rules_work.orders());
}
/// The first rule that fired for an order (-1: none); then how many, and the sum of (index + 1).
[[gnu::used]] std::int32_t bench_rules_met(std::uint32_t order) {
  rules_met = rules_work.met(order);
  return static_cast<std::int32_t>(rules_met.first);
}
[[gnu::used]] std::int32_t bench_rules_count() {
  return static_cast<std::int32_t>(rules_met.count);
}
[[gnu::used]] std::int32_t bench_rules_sum() { return static_cast<std::int32_t>(rules_met.sum); }
[[gnu::used]] int bench_rules_decide(std::int32_t times) {
  rules_work.decide(times);
  return 1;
}
[[gnu::used]] int bench_rules_explain(std::int32_t times) {
  rules_work.explain(times);
  return 1;
}
[[gnu::used]] int bench_rules_say(std::int32_t times) {
  rules_work.say(times);
  return 1;
}
[[gnu::used]] int bench_rules_json(std::int32_t times) {
  return rules_work.decide_json(times) ? 1 : 0;
}
[[gnu::used]] int bench_rules_findings() { return rules_work.find_all() ? 1 : 0; }
[[gnu::used]] int bench_rules_edit(std::int32_t turn) { return rules_work.edit(turn) ? 1 : 0; }
/// Keeps what was measured from being left out.
[[gnu::used]] std::uint32_t bench_rules_checksum() {
  return static_cast<std::uint32_t>(rules_work.checksum());
}
}
