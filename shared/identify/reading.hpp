// Reading: what all identifiers have in common before their own algorithm is asked.
// In goes text as it came; out comes a Finding whose normal form has no hidden characters and no
// separators, with a note for each thing that a person cannot see, or with the error that ends it.
// What looks like a Latin letter or a digit and is none is an error, with the plain form suggested.
// It knows no identifier.
//   return check_text(text, {.name = "EIN"}, context, hold_ein);
#pragma once

#include <string>
#include <string_view>

#include "shared/identify/identify.hpp"

namespace tally::identify {

enum class Letters : std::uint8_t { capitals, as_typed };
enum class Separators : std::uint8_t { removed, kept };

struct Form {
  /// As it stands in a sentence: "VAT number", "IBAN".
  std::string_view name;
  Letters letters = Letters::capitals;
  Separators separators = Separators::removed;
  /// What may stand in it besides digits and letters.
  std::string_view extra = {};
};

/// The algorithm of one kind: holds found.normal and adds issues, or makes it the normal form.
using Hold = void (*)(Finding& found, const Form& form, const Context& context);

Finding check_text(std::string_view text, const Form& form, const Context& context, Hold hold);

/// Hidden characters named and removed, outer white space off; false where nothing is left or the
/// text is not UTF-8, which is an issue then.
bool take_off_hidden(std::string_view text, const Form& form, Finding& found);

/// Adds the normal form of the candidate to the suggestions where the algorithm finds it right.
void suggest_if_right(Finding& found, std::string_view candidate, const Form& form,
                      const Context& context, Hold hold);

/// A note where a country is named that there is not.
void note_country(Finding& found, const Context& context);

/// Digits for the letters O, I and L.
std::string with_digits_for_letters(std::string_view text);

void report(Finding& found, IssueCode code, std::vector<Argument> arguments);
/// identifier_length: `expected` as in "9 or 10".
void report_length(Finding& found, const Form& form, std::string_view expected);
/// identifier_format: "write {wanted}, such as {example}".
void report_format(Finding& found, const Form& form, std::string_view wanted,
                   std::string_view example);
/// identifier_check_digit: `check` is "check digit", "check letter" …
void report_check(Finding& found, std::string_view check, std::string_view wanted,
                  std::string_view stands);
/// identifier_part: "The {part} {value} of {text} does not exist."
void report_part(Finding& found, std::string_view part, std::string_view value);

/// For kinds of digits alone: reports letters, and the length where it is not `digits`. False where
/// something was reported.
bool hold_digits(Finding& found, const Form& form, const Context& context, Hold hold,
                 std::size_t digits);
/// Reports what is no digit; false where there was something.
bool hold_only_digits(Finding& found, const Form& form, const Context& context, Hold hold);

}  // namespace tally::identify
