#include "shared/device_log/allotment.hpp"

#include <algorithm>

#include "shared/device_log/json_fields.hpp"

namespace tally::device_log {

namespace {

/// Takes a quantity, holds first, then what ends first: as the server does.
std::int64_t take(std::vector<AllottedGoods>& allotments, std::int64_t wanted, Promised* told) {
  for (AllottedGoods& goods : allotments) {
    const std::int64_t taken = std::min(wanted, goods.left.thousandths);
    if (taken <= 0) continue;
    goods.left.thousandths -= taken;
    wanted -= taken;
    if (told == nullptr) continue;
    if (goods.is_hold) told->kind = PromiseKind::held;
    if (!told->until || goods.expires < *told->until) told->until = goods.expires;
  }
  return wanted;
}

}  // namespace

std::expected<AllottedGoods, EntryFault> read_allotted_goods(std::string_view row) {
  const Json json = parse_json(row);
  JsonFields read(json);
  AllottedGoods goods;
  goods.id = read.text("id");
  goods.is_hold = read.text("kind") == "hold";
  goods.sku = read.text("sku");
  goods.left = Quantity{static_cast<std::int64_t>(read.count("left"))};
  goods.expires = Instant{read.number("expires_ms")};
  if (!read.missing().empty()) return std::unexpected(not_an_answer(read.missing()));
  return goods;
}

Promised promise(std::vector<AllottedGoods> allotments, const std::vector<AllotmentUse>& uses,
                 std::int64_t cursor, const PromiseQuestion& question) {
  std::erase_if(allotments, [&](const AllottedGoods& goods) {
    return goods.sku != question.sku ||
           goods.expires.unix_ms <= question.server_now.unix_ms + question.margin_ms;
  });
  std::ranges::stable_sort(allotments, [](const AllottedGoods& left, const AllottedGoods& right) {
    if (left.is_hold != right.is_hold) return left.is_hold;
    if (left.expires != right.expires) return left.expires < right.expires;
    return left.id < right.id;
  });
  for (const AllotmentUse& use : uses) {
    const bool is_told = use.lsn && *use.lsn <= cursor;
    if (use.sku == question.sku && !is_told) take(allotments, use.quantity.thousandths, nullptr);
  }
  Promised promised;
  for (const AllottedGoods& goods : allotments) {
    promised.left.thousandths += goods.left.thousandths;
  }
  if (question.wanted.thousandths <= 0 || promised.left < question.wanted) return promised;
  promised.kind = PromiseKind::allotted;
  take(allotments, question.wanted.thousandths, &promised);
  return promised;
}

}  // namespace tally::device_log
