// Address document: one postal address as JSON, and what the check says of it.
// In go bytes, {"country":"US","admin_area":"CA","locality":"…","postal_code":"…","street":["…"]};
// out comes an address as typed, or every issue of the document. What is not there is empty.
// A finding becomes canonical JSON; whoever writes it lends the voice (explain/) for its sentences.
// It checks no address: address/check.hpp does.
//   const auto typed = read_address(line);  write_finding(address::check_address(*typed), say);
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "shared/address/check.hpp"

namespace tally::wire {

inline constexpr std::size_t address_bytes_max = 64UL * 1024;

/// One record, as a line of a file or the body of a request; issues document_*. Records without
/// escapes, in known fields, take a short way that gives the same (tests hold the two together).
Result<address::Address> read_address(std::string_view bytes);

/// A field of an address that is one text: all but the street, which is lines.
struct AddressField {
  std::string_view name;
  std::string address::Address::* text;
};

/// By name.
std::span<const AddressField> address_fields();

/// Canonical JSON of the fields that are not empty.
std::string write_address(const address::Address& address);

/// How an issue is said: explain::say_issue, in the caller's hands.
struct SaidIssue {
  std::string message;
  std::string fix;
};
using SayIssue = SaidIssue (*)(const Issue& issue);

/// {"facts":["po_box"],"issues":[{code,fix,message,path,severity}],"normal":{…},
/// "suggestions":[{code,from,issue,path,to}]}; `issue` is the place in "issues".
std::string write_finding(const address::Finding& finding, SayIssue say);

}  // namespace tally::wire
