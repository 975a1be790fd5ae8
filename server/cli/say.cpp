#include "server/cli/say.hpp"

#include <iostream>

#include "server/cli/commands.hpp"
#include "shared/explain/explain.hpp"

namespace tally::server::cli {

void say_issue(const Issue& issue) {
  const explain::Said said = explain::say_issue(issue);
  const std::string where = explain::say_path(issue.path);
  std::cerr << (where.empty() ? "" : where + ": ") << said.sentence << "\n";
  if (!said.mend.empty()) std::cerr << "  " << said.mend << "\n";
}

void say_issues(const Issues& issues) {
  for (const Issue& issue : issues) say_issue(issue);
}

int fail(const Issues& issues) {
  say_issues(issues);
  return ExitStatus::failed;
}

}  // namespace tally::server::cli
