// Case words: cuts a line of a case file into words, quoted texts and parts behind commas.
// In goes one line with its place; out come its words one by one.
// A quoted text knows \n \t \r \" \\ and \xHH, and may be repeated: "A"*200.
// A line that cannot be read throws a CaseMistake that names file, line and what was expected.
//   Words words(line);  words.expect("on");  const std::string list = words.next();
#pragma once

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tally::tests {

struct CaseMistake : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A line of a case file without its line end, and where it stands.
struct CaseLine {
  std::string file;
  std::size_t number = 0;
  std::string text;
};

[[noreturn]] void complain(const CaseLine& line, const std::string& what);

class Words {
 public:
  explicit Words(const CaseLine& line) : line_(&line), rest_(line.text) { skip_spaces(); }

  bool at_end() const { return rest_.empty(); }
  /// True where a comma or semicolon stands next, or nothing.
  bool at_part_end() const { return rest_.empty() || rest_.front() == ',' || rest_.front() == ';'; }
  /// The next word (up to a space, comma or semicolon) or quoted text.
  std::string next();
  /// Takes the word if it stands next.
  bool take(std::string_view word);
  void expect(std::string_view word);
  /// Everything up to the next comma, trimmed; quotes are not read.
  std::string part();
  /// Takes everything that is left, whatever it is.
  void skip_all() { rest_ = {}; }
  /// Everything that is left, or a quoted text where one begins here.
  std::string rest();
  const CaseLine& line() const { return *line_; }

 private:
  void skip_spaces();
  std::string quoted();
  const CaseLine* line_;
  std::string_view rest_;
};

}  // namespace tally::tests
