// Decide document: the whole way of an order document, in one function for both sides.
// In go a snapshot, the bytes of an order document and a day; out come the outcome's canonical
// bytes and, behind a line feed, its explanation in words; or, one a line, the issues that stopped
// it. core_native.cpp and core_wasm.cpp call exactly this, so a difference lies in the compilers or
// in us. It counts which codes it met, so that the generator can be held to reaching them all.
//   std::string said = decide_document(snapshot, bytes, AsOf{day}, &counts);
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "shared/base/issue.hpp"
#include "shared/wire/snapshot.hpp"

namespace tally::tests {

using CodeCounts = std::map<IssueCode, std::int64_t>;

std::string decide_document(wire::Snapshot& snapshot, std::string_view document, AsOf as_of,
                            CodeCounts* counts);

}  // namespace tally::tests
