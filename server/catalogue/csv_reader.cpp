#include "server/catalogue/csv_reader.hpp"

#include <algorithm>

#include "shared/base/text.hpp"

namespace tally::server::catalogue {

namespace {

constexpr std::size_t chunk_bytes = 256 * 1024;

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool ends_cell(char c, char delimiter) { return c == delimiter || c == '\n' || c == '\r'; }

}  // namespace

std::optional<Encoding> find_encoding(std::string_view name) {
  const std::string lower = ascii_lower(name);
  if (lower == "utf-8") return Encoding::utf_8;
  const bool latin = lower == "latin-1" || lower == "iso-8859-1";
  if (latin || lower == "windows-1252") return Encoding::windows_1252;
  return std::nullopt;
}

std::string_view encoding_name(Encoding encoding) {
  return encoding == Encoding::utf_8 ? "utf-8" : "windows-1252";
}

CsvReader::CsvReader(std::istream& stream, std::string name, CsvForm form)
    : stream_(&stream), name_(std::move(name)), form_(form) {}

/// Reads more of the file behind what is not yet cut; false where there is no more.
bool CsvReader::fill() {
  if (stream_ended_) return false;
  bytes_before_buffer_ += static_cast<std::int64_t>(at_);
  buffer_.erase(0, at_);
  at_ = 0;
  const std::size_t kept = buffer_.size();
  // A row longer than a chunk doubles what is read, so that it is not cut again too often.
  const std::size_t wanted = std::max(chunk_bytes, kept);
  buffer_.resize(kept + wanted);
  stream_->read(buffer_.data() + kept, static_cast<std::streamsize>(wanted));
  const auto got = static_cast<std::size_t>(stream_->gcount());
  buffer_.resize(kept + got);
  stream_ended_ = got < wanted;
  if (stream_->bad()) {
    failure_ = make_issue(IssueCode::import_file_unreadable, "",
                          {{"file", name_}, {"reason", std::string("the disk reports an error")}});
    return false;
  }
  return got > 0;
}

void CsvReader::take_off_mark() {
  started_ = true;
  fill();
  const std::string_view start(buffer_);
  if (start.starts_with("\xEF\xBB\xBF")) {
    // The mark says it: whatever the mapping thinks, this is UTF-8.
    form_.encoding = Encoding::utf_8;
    at_ = 3;
  } else if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) {
    const std::string reason = "it is UTF-16 text; save it as UTF-8";
    failure_ = make_issue(IssueCode::import_file_unreadable, "",
                          {{"file", name_}, {"reason", reason}});
  }
}

/// Cuts a cell that begins with a quotation mark at `place`, and moves `place` behind it. False
/// where the buffer ends first.
bool CsvReader::cut_quoted(std::size_t& place) {
  const std::size_t begin = unquoted_.size();
  ++place;
  while (true) {
    if (place >= buffer_.size()) return false;
    const char c = buffer_[place];
    if (c != '"') {
      if (c == '\n' || (c == '\r' && place + 1 < buffer_.size() && buffer_[place + 1] != '\n')) {
        ++lines_of_row_;
      }
      unquoted_ += c;
      ++place;
      continue;
    }
    // Whether this mark closes the cell is known only by the byte behind it.
    if (place + 1 >= buffer_.size() && !stream_ended_) return false;
    if (place + 1 < buffer_.size() && buffer_[place + 1] == '"') {
      unquoted_ += '"';
      place += 2;
      continue;
    }
    ++place;
    break;
  }
  // Text behind the closing mark belongs to the cell: "7"" nail"s is a slip, not a reason to stop.
  while (place < buffer_.size() && !ends_cell(buffer_[place], form_.delimiter)) {
    unquoted_ += buffer_[place++];
  }
  cells_.push_back({begin, unquoted_.size() - begin, true});
  return true;
}

/// Cuts the row that begins at at_ into cells_; row_end_ is behind its line end.
CsvReader::Cut CsvReader::cut_row() {
  cells_.clear();
  unquoted_.clear();
  lines_of_row_ = 1;
  std::size_t place = at_;
  while (true) {
    if (place < buffer_.size() && buffer_[place] == '"') {
      if (!cut_quoted(place)) return Cut::needs_more;
    } else {
      const std::size_t begin = place;
      while (place < buffer_.size() && !ends_cell(buffer_[place], form_.delimiter)) ++place;
      cells_.push_back({begin, place - begin, false});
    }
    // A CR at the very end may have its LF in the next chunk.
    const bool at_end = place >= buffer_.size();
    const bool cr_at_end = !at_end && buffer_[place] == '\r' && place + 1 >= buffer_.size();
    if ((at_end || cr_at_end) && !stream_ended_) return Cut::needs_more;
    if (at_end) break;
    if (buffer_[place] == form_.delimiter) {
      ++place;
      continue;
    }
    const bool crlf = buffer_[place] == '\r' && place + 1 < buffer_.size() &&
                      buffer_[place + 1] == '\n';
    place += crlf ? 2 : 1;
    break;
  }
  row_end_ = place;
  return Cut::row;
}

bool CsvReader::check_encoding(std::string_view raw) {
  if (is_ascii(raw)) {
    if (raw.find('\0') == std::string_view::npos) return true;
    failure_ = make_issue(IssueCode::import_file_unreadable, "",
                          {{"file", name_},
                           {"reason", "line " + std::to_string(line_) +
                                          " holds a NUL byte, so it is no text file"}});
    return false;
  }
  const bool like_utf_8 = is_utf8(raw);
  if (form_.encoding == Encoding::windows_1252) {
    ++rows_beyond_ascii_;
    if (like_utf_8 && rows_like_utf_8_++ == 0) first_line_like_utf_8_ = line_;
    return true;
  }
  if (like_utf_8) return true;
  failure_ = make_issue(IssueCode::import_encoding_differs, "",
                        {{"line", line_},
                         {"file", name_},
                         {"expected", std::string("utf-8")},
                         {"suggestion", std::string("windows-1252")}});
  return false;
}

void CsvReader::show(CsvRow& row) {
  row.line = line_;
  row.cells.clear();
  converted_.clear();
  for (const Cell& cell : cells_) {
    const std::string& from = cell.unquoted ? unquoted_ : buffer_;
    std::string_view text(from.data() + cell.begin, cell.length);
    if (form_.encoding == Encoding::windows_1252 && !is_ascii(text)) {
      text = converted_.emplace_back(utf8_from_latin1(text));
    }
    row.cells.push_back(text);
  }
}

/// At the end: text that is well-formed UTF-8 wherever it leaves ASCII was not Windows-1252.
bool CsvReader::finish() {
  if (!failure_ && rows_beyond_ascii_ > 0 && rows_like_utf_8_ == rows_beyond_ascii_) {
    failure_ = make_issue(IssueCode::import_encoding_differs, "",
                          {{"line", first_line_like_utf_8_},
                           {"file", name_},
                           {"expected", std::string("windows-1252")},
                           {"suggestion", std::string("utf-8")}});
  }
  return false;
}

/// Cuts the next row, reading on as far as it goes; false (see failure_) where it has no end.
bool CsvReader::cut_whole_row() {
  while (cut_row() == Cut::needs_more) {
    const bool too_long = buffer_.size() - at_ > row_bytes_max;
    if (!too_long && fill()) continue;
    if (failure_) return false;
    // Now that the stream is known to have ended, its end is the end of the row.
    if (!too_long && cut_row() == Cut::row) return true;
    failure_ = make_issue(IssueCode::import_quote_open, "", {{"line", line_}, {"file", name_}});
    return false;
  }
  return true;
}

bool CsvReader::next(CsvRow& row) {
  if (!started_) take_off_mark();
  while (!failure_) {
    if (at_ >= buffer_.size() && !fill()) return finish();
    if (!cut_whole_row()) return false;
    const std::string_view raw(buffer_.data() + at_, row_end_ - at_);
    const bool blank = cells_.size() == 1 && !cells_[0].unquoted && cells_[0].length == 0;
    if (!check_encoding(raw)) return false;
    if (!blank) show(row);
    at_ = row_end_;
    line_ += lines_of_row_;
    if (!blank) return true;
  }
  return false;
}

}  // namespace tally::server::catalogue
