// The mends of what was captured with the order, and of what was passed over.
#include <charconv>
#include <utility>

#include "shared/explain/explain.hpp"
#include "wasm/state/fix.hpp"
#include "wasm/state/party_form.hpp"

namespace tally::app {

namespace {

/// The number in "name[7]…".
std::optional<std::size_t> index_behind(std::string_view path, std::string_view name) {
  if (!path.starts_with(name)) return std::nullopt;
  path.remove_prefix(name.size());
  if (!path.starts_with('[')) return std::nullopt;
  std::size_t index = 0;
  const auto read = std::from_chars(path.data() + 1, path.data() + path.size(), index);
  const bool whole = read.ec == std::errc() && read.ptr != path.data() + path.size();
  return whole && *read.ptr == ']' ? std::optional(index) : std::nullopt;
}

Fix take_step(SheetStep step, std::string label) {
  const HeaderField header = step.place.header.value_or(HeaderField::customer);
  return {.kind = FixKind::take_step,
          .label = std::move(label),
          .on_header = true,
          .header = header,
          .step = std::move(step)};
}

/// What the form of the party would do with the same finding.
std::optional<Fix> mend_in_form(const Issue& issue, const RawOrder& order) {
  const auto index = captured_ship_to(issue.path);
  if (index ? *index >= order.new_ship_tos.size() : !order.new_customer) return std::nullopt;
  PartyForm form = index ? PartyForm::of_ship_to(order, nullptr, *index)
                         : PartyForm::of_customer(order);
  const std::string field = captured_field(issue.path);
  const PartyMend* mend = form.mend(field);
  // Of several things at one field the form mends the first; the others come after it.
  if (mend == nullptr || !form.error(field).contains(explain::say_issue(issue).sentence)) {
    return std::nullopt;
  }
  std::string label = mend->label;
  if (!form.take_mend(field)) return std::nullopt;
  SheetStep step = form.step(order);
  step.name = "mend";
  return take_step(std::move(step), std::move(label));
}

}  // namespace

std::optional<std::size_t> captured_ship_to(std::string_view path) {
  return index_behind(path, "new_ship_tos");
}

std::optional<std::size_t> override_of(std::string_view path) {
  return index_behind(path, "overrides");
}

std::string captured_field(std::string_view path) {
  const std::size_t point = path.find('.');
  return point == std::string_view::npos ? std::string() : std::string(path.substr(point + 1));
}

std::optional<std::size_t> override_behind(const Issue& issue, const RawOrder& order) {
  const CodeRow& row = code_row(issue.code);
  if (issue.severity != Severity::note || row.severity == Severity::note) return std::nullopt;
  for (std::size_t at = 0; at < order.overrides.size(); ++at) {
    const RawOverride& each = order.overrides[at];
    if (each.code == row.name && (each.path.empty() || each.path == issue.path)) return at;
  }
  return std::nullopt;
}

std::optional<Fix> fix_of_captured(const Issue& issue, const RawOrder& order) {
  if (const auto at = override_of(issue.path)) {
    if (*at >= order.overrides.size()) return std::nullopt;
    Extras extras = extras_of(order);
    extras.overrides.erase(extras.overrides.begin() + static_cast<std::ptrdiff_t>(*at));
    SheetStep step{.name = "override taken back",
                   .place = {.header = HeaderField::customer},
                   .changes = {{.extras = std::move(extras)}}};
    return take_step(std::move(step), "Take the override back");
  }
  const auto index = captured_ship_to(issue.path);
  const bool is_customer = issue.path.starts_with("new_customer");
  if (!index && !is_customer) return std::nullopt;
  if (issue.code == IssueCode::ship_to_new_unused && index) {
    return take_step(without_ship_to(order, *index), "Take it out");
  }
  if (issue.code == IssueCode::customer_new_not_taken) {
    return take_step(without_customer(order), "Take the new customer out");
  }
  return mend_in_form(issue, order);
}

}  // namespace tally::app
