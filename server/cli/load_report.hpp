// Load report: what loading a company did, printed the same way by `load` and `demo`.
// In go the company's name and the report; out come lines on standard output.
#pragma once

#include <string>

#include "server/catalogue/company_store.hpp"

namespace tally::server::cli {

void print_load_report(const std::string& company, const catalogue::LoadReport& report);

}  // namespace tally::server::cli
