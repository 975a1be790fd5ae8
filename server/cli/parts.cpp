// tallystick parts: what the invoices and returns of a decided order come to, to the cent.
#include <iostream>
#include <map>

#include "server/cli/input.hpp"
#include "server/cli/parse.hpp"
#include "server/cli/say.hpp"
#include "shared/explain/explain.hpp"
#include "shared/wire/outcome_reader.hpp"
#include "shared/wire/parts_document.hpp"

namespace tally::server::cli {

namespace {

std::string say_part(wire::PartKind kind, std::size_t number, const refund::Part& part) {
  std::string said(wire::part_kind_name(kind));
  said += " " + std::to_string(number) + ": net " + say_money(part.net) + ", tax " +
          say_money(part.tax) + ", total " + say_money(part.total);
  for (const refund::PartAmount& line : part.lines) {
    said += "\n  " + say_quantity(line.quantity) + " of line " + line.id + ": net " +
            say_money(line.net) + ", tax " + say_money(line.tax);
  }
  if (part.freight) {
    said += "\n  freight: net " + say_money(part.freight->net) + ", tax " +
            say_money(part.freight->tax);
  }
  return said;
}

}  // namespace

int run_parts(Arguments arguments) {
  CLI::App app{"What the invoices and returns of a decided order come to"};
  std::string receipt_file;
  std::string parts_file;
  bool explain = false;
  app.add_option("--receipt", receipt_file, "The outcome that was charged: what decide printed")
      ->required()
      ->type_name("FILE");
  app.add_option("PARTS", parts_file, "Parts document (JSON); - is standard input")->required();
  app.add_flag("--explain", explain, "Print words instead of JSON");
  if (const auto status = parse_arguments(app, "parts", arguments)) return *status;
  const auto receipt_bytes = read_input(receipt_file);
  if (!receipt_bytes) return fail(receipt_bytes.error());
  const auto receipt = wire::read_outcome(*receipt_bytes);
  if (!receipt || !receipt->currency) {
    return fail(Issues{make_issue(IssueCode::share_receipt_incomplete, "")});
  }
  const auto parts_text = read_input(parts_file);
  if (!parts_text) return fail(parts_text.error());
  const auto wishes = wire::read_parts(*parts_text, *receipt->currency);
  if (!wishes) return fail(wishes.error());
  std::map<wire::PartKind, std::vector<refund::Part>> taken;
  for (const wire::PartWish& wish : *wishes) {
    std::vector<refund::Part>& earlier = taken[wish.kind];
    auto part = refund::take_part(*receipt, earlier, wish.request);
    if (!part) return fail(part.error());
    earlier.push_back(*std::move(part));
    std::cout << (explain ? say_part(wish.kind, earlier.size(), earlier.back())
                          : wire::part_bytes(wish.kind, earlier.back()))
              << "\n";
  }
  return ExitStatus::done;
}

}  // namespace tally::server::cli
