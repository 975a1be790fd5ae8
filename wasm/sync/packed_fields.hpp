#pragma once
// Packed fields: several texts and byte strings in one, as the app and its page exchange them.
// In: byte strings. Out: for each its length (four bytes, the lowest first) and its bytes.
// web/packed_fields.js is the other side. It will not know what the fields mean.
//
//     const std::string packed = pack_fields({"{}", entry});   unpack_fields(packed)[1] == entry

#include <string>
#include <string_view>
#include <vector>

namespace tally::app::sync {

std::string pack_fields(const std::vector<std::string_view>& fields);
/// What follows a field that is cut off is left out.
std::vector<std::string> unpack_fields(std::string_view packed);

}  // namespace tally::app::sync
