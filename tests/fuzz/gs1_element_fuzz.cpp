// Any bytes as a GS1 element string, and as any other identifier: nothing crashes or loops.
// Promises: a code that is right has elements, its normal form is right and has the same ones, in
// brackets too; the normal form of any text is its own; what is suggested is right; every issue can
// be said in UTF-8.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "shared/base/text.hpp"
#include "shared/identify/identify.hpp"
#include "tests/fuzz/must.hpp"
#include "tests/fuzz/outcome_promises.hpp"

using namespace tally;

namespace {

const identify::Context& context() {
  static const identify::Context made{.country = "FR",
                                      .as_of = AsOf{Date::parse("2026-07-01").value()}};
  return made;
}

/// The elements as people read them. A value that holds a bracket around an identifier would be cut
/// there, so such a code is left out.
std::string in_brackets(const identify::Finding& found) {
  std::string text;
  for (const identify::Element& element : found.elements) {
    if (element.value.contains('(')) return {};
    text += "(" + element.ai + ")" + element.value;
  }
  return text;
}

void check_elements(const identify::Finding& found) {
  TALLY_MUST(!found.elements.empty());
  const auto again = identify::check_gs1(found.normal, context());
  TALLY_MUST(!identify::is_wrong(again) && again.elements == found.elements);
  const std::string bracketed = in_brackets(found);
  if (bracketed.empty()) return;
  const auto read = identify::check_gs1(bracketed, context());
  TALLY_MUST(!identify::is_wrong(read) && read.elements == found.elements);
  TALLY_MUST(read.normal == found.normal);
}

void check_kind(const identify::Kind& kind, std::string_view text) {
  const identify::Finding found = kind.check(text, context());
  tests::check_issues(found.issues);
  TALLY_MUST(is_utf8(found.normal));
  TALLY_MUST(kind.check(found.normal, context()).normal == found.normal);
  for (const std::string& suggestion : found.suggestions) {
    TALLY_MUST(!identify::is_wrong(kind.check(suggestion, context())));
  }
  for (const identify::Element& element : found.elements) TALLY_MUST(is_utf8(element.value));
  if (kind.name == "gs1" && !identify::is_wrong(found)) check_elements(found);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const identify::Kind& kind : identify::kinds()) check_kind(kind, text);
  return 0;
}
