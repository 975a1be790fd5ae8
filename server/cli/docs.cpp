// tallystick docs: prints the references that are generated from the program's own tables.
#include <iostream>

#include "server/cli/parse.hpp"
#include "server/http/openapi.hpp"
#include "server/ops/codes_reference.hpp"
#include "server/ops/words_reference.hpp"

namespace tally::server::cli {

int run_docs(Arguments arguments) {
  CLI::App app{"Print a reference generated from the program's tables"};
  app.require_subcommand(1);
  CLI::App* routes = app.add_subcommand("routes", "The routes, as docs/reference/routes.md");
  CLI::App* codes = app.add_subcommand("codes", "The issue codes, as docs/reference/codes.md");
  CLI::App* words =
      app.add_subcommand("words", "What rules may speak of, as docs/reference/words.md");
  CLI::App* openapi = app.add_subcommand("openapi", "The routes, as an OpenAPI 3.1 document");
  if (const auto status = parse_arguments(app, "docs", arguments)) return *status;
  if (routes->parsed()) std::cout << http::routes_markdown();
  if (codes->parsed()) std::cout << ops::codes_markdown();
  if (words->parsed()) std::cout << ops::words_markdown();
  if (openapi->parsed()) std::cout << http::openapi_document() << "\n";
  return ExitStatus::done;
}

}  // namespace tally::server::cli
