// Say: prints issues on stderr as sentences with their mends.
// In go issues; out come lines a person can act on.
// It chooses no words: explain/ does.
//   say_issues(opened.error());
#pragma once

#include "shared/base/issue.hpp"

namespace tally::server::cli {

void say_issue(const Issue& issue);
void say_issues(const Issues& issues);
/// Says them; the exit status of a command that could not do what it was asked.
int fail(const Issues& issues);

}  // namespace tally::server::cli
