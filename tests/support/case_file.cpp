#include "tests/support/case_file.hpp"

#include <charconv>

#include "tests/support/project_files.hpp"

namespace tally::tests {

namespace fs = std::filesystem;

namespace {

std::vector<CaseLine> read_lines(const fs::path& path) {
  std::vector<CaseLine> lines;
  const std::string text = read_file(path);
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    lines.push_back({path.filename().string(), lines.size() + 1, std::string(rest.substr(0, end))});
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return lines;
}

bool says_nothing(const CaseLine& line) { return line.text.empty() || line.text.starts_with('#'); }

CaseCompany read_company_file(const fs::path& path) {
  CaseCompany company;
  for (const CaseLine& line : read_lines(path)) {
    if (!says_nothing(line)) read_company_line(line, company);
  }
  begin_overrides(company);
  return company;
}

std::size_t read_count(Words& words) {
  const std::string word = words.next();
  std::size_t count = 0;
  const auto read = std::from_chars(word.data(), word.data() + word.size(), count);
  if (read.ec != std::errc()) complain(words.line(), "a number");
  return count;
}

/// "byte 5000 changed", "cut to 5000 bytes", "format 9", "digest follows", behind commas.
SnapshotHarm read_harm(Words& words) {
  SnapshotHarm harm;
  do {
    if (words.take("byte")) {
      harm.byte_changed = read_count(words);
      words.expect("changed");
    } else if (words.take("cut to")) {
      harm.cut_to = read_count(words);
      words.expect("bytes");
    } else if (words.take("format")) {
      harm.format = static_cast<int>(read_count(words));
    } else {
      words.expect("digest follows");
      harm.digest_follows = true;
    }
  } while (words.take(","));
  return harm;
}

enum class Section : std::uint8_t {
  company, order, document, identifier, address, terms, freight, expectation
};

/// Reads the line that opens a section; false where this line does not.
bool open_section(const CaseLine& line, Section& section, Case& into) {
  Words words(line);
  if (words.take("order on")) {
    section = Section::order;
    const auto date = Date::parse(words.next());
    if (!date) complain(line, "the day of the decision, such as 2026-03-02");
    into.as_of = AsOf{*date};
  } else if (words.take("order document on")) {
    section = Section::document;
    into.input = CaseInput::order_document;
    into.as_of = AsOf{Date::parse(words.next()).value()};
  } else if (words.take("company document")) {
    section = Section::document;
    into.input = CaseInput::company_document;
  } else if (open_identifier(words, into)) {
    section = Section::identifier;
  } else if (open_terms(words, into)) {
    section = Section::terms;
  } else if (open_freight(line.text, into)) {
    words.expect(line.text);
    section = Section::freight;
  } else if (line.text == "address") {
    words.expect("address");
    section = Section::address;
    into.input = CaseInput::address;
  } else if (words.take("expect")) {
    section = Section::expectation;
    into.expected.verdict = words.next();
  } else {
    return false;
  }
  if (!words.at_end()) complain(line, "nothing more");
  return true;
}

void read_head_line(const CaseLine& line, Case& into) {
  Words words(line);
  if (words.take("company")) {
    into.company = read_company_file(project_root() / "tests/cases" / (words.rest() + ".company"));
  } else if (words.take("snapshot")) {
    into.harm = read_harm(words);
  } else {
    read_company_line(line, into.company);
  }
}

}  // namespace

Case read_case(const fs::path& path) {
  Case into;
  into.name = path.stem().string();
  into.order.order_id = "0b7e1f6a-2c3d-4e5f-8a9b-0c1d2e3f4a5b";
  Section section = Section::company;
  std::vector<CaseLine> document;
  for (const CaseLine& line : read_lines(path)) {
    if (section == Section::company && line.text.starts_with("# ") && into.title.empty()) {
      into.title = line.text.substr(2);
    }
    if (says_nothing(line)) continue;
    if (section != Section::expectation && open_section(line, section, into)) continue;
    switch (section) {
      case Section::company: read_head_line(line, into); break;
      case Section::order:
        if (!read_part_line(line, into.parts)) read_order_line(line, into.order);
        break;
      case Section::document: document.push_back(line); break;
      case Section::identifier: into.identifier.text = Words(line).rest(); break;
      case Section::address: read_address_line(line, into.address); break;
      case Section::terms: read_terms_line(line, into.terms); break;
      case Section::freight: read_freight_line(line, into.freight); break;
      case Section::expectation: read_expect_line(line, into.expected); break;
    }
  }
  into.document = read_document_text(document);
  if (into.expected.verdict.empty()) throw CaseMistake(into.name + ": nothing is expected");
  if (into.title.empty())
    throw CaseMistake(into.name + ": no comment at the head says what it shows");
  return into;
}

}  // namespace tally::tests
