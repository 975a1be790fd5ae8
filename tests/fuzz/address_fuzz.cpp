// Any bytes as an address: an address document, or fields behind line breaks.
// Promises: nothing crashes; normal of normal is itself, and so is its key; every change begins
// with what stands there, changes it and can be applied; what is written is read back.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "shared/address/check.hpp"
#include "shared/address/lines.hpp"
#include "shared/address/normal_form.hpp"
#include "shared/base/text.hpp"
#include "shared/wire/address_document.hpp"
#include "tests/fuzz/must.hpp"

using namespace tally;

namespace {

std::string take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string line(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

address::Address from_lines(std::string_view rest) {
  address::Address made;
  made.country = take_line(rest);
  made.admin_area = take_line(rest);
  made.locality = take_line(rest);
  made.postal_code = take_line(rest);
  made.dependent_locality = take_line(rest);
  made.sorting_code = take_line(rest);
  made.recipient = take_line(rest);
  while (!rest.empty()) made.street.push_back(take_line(rest));
  return made;
}

void check(const address::Address& typed) {
  const address::Finding finding = address::check_address(typed);
  TALLY_MUST(address::normal_form(finding.normal) == finding.normal);
  TALLY_MUST(address::place_key(typed) == address::place_key(finding.normal));
  for (const address::Change& change : finding.changes) {
    TALLY_MUST(change.from != change.to);
    address::Address mended = typed;
    TALLY_MUST(address::apply_fix(mended, finding, change.issue));
  }
  for (const auto style : {address::LineStyle::local, address::LineStyle::latin}) {
    for (const std::string& line : address::address_lines(typed, style)) TALLY_MUST(!line.empty());
  }
  const std::string answer =
      wire::write_finding(finding, [](const Issue&) { return wire::SaidIssue{"said", "mend"}; });
  TALLY_MUST(is_utf8(answer));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto read = wire::read_address(bytes)) {
    check(*read);
    const auto again = wire::read_address(wire::write_address(*read));
    TALLY_MUST(again.has_value() && *again == *read);
  }
  if (size <= 4096) check(from_lines(bytes));
  return 0;
}
