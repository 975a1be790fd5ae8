// Company document: a whole company as one JSON document ("tallystick": "company/1").
// In go bytes; out comes a Company with all references checked, or every issue at once (the first
// hundred). write_company prints the same document back, keys in the documented order.
// docs/schemas/company.schema.json describes it for people and editors.
// It will not load anything: catalogue/ and write_catalogue do.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/issue.hpp"
#include "shared/data/company.hpp"

namespace tally::wire {

Result<Company> read_company(std::string_view bytes);
std::string write_company(const Company& company);

}  // namespace tally::wire
