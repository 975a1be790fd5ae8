#include "shared/tax/table_check.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <string_view>
#include <tuple>

#include "shared/data/lookups.hpp"
#include "shared/tax/rate_choice.hpp"

namespace tally::tax {

namespace {

constexpr std::int64_t forever = std::numeric_limits<std::int32_t>::max();

using Rows = std::vector<const TaxRate*>;

std::int64_t last_day(const TaxRate& rate) {
  return rate.valid_until ? rate.valid_until->days() : forever;
}

/// What two rates must share to stand in for each other.
auto family(const TaxRate& rate) {
  return std::tuple(std::string_view(rate.country), std::string_view(rate.tax_class.text()),
                    std::string_view(rate.authority), rate.supply);
}
auto scope(const TaxRate& rate) {
  return std::tuple(std::string_view(rate.admin_area), rate.postal.from.size(),
                    std::string_view(rate.postal.from), std::string_view(rate.postal.until));
}

class TableCheck {
 public:
  explicit TableCheck(const std::vector<TaxRate>& rates) : rates_(rates) {}

  std::vector<TableFault> check() {
    Rows rows;
    for (const TaxRate& rate : rates_) rows.push_back(&rate);
    each_run(rows, [](const TaxRate& rate) { return family(rate); }, [&](Rows family_rows) {
      check_holes(family_rows);
      check_overlaps(std::move(family_rows));
    });
    std::ranges::stable_sort(faults_, {}, &TableFault::row);
    return std::move(faults_);
  }

 private:
  /// Sorts by the key and hands over each run of equal keys.
  template <typename Key, typename Use>
  static void each_run(Rows rows, const Key& key, const Use& use) {
    std::ranges::stable_sort(rows, [&](const TaxRate* a, const TaxRate* b) {
      return key(*a) < key(*b);
    });
    for (std::size_t first = 0; first < rows.size();) {
      std::size_t end = first + 1;
      while (end < rows.size() && key(*rows[end]) == key(*rows[first])) ++end;
      use(Rows(rows.begin() + static_cast<std::ptrdiff_t>(first),
               rows.begin() + static_cast<std::ptrdiff_t>(end)));
      first = end;
    }
  }

  void report(const TaxRate& rate, IssueCode code, std::vector<Argument> arguments) {
    arguments.insert(arguments.begin(), {"rate", say_rate_key(rate)});
    const auto row = static_cast<std::size_t>(&rate - rates_.data());
    faults_.push_back({row, make_issue(code, "", std::move(arguments))});
  }

  void check_holes(const Rows& rows) {
    Rows broad;
    for (const TaxRate* rate : rows) {
      if (rate->postal.from.empty()) broad.push_back(rate);
    }
    each_run(rows, [](const TaxRate& rate) { return scope(rate); }, [&](Rows same) {
      std::ranges::stable_sort(same, {}, [](const TaxRate* rate) { return first_day(*rate); });
      std::int64_t until = last_day(*same.front());
      for (const TaxRate* rate : same) {
        if (until < forever && first_day(*rate) > until + 1 &&
            !is_filled(broad, *rate, until + 1)) {
          report(*rate, IssueCode::tax_table_hole,
                 {{"day", Date::from_days(static_cast<std::int32_t>(until + 1))}});
        }
        until = std::max(until, last_day(*rate));
      }
    });
  }

  /// Whether one broader rate holds on all days from `from` to the one before `rate` begins.
  static bool is_filled(const Rows& broad, const TaxRate& rate, std::int64_t from) {
    return std::ranges::any_of(broad, [&](const TaxRate* other) {
      const bool contains = other->admin_area.empty() || other->admin_area == rate.admin_area;
      const bool same = scope(*other) == scope(rate);
      return contains && !same && first_day(*other) <= from &&
             last_day(*other) >= first_day(rate) - 1;
    });
  }

  /// Ranges of one length that overlap, from the same day on: neither is the closer one.
  void check_overlaps(Rows rows) {
    const auto key = [](const TaxRate& rate) {
      return std::tuple(std::string_view(rate.admin_area), rate.postal.from.size(),
                        first_day(rate));
    };
    each_run(std::move(rows), key, [&](Rows same) {
      std::ranges::stable_sort(same, {}, [](const TaxRate* rate) {
        return std::string_view(rate->postal.from);
      });
      const TaxRate* widest = same.front();
      for (const TaxRate* rate : same) {
        const bool is_other = rate != widest && rate->postal != widest->postal;
        if (is_other && rate->postal.from <= widest->postal.until) {
          report(*rate, IssueCode::tax_rates_ambiguous, {{"other", say_postal(widest->postal)}});
        }
        if (rate->postal.until > widest->postal.until) widest = rate;
      }
    });
  }

  const std::vector<TaxRate>& rates_;
  std::vector<TableFault> faults_;
};

}  // namespace

std::vector<TableFault> check_tax_table(const std::vector<TaxRate>& rates) {
  return TableCheck(rates).check();
}

bool is_above_whole(const TaxRate& rate) { return rate.rate > Rate{1'000'000}; }

std::string say_rate_key(const TaxRate& rate) {
  std::string key = say_place(rate.country, rate.admin_area);
  if (!rate.postal.from.empty()) key += " " + say_postal(rate.postal);
  key += " " + rate.tax_class.text();
  if (!rate.authority.empty()) key += " " + rate.authority;
  return key;
}

}  // namespace tally::tax
