#include "server/catalogue/import_orders.hpp"

#include <algorithm>
#include <future>
#include <utility>
#include <vector>

#include "server/billing/credits.hpp"
#include "server/catalogue/file_lines.hpp"
#include "server/catalogue/history.hpp"
#include "server/catalogue/order_lines.hpp"

namespace tally::server::catalogue {

namespace {

constexpr std::array<std::string_view, fate_count> fate_names{
    "accepted", "credits", "exceptions", "refused", "unreadable"};

constexpr std::size_t groups_in_block = 64;

void add(Tally& tally, const Tally& more) {
  tally.lines += more.lines;
  tally.documents += more.documents;
  tally.sum += more.sum;
}

Instant morning_of(Date day) { return Instant{std::int64_t{day.days()} * 86'400'000}; }

/// Stores the groups of one history inside the change, and reckons.
class HistoryWriter {
 public:
  HistoryWriter(store::Store& store, store::Connection& db, sync::Snapshots& snapshots,
                const ImportRequest& request, OrdersReport& report)
      : store_(store), db_(db), snapshots_(snapshots), request_(request), report_(report) {}

  /// False where the database or the snapshot failed.
  bool write(const std::vector<HistoryGroup>& groups) {
    std::future<Block> next = prepare_block(groups, 0);
    for (std::size_t begin = 0; begin < groups.size(); begin += groups_in_block) {
      const Block block = next.get();
      next = prepare_block(groups, begin + groups_in_block);
      for (std::size_t i = 0; i < block.size(); ++i) {
        const HistoryGroup& group = groups[begin + i];
        if (!(group.is_credit ? write_credit(group) : write_order(group, block[i]))) return false;
      }
      if (request_.on_progress) {
        request_.on_progress(static_cast<std::int64_t>(begin + block.size()),
                             static_cast<std::int64_t>(groups.size()), report_.counts.lines);
      }
    }
    return true;
  }

 private:
  using Block = std::vector<HistoryPrepared>;

  /// Decides the orders of the next groups on a thread of its own while this one writes the last.
  std::future<Block> prepare_block(const std::vector<HistoryGroup>& groups, std::size_t begin) {
    return std::async(std::launch::async, [this, &groups, begin] {
      Block block;
      const std::size_t end = std::min(begin + groups_in_block, groups.size());
      const store::Reader db = store_.read();
      for (std::size_t i = begin; i < end; ++i) block.push_back(prepare(*db, groups[i]));
      return block;
    });
  }

  HistoryPrepared prepare(store::Connection& db, const HistoryGroup& group) {
    if (group.is_credit) return {};
    HistoryOrder order;
    order.order = make_order(group, request_.mapping.source);
    order.day = group.day;
    order.at = morning_of(group.day);
    order.login = request_.by;
    return prepare_history_order(db, snapshots_, std::move(order));
  }

  void reckon(Fate fate, const Tally& tally, const std::string& reason) {
    add(report_.fates[static_cast<std::size_t>(fate)], tally);
    const bool has_reason = fate == Fate::exception || fate == Fate::refused;
    if (has_reason) add(report_.reasons[{fate, reason}], tally);
  }

  void refuse_changed(const HistoryGroup& group, const HistoryLine& line) {
    Issue issue = make_issue(IssueCode::import_order_changed, "order", {{"order", group.number}});
    report_.refusals.push_back(
        refusal_at(request_, line.place, "order", group.number, std::move(issue)));
  }

  bool write_order(const HistoryGroup& group, const HistoryPrepared& prepared) {
    HistoryEntry entry = commit_history_order(db_, prepared);
    std::ranges::move(entry.failures, std::back_inserter(report_.failures));
    using Result = orders::OrderCommitted::Result;
    const Tally tally = group.tally();
    switch (entry.committed.result) {
      case Result::stored: ++report_.counts.added; break;
      case Result::repeated: ++report_.counts.unchanged; break;
      case Result::id_reused:
        report_.counts.refused += tally.lines;
        refuse_changed(group, group.lines.front());
        reckon(Fate::unreadable, tally, "");
        return true;
      case Result::outdated:
      case Result::failed: return false;
    }
    compare_net(group, entry.committed.row, tally);
    reckon(fate_of(entry.first_state), tally, entry.first_reason);
    return true;
  }

  static Fate fate_of(orders::State state) {
    if (state == orders::State::accepted) return Fate::accepted;
    return state == orders::State::refused ? Fate::refused : Fate::exception;
  }

  /// The order's net must be what its lines come to, to half a minor unit a line.
  void compare_net(const HistoryGroup& group, const orders::OrderRow& row, const Tally& tally) {
    const auto currency = Currency::parse(row.currency);
    const bool all_priced = std::ranges::none_of(
        group.lines, [](const HistoryLine& line) { return line.price.empty() || !line.amount; });
    if (!currency || !row.net || !all_priced || row.state == orders::State::refused) return;
    ++report_.nets_compared;
    const int128 minor = power_of_ten(7 - currency->decimals());
    const int128 difference = int128{*row.net} * minor - tally.sum;
    const int128 magnitude = difference < 0 ? -difference : difference;
    if (magnitude * 2 > minor * tally.lines) ++report_.nets_differing;
    else if (magnitude != 0 && is_exact(group, minor)) ++report_.nets_differing;
  }

  /// No line of it needed rounding, so the net must be exact.
  static bool is_exact(const HistoryGroup& group, int128 minor) {
    return std::ranges::all_of(group.lines, [&](const HistoryLine& line) {
      return *line.amount % minor == 0;
    });
  }

  bool write_credit(const HistoryGroup& group) {
    std::int64_t position = 0;
    std::array<bool, fate_count> seen{};
    for (const HistoryLine& line : group.lines) {
      Fate fate = Fate::credit;
      std::string reason;
      if (!write_credit_line(group, line, position++, fate, reason)) return false;
      Tally tally{1, 0, line.amount.value_or(0)};
      // A credit with lines of both kinds counts once for each.
      tally.documents = std::exchange(seen[static_cast<std::size_t>(fate)], true) ? 0 : 1;
      reckon(fate, tally, reason);
    }
    return true;
  }

  bool write_credit_line(const HistoryGroup& group, const HistoryLine& line, std::int64_t position,
                         Fate& fate, std::string& reason) {
    auto credit = read_credit(group, line, position);
    if (!credit) {
      ++report_.counts.refused;
      Issue issue = make_issue(IssueCode::import_value_refused, "quantity",
                               {{"value", line.quantity},
                                {"expected", "a quantity below zero, with a price"}});
      report_.refusals.push_back(
          refusal_at(request_, line.place, "quantity", line.quantity, std::move(issue)));
      fate = Fate::unreadable;
      return true;
    }
    const auto committed =
        billing::commit_credit(db_, *credit, {request_.by, morning_of(group.day)});
    using Result = billing::CreditCommitted::Result;
    if (committed.result == Result::failed) return false;
    if (committed.result == Result::differs) {
      ++report_.counts.refused;
      refuse_changed(group, line);
      fate = Fate::unreadable;
      return true;
    }
    ++(committed.result == Result::stored ? report_.counts.added : report_.counts.unchanged);
    if (committed.waits_because) {
      fate = Fate::exception;
      reason = code_row(committed.waits_because->code).name;
    }
    return true;
  }

  std::optional<billing::CreditLine> read_credit(const HistoryGroup& group,
                                                 const HistoryLine& line,
                                                 std::int64_t position) const {
    const auto quantity = parse_quantity(line.quantity);
    const auto price = parse_decimal(line.price, UnitPrice::decimals);
    const auto sku = Sku::parse(line.sku);
    if (!quantity || quantity->thousandths >= 0 || !price || *price < 0) return std::nullopt;
    billing::CreditLine credit;
    credit.source = request_.mapping.source;
    credit.number = group.number;
    credit.position = position;
    credit.day = group.day;
    credit.customer = CustomerCode::parse(group.customer);
    credit.sku = sku ? sku->text() : line.sku;
    credit.quantity = Quantity{-quantity->thousandths};
    credit.price_ten_thousandths = *price;
    return credit;
  }

  store::Store& store_;
  store::Connection& db_;
  sync::Snapshots& snapshots_;
  const ImportRequest& request_;
  OrdersReport& report_;
};

store::Keep keep_of(const ImportRequest& request, OrdersReport& report) {
  const bool strict = request.strictness == Strictness::all_or_nothing;
  if (strict && report.counts.refused > 0) {
    report.failures.push_back(make_issue(IssueCode::import_strict_refused, "",
                                         {{"count", report.counts.refused}}));
  }
  const bool keep = request.run == Run::real && report.failures.empty() && report.adds_up();
  return keep ? store::Keep::yes : store::Keep::no;
}

/// Reads all lines; what cannot be read is reckoned at once.
bool read_history(const ImportRequest& request, OrderLines& lines, OrdersReport& report) {
  ImportReport reading;
  const bool good = read_lines(request, reading, [&](LineReader& line, const LinePlace& place) {
    const auto amount = line_amount(line.plain_number("quantity"), line.plain_number("price"));
    add(report.read, {1, 0, amount.value_or(0)});
    lines.take(line, place);
    if (line.is_refused()) {
      add(report.fates[static_cast<std::size_t>(Fate::unreadable)], {1, 0, amount.value_or(0)});
    }
  });
  report.counts = reading.counts;
  report.refusals = std::move(reading.refusals);
  report.failures = std::move(reading.failures);
  // Lines of a wrong length never came here: they have no amount that anyone could name.
  const std::int64_t uncut = report.counts.lines - report.counts.left_out - report.read.lines;
  add(report.read, {uncut, 0, 0});
  add(report.fates[static_cast<std::size_t>(Fate::unreadable)], {uncut, 0, 0});
  return good;
}

}  // namespace

std::string_view fate_name(Fate fate) { return fate_names[static_cast<std::size_t>(fate)]; }

std::string say_sum(int128 ten_millionths) {
  const bool negative = ten_millionths < 0;
  const int128 magnitude = negative ? -ten_millionths : ten_millionths;
  const auto whole = static_cast<std::int64_t>(magnitude / 10'000'000);
  const auto part = static_cast<std::int64_t>(magnitude % 10'000'000);
  const std::string decimals = print_decimal(part, 7, 2).substr(1);
  return (negative ? "-" : "") + print_decimal_grouped(whole, 0, 0) + decimals;
}

bool OrdersReport::adds_up() const {
  Tally all;
  for (const Tally& tally : fates) add(all, tally);
  return all.lines == read.lines && all.sum == read.sum;
}

OrdersReport import_orders(store::Store& store, sync::Snapshots& snapshots,
                           const ImportRequest& request) {
  OrdersReport report;
  OrderLines lines(request.mapping);
  if (!read_history(request, lines, report)) return report;
  if (auto published = snapshots.publish(request.at); !published) {
    report.failures = published.error();
    return report;
  }
  bool went_well = false;
  const store::Written written = store.write([&](store::Connection& db) {
    went_well = HistoryWriter(store, db, snapshots, request, report).write(lines.groups());
    if (!went_well) db.note_fault();
    return went_well ? keep_of(request, report) : store::Keep::no;
  });
  const bool wanted = written == store::Written::kept ||
                      (written == store::Written::undone && went_well);
  if (!wanted && report.failures.empty()) report.failures.push_back(store::write_issue(written));
  std::ranges::stable_sort(report.refusals, {}, &Refusal::line);
  return report;
}

}  // namespace tally::server::catalogue
