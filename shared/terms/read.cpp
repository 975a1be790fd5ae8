// Reads payment terms. The grammar, with capitals, and "days" behind a number, put aside:
//   terms  = part { "," part }                          the last of several may be without a share
//   part   = [ percent "%" ] { step [","] } ["EOM"] [ due ]      EOM only behind a step
//   step   = percent "/" days | percent "%" ["/"] days  "2/10", "2%/10", "2% 10"
//   due    = "prepaid" | "due" ("on" | "upon") "receipt" | ("net" | "n") ["/"] days ["EOM"]
//          | ["net" | "n"] "EOM" [ ["+"] day of the next month ]
#include <optional>

#include "shared/base/text.hpp"
#include "shared/terms/terms.hpp"
#include "shared/terms/words.hpp"

namespace tally::terms {

namespace {

struct ReadPart {
  InstalmentTerms terms;
  bool has_share = false;
  /// What is wrong with its numbers; their places in `terms` hold nothing then.
  Issues issues;
};

class Reader {
 public:
  explicit Reader(std::string_view text) : pieces_(cut_words(text)) {}

  /// False where a piece cannot be read: found() is it.
  bool read(std::vector<ReadPart>& parts) {
    do {
      parts.emplace_back();
      part_ = &parts.back();
      if (!read_part()) return false;
    } while (take(","));
    return at(0).kind == PieceKind::end;
  }

  /// The piece that stopped the reading; the last one where more should have followed.
  std::string found() const {
    const bool at_end = at(0).kind == PieceKind::end && place_ > 0;
    return quote_short(at_end ? pieces_[place_ - 1].written : at(0).written);
  }

 private:
  const Piece& at(std::size_t ahead) const {
    return place_ + ahead < pieces_.size() ? pieces_[place_ + ahead] : pieces_.back();
  }
  bool is(std::size_t ahead, std::string_view text) const { return at(ahead).text == text; }
  bool is_number(std::size_t ahead) const { return at(ahead).kind == PieceKind::number; }
  bool take(std::string_view text) {
    if (!is(0, text)) return false;
    ++place_;
    return true;
  }

  bool step_at(std::size_t ahead) const {
    if (!is_number(ahead)) return false;
    if (is(ahead + 1, "/")) return true;
    if (!is(ahead + 1, "%")) return false;
    // "30% 2/10" is a share and a discount; "2% 10" is a discount.
    if (is(ahead + 2, "/")) return true;
    return is_number(ahead + 2) && !is(ahead + 3, "/") && !is(ahead + 3, "%");
  }
  bool share_at(std::size_t ahead) const {
    return is_number(ahead) && is(ahead + 1, "%") && !step_at(ahead);
  }

  void wrong(IssueCode code, std::vector<Argument> arguments) {
    part_->issues.push_back(make_issue(code, "", std::move(arguments)));
  }

  Rate percent() {
    const std::string_view written = at(0).written;
    ++place_;
    if (const auto rate = parse_rate(written)) return *rate;
    wrong(IssueCode::terms_percent_unreadable, {{"found", quote_short(written)}});
    return {};
  }

  std::int64_t days() {
    const std::string_view written = at(0).written;
    ++place_;
    const auto value = parse_decimal(written, 0);
    if (value) return *value;
    if (value.error() == DecimalError::too_large && !written.starts_with('-')) {
      wrong(IssueCode::terms_days_too_many, {{"days", quote_short(written)}, {"limit", days_max}});
    } else {
      wrong(IssueCode::terms_days_not_whole, {{"found", quote_short(written)}});
    }
    return 0;
  }

  void take_days_word() {
    if (!take("days")) take("day");
  }

  bool read_step() {
    DiscountStep step;
    step.off = percent();
    take("%");
    take("/");
    if (!is_number(0)) return false;
    step.days = days();
    take_days_word();
    part_->terms.discounts.push_back(step);
    return true;
  }

  bool read_part() {
    InstalmentTerms& terms = part_->terms;
    if (share_at(0)) {
      part_->has_share = true;
      terms.share = percent();
      take("%");
    }
    // "2/10, net 30": behind a discount a comma does not begin the next instalment, a share does.
    while (step_at(0)) {
      if (!read_step()) return false;
      if (is(0, ",") && step_at(1)) ++place_;
    }
    const bool has_steps = !terms.discounts.empty();
    if (has_steps && take("eom")) terms.discounts_from = CountFrom::end_of_month;
    if (has_steps && is(0, ",") && at(1).kind == PieceKind::word) ++place_;
    if (has_steps && (is(0, ",") || at(0).kind == PieceKind::end)) {
      terms.due = DueRule::after_discount;
      return true;
    }
    return read_due();
  }

  bool read_due() {
    InstalmentTerms& terms = part_->terms;
    if (take("prepaid")) {
      terms.due = DueRule::prepaid;
      return true;
    }
    if (take("due")) {
      terms.due = DueRule::on_receipt;
      return (take("on") || take("upon")) && take("receipt");
    }
    const bool net = take("net") || take("n");
    if (take("eom")) return read_day_of_month();
    if (!net) return false;
    take("/");
    if (!is_number(0)) return false;
    terms.days = days();
    take_days_word();
    terms.due = take("eom") ? DueRule::net_days_end_of_month : DueRule::net_days;
    return true;
  }

  bool read_day_of_month() {
    const bool plus = take("+");
    if (plus && !is_number(0)) return false;
    part_->terms.due = DueRule::net_days_end_of_month;
    if (!is_number(0)) return true;
    part_->terms.due = DueRule::day_of_next_month;
    const std::string_view written = at(0).written;
    const auto value = parse_decimal(written, 0);
    if (!value && value.error() == DecimalError::too_large) {
      wrong(IssueCode::terms_day_of_month, {{"day", quote_short(written)}});
      ++place_;
    } else {
      part_->terms.days = days();
    }
    return true;
  }

  std::vector<Piece> pieces_;
  std::size_t place_ = 0;
  ReadPart* part_ = nullptr;
};

/// Gives the last part what the others leave; what is wrong with the shares goes to the issues.
void share_out(std::vector<ReadPart>& parts, Issues& issues) {
  if (parts.size() == 1) return;
  int128 sum = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    sum += parts[i].has_share ? parts[i].terms.share.parts_per_million : 0;
    if (parts[i].has_share || i + 1 == parts.size()) continue;
    issues.push_back(
        make_issue(IssueCode::terms_share_missing, instalment_path(i, parts.size())));
  }
  ReadPart& last = parts.back();
  if (last.has_share || !issues.empty()) return;
  if (sum < whole.parts_per_million) {
    last.terms.share = Rate{static_cast<std::int64_t>(whole.parts_per_million - sum)};
    return;
  }
  const auto shown = static_cast<std::int64_t>(sum > INT64_MAX ? int128{INT64_MAX} : sum);
  issues.push_back(make_issue(IssueCode::terms_rest_empty, "terms", {{"sum", Rate{shown}}}));
}

}  // namespace

Result<Terms> read_terms(std::string_view text) {
  if (trim(text).empty()) {
    return std::unexpected(Issues{make_issue(IssueCode::terms_missing, "terms")});
  }
  if (text.size() > terms_bytes_max) {
    return std::unexpected(
        Issues{make_issue(IssueCode::terms_too_long, "terms",
                          {{"bytes", static_cast<std::int64_t>(text.size())},
                           {"limit", static_cast<std::int64_t>(terms_bytes_max)}})});
  }
  Reader reader(text);
  std::vector<ReadPart> parts;
  const bool readable = reader.read(parts);
  Issues issues;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (Issue& issue : parts[i].issues) {
      issue.path = instalment_path(i, parts.size());
      issues.push_back(std::move(issue));
    }
  }
  if (!readable) {
    issues.push_back(make_issue(IssueCode::terms_unreadable,
                                instalment_path(parts.size() - 1, parts.size()),
                                {{"found", reader.found()}}));
    return std::unexpected(std::move(issues));
  }
  // Numbers that could not be read would raise a second issue each; they go first.
  if (issues.empty()) share_out(parts, issues);
  if (!issues.empty()) return std::unexpected(std::move(issues));
  Terms terms;
  for (ReadPart& part : parts) terms.instalments.push_back(std::move(part.terms));
  issues = check_terms(terms);
  if (!issues.empty()) return std::unexpected(std::move(issues));
  return terms;
}

}  // namespace tally::terms
