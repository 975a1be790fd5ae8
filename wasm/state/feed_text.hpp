#pragma once
// The kept copy of the company's feed as one text, and back.
// In: rows with their places, the mark, how far messages were told. Out: lines; a row is one line,
// because its JSON has no line's end. A text that is not whole is no copy: it is asked for anew.
//
//     const std::string text = write_feed({copy, told});   read_feed(text)->copy.mark.cursor;

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/device_log/feed.hpp"

namespace tally::app {

struct KeptFeed {
  device_log::FeedCopy copy;
  std::int64_t told_lsn = 0;
};

std::string write_feed(const KeptFeed& kept);
std::optional<KeptFeed> read_feed(std::string_view text);

}  // namespace tally::app
