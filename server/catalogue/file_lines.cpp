#include "server/catalogue/file_lines.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>

namespace tally::server::catalogue {

namespace {

constexpr std::int64_t lines_between_progress = 2048;

Issue unreadable(const std::string& file, std::string reason) {
  return make_issue(IssueCode::import_file_unreadable, "",
                    {{"file", file}, {"reason", std::move(reason)}});
}

std::int64_t size_of(const std::string& file) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  return error ? 0 : static_cast<std::int64_t>(size);
}

/// The heading of the file, or the numbers 1, 2, 3 … of its columns where it has none.
std::vector<std::string> heading_of(const Mapping& mapping, const CsvRow& first) {
  std::vector<std::string> heading;
  for (const std::string_view cell : first.cells) {
    heading.push_back(mapping.has_heading ? std::string(cell)
                                          : std::to_string(heading.size() + 1));
  }
  return heading;
}

/// One walk over one file.
class FileWalk {
 public:
  FileWalk(const ImportRequest& request, ImportReport& report, const OnLine& on_line,
           std::int32_t file, std::int64_t bytes_before, std::int64_t bytes_total)
      : request_(request),
        report_(report),
        on_line_(on_line),
        file_(file),
        bytes_before_(bytes_before),
        bytes_total_(bytes_total) {}

  bool run() {
    const std::string& name = request_.files[static_cast<std::size_t>(file_)];
    std::error_code error;
    if (std::filesystem::is_directory(name, error)) return fail(unreadable(name, "it is a folder"));
    std::ifstream stream(name, std::ios::binary);
    if (!stream) return fail(unreadable(name, std::strerror(errno)));
    CsvReader csv(stream, name, request_.mapping.form);
    CsvRow row;
    if (!csv.next(row)) {
      const Issue empty = make_issue(IssueCode::import_file_empty, "", {{"file", name}});
      return fail(csv.failure().value_or(empty));
    }
    auto reader = LineReader::bind(request_.mapping, heading_of(request_.mapping, row), name);
    if (!reader) {
      for (Issue& issue : reader.error()) report_.failures.push_back(std::move(issue));
      return false;
    }
    if (!request_.mapping.has_heading) take(*reader, row);
    while (csv.next(row)) {
      take(*reader, row);
      if (report_.counts.lines % lines_between_progress == 0) tell(csv.bytes_read());
    }
    if (csv.failure()) return fail(*csv.failure());
    tell(csv.bytes_read());
    return true;
  }

 private:
  bool fail(Issue issue) {
    report_.failures.push_back(std::move(issue));
    return false;
  }

  void take(LineReader& reader, const CsvRow& row) {
    ++report_.counts.lines;
    if (reader.take(row)) {
      if (!reader.passes(request_.mapping.only_where)) {
        ++report_.counts.left_out;
        return;
      }
      on_line_(reader, {file_, row.line});
    }
    if (!reader.is_refused()) return;
    ++report_.counts.refused;
    for (Refusal& refusal : reader.take_refusals()) report_.refusals.push_back(std::move(refusal));
  }

  void tell(std::int64_t bytes) const {
    if (!request_.on_progress) return;
    request_.on_progress(bytes_before_ + bytes, bytes_total_, report_.counts.lines);
  }

  const ImportRequest& request_;
  ImportReport& report_;
  const OnLine& on_line_;
  std::int32_t file_;
  std::int64_t bytes_before_;
  std::int64_t bytes_total_;
};

}  // namespace

bool read_lines(const ImportRequest& request, ImportReport& report, const OnLine& on_line) {
  std::int64_t bytes_total = 0;
  for (const std::string& file : request.files) bytes_total += size_of(file);
  std::int64_t bytes_before = 0;
  for (std::size_t i = 0; i < request.files.size(); ++i) {
    const auto file = static_cast<std::int32_t>(i);
    if (!FileWalk(request, report, on_line, file, bytes_before, bytes_total).run()) return false;
    bytes_before += size_of(request.files[i]);
  }
  return true;
}

Refusal refusal_at(const ImportRequest& request, const LinePlace& place, std::string_view field,
                   std::string value, Issue issue) {
  Refusal refusal;
  refusal.file = request.files[static_cast<std::size_t>(place.file)];
  refusal.line = place.line;
  const auto index = find_field(request.mapping.kind, field);
  const auto* source = index ? &request.mapping.fields[*index] : nullptr;
  if (source != nullptr && *source) refusal.column = (*source)->column;
  refusal.value = std::move(value);
  refusal.issue = std::move(issue);
  return refusal;
}

}  // namespace tally::server::catalogue
