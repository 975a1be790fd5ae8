#include "server/cli/decide.hpp"

#include <algorithm>
#include <array>
#include <iostream>
#include <optional>
#include <vector>

#include "server/cli/input.hpp"
#include "server/cli/parse.hpp"
#include "shared/base/text.hpp"
#include "shared/explain/explain.hpp"
#include "shared/normalise/normalise.hpp"
#include "shared/pipeline/pipeline.hpp"
#include "shared/wire/catalogue_writer.hpp"
#include "shared/wire/company_document.hpp"
#include "shared/wire/order_document.hpp"
#include "shared/wire/outcome_bytes.hpp"

namespace tally::server::cli {

DecideRun::DecideRun(wire::Snapshot snapshot, Date as_of)
    : snapshot_(std::move(snapshot)), as_of_(as_of) {}

Result<DecideRun> DecideRun::open(std::string_view company_document, Date as_of) {
  auto company = wire::read_company(company_document);
  if (!company) return std::unexpected(std::move(company.error()));
  wire::Database db = wire::Database::in_memory();
  const bool written = db.execute("BEGIN") && wire::write_catalogue(db, *company) &&
                       db.execute("COMMIT");
  if (!written) {
    return std::unexpected(Issues{
        make_issue(IssueCode::snapshot_damaged, "", {{"reason", db.message()}})});
  }
  auto snapshot = wire::Snapshot::over(std::move(db), sha256(company_document));
  if (!snapshot) return std::unexpected(std::move(snapshot.error()));
  return DecideRun(*std::move(snapshot), as_of);
}

Result<Outcome> DecideRun::decide(std::string_view order_document) {
  const auto order = wire::read_order(order_document);
  if (!order) return std::unexpected(order.error());
  return pipeline::decide_order(snapshot_, *order, AsOf{as_of_});
}

std::vector<PromotionOutcome> DecideRun::all_promotions(std::string_view order_document) {
  const auto order = wire::read_order(order_document);
  if (!order) return {};
  const Draft draft = normalise::normalise_order(*order);
  const auto facts = wire::gather(snapshot_, draft);
  if (!facts) return {};
  return pipeline::all_promotions(draft, *facts, AsOf{as_of_});
}

namespace {

struct DecideOptions {
  std::string company;
  std::string as_of;
  std::vector<std::string> orders;
  std::string order_lines;
  Saying saying = Saying::json;
  bool issues_as_json = false;
  bool all_promotions = false;
};

/// The statuses from mild to severe; the worst of several orders is the command's.
int worse(int left, int right) {
  constexpr std::array<int, 4> severity{decided_accept, decided_review, decided_refuse,
                                        ExitStatus::failed};
  const auto rank = [&](int status) { return std::ranges::find(severity, status); };
  return rank(left) < rank(right) ? right : left;
}

int status_of(Verdict verdict) {
  if (verdict == Verdict::accept) return decided_accept;
  return verdict == Verdict::review ? decided_review : decided_refuse;
}

/// {"issues":[…],"unreadable":true}
std::string unreadable_bytes(const Issues& issues) {
  std::string json = "{\"issues\":[";
  for (const Issue& issue : issues) {
    if (json.back() == '}') json += ',';
    json += wire::issue_bytes(issue);
  }
  return json + "],\"unreadable\":true}";
}

void say_unreadable(const std::string& place, const Issues& issues, bool as_json) {
  if (as_json) {
    std::cerr << unreadable_bytes(issues) << "\n";
    return;
  }
  for (const Issue& issue : issues) {
    const explain::Said said = explain::say_issue(issue);
    std::cerr << "tallystick decide: " << place;
    if (!issue.path.empty()) std::cerr << ", " << issue.path;
    std::cerr << ": " << said.sentence << (said.mend.empty() ? "" : " ") << said.mend << "\n";
  }
}

/// Prints one decision; what the order's status is.
int decide_one(DecideRun& run, std::string_view document, const std::string& place,
               const DecideOptions& options) {
  const auto outcome = run.decide(document);
  if (!outcome) {
    say_unreadable(place, outcome.error(), options.issues_as_json);
    // Its line stands in the output too, so that line n of it belongs to order n.
    if (options.saying == Saying::json) std::cout << unreadable_bytes(outcome.error()) << '\n';
    return ExitStatus::failed;
  }
  if (options.saying == Saying::json) std::cout << wire::outcome_bytes(*outcome) << '\n';
  else std::cout << explain::say_outcome(*outcome) << "\n";
  if (options.saying == Saying::words && options.all_promotions) {
    for (const PromotionOutcome& promotion : run.all_promotions(document)) {
      std::cout << explain::say_promotion(promotion) << "\n";
    }
  }
  return status_of(outcome->verdict);
}

int decide_file(DecideRun& run, const std::string& file, const DecideOptions& options) {
  const auto bytes = read_input(file);
  if (bytes) return decide_one(run, *bytes, file, options);
  say_unreadable(file, bytes.error(), options.issues_as_json);
  return ExitStatus::failed;
}

/// One order a line; blank lines are skipped.
int decide_lines(DecideRun& run, const DecideOptions& options) {
  const auto bytes = read_input(options.order_lines);
  if (!bytes) {
    say_unreadable(options.order_lines, bytes.error(), options.issues_as_json);
    return ExitStatus::failed;
  }
  int status = decided_accept;
  std::string_view rest(*bytes);
  for (std::int64_t line = 1; !rest.empty(); ++line) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view document = trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (document.empty()) continue;
    const std::string place = options.order_lines + ", line " + std::to_string(line);
    status = worse(status, decide_one(run, document, place, options));
  }
  return status;
}

std::optional<int> read_decide_options(Arguments arguments, DecideOptions& options) {
  CLI::App app{"Decide orders against a company document, without a server"};
  app.add_option("--company", options.company, "Company document (JSON)")
      ->required()
      ->type_name("FILE");
  app.add_option("--as-of", options.as_of, "The day that decides which prices and rates hold")
      ->required()
      ->type_name("YYYY-MM-DD");
  app.add_option("ORDER", options.orders, "Order documents (JSON); - is standard input");
  app.add_option("--orders", options.order_lines, "A file with one order document a line")
      ->type_name("FILE");
  bool explain = false;
  app.add_flag("--explain", explain, "Print words instead of JSON");
  app.add_flag("--promotions", options.all_promotions,
               "With --explain: also every promotion for these goods, and why it does not apply");
  app.add_flag("--json", options.issues_as_json, "Print issues of unreadable documents as JSON");
  app.footer("Exit status, the worst of all orders: 0 accept, 3 review, 4 refuse, 1 a document "
             "could not be read, 2 the command was not understood.");
  if (const auto status = parse_arguments(app, "decide", arguments)) return status;
  options.saying = explain ? Saying::words : Saying::json;
  return std::nullopt;
}

}  // namespace

int run_decide(Arguments arguments) {
  DecideOptions options;
  if (const auto status = read_decide_options(arguments, options)) return *status;
  const auto as_of = Date::parse(options.as_of);
  if (!as_of || (options.orders.empty() && options.order_lines.empty())) {
    return refuse_words("decide", as_of ? "no order was named."
                                        : "--as-of \"" + options.as_of +
                                              "\" is not a day; write it as 2026-03-31.");
  }
  const auto company = read_input(options.company);
  if (!company) {
    say_unreadable(options.company, company.error(), options.issues_as_json);
    return ExitStatus::failed;
  }
  auto run = DecideRun::open(*company, *as_of);
  if (!run) {
    say_unreadable(options.company, run.error(), options.issues_as_json);
    return ExitStatus::failed;
  }
  int status = decided_accept;
  for (const std::string& file : options.orders) {
    status = worse(status, decide_file(*run, file, options));
  }
  if (!options.order_lines.empty()) status = worse(status, decide_lines(*run, options));
  return status;
}

}  // namespace tally::server::cli
