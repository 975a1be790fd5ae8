// The open record of master data: what it is called, and which findings stand where in its form.
#include <algorithm>

#include "wasm/state/masters.hpp"

namespace tally::app {

namespace {

std::string joined(std::string sentences, const MasterIssue& issue) {
  if (!sentences.empty()) sentences += " ";
  sentences += issue.sentence;
  if (!issue.mend.empty()) sentences += " " + issue.mend;
  return sentences;
}

}  // namespace

std::string OpenMaster::name() const {
  if (is_new()) return "New " + std::string(kind().one);
  return shown.title.empty() ? shown.key : shown.title;
}

std::vector<const MasterIssue*> OpenMaster::issues_now() const {
  std::vector<const MasterIssue*> now;
  for (const MasterIssue& issue : issues) {
    const auto place = find_place(kind(), issue.path);
    const bool unvisited = is_new() && !was_refused && place &&
                           !touched.contains(place->outer().name);
    if (!unvisited) now.push_back(&issue);
  }
  return now;
}

std::vector<const MasterIssue*> OpenMaster::issues_in(const ListAt& list) const {
  std::vector<const MasterIssue*> in;
  for (const MasterIssue* issue : issues_now()) {
    const auto place = find_place(kind(), issue->path);
    if (place && place->field == list.field && form.list_of(*place).key == list.key) {
      in.push_back(issue);
    }
  }
  return in;
}

std::string OpenMaster::error_at(const ListAt& list) const {
  const bool in_blocks = list.field->kind == ValueKind::blocks;
  std::string sentences;
  for (const MasterIssue* issue : issues_in(list)) {
    const auto place = find_place(kind(), issue->path);
    const bool elsewhere = place->line >= 0 && (in_blocks || place->column >= 0);
    if (!elsewhere && issue->is_error()) sentences = joined(std::move(sentences), *issue);
  }
  return sentences;
}

std::string OpenMaster::error_at(const ListAt& list, std::size_t line, int column) const {
  std::string sentences;
  const int said = form.said_of_line(list, line);
  for (const MasterIssue* issue : issues_in(list)) {
    const auto place = find_place(kind(), issue->path);
    const bool here = place->line == said && place->column == column;
    if (here && issue->is_error()) sentences = joined(std::move(sentences), *issue);
  }
  return sentences;
}

bool OpenMaster::is_at(const MasterIssue& issue, const ListAt& list, int line,
                       int column) const {
  const auto place = find_place(kind(), issue.path);
  if (!place || place->field != list.field || form.list_of(*place).key != list.key) return false;
  if (line < 0) return place->line < 0 || place->column < 0;
  return place->line == form.said_of_line(list, static_cast<std::size_t>(line)) &&
         place->column == column;
}

std::string OpenMaster::note_at(const ListAt& list, int line, int column) const {
  std::string sentences;
  for (const MasterIssue* issue : issues_now()) {
    if (issue->is_error() || !is_at(*issue, list, line, column)) continue;
    sentences = joined(std::move(sentences), *issue);
  }
  return sentences;
}

const MasterIssue* OpenMaster::mendable_at(const ListAt& list, int line, int column) const {
  for (const MasterIssue* issue : issues_now()) {
    if (!issue->proposals.empty() && is_at(*issue, list, line, column)) return issue;
  }
  return nullptr;
}

std::int64_t OpenMaster::errors_in_line(const ListAt& list, std::size_t line) const {
  const std::string inside = list.key + "/" + std::to_string(form.lines(list.key)[line].id) + "/";
  const int said = form.said_of_line(list, line);
  return std::ranges::count_if(issues_now(), [&](const MasterIssue* issue) {
    const auto place = find_place(kind(), issue->path);
    if (!issue->is_error() || !place) return false;
    const std::string key = form.list_of(*place).key;
    return key.starts_with(inside) || (key == list.key && place->line == said);
  });
}

}  // namespace tally::app
