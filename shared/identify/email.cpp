// E-mail addresses: RFC 5321 (limits, section 4.5.3.1), RFC 5322 (dot-atom and quoted local part,
// section 3.4.1), RFC 6531 (UTF-8), RFC 1123 and 5890 (labels of a domain).
#include <algorithm>

#include "shared/base/text.hpp"
#include "shared/identify/check_digits.hpp"
#include "shared/identify/mail_domains.hpp"
#include "shared/identify/reading.hpp"

namespace tally::identify {

namespace {

constexpr std::size_t local_bytes_max = 64;
constexpr std::size_t label_bytes_max = 63;
constexpr std::size_t address_bytes_max = 254;

bool is_ascii(char c) { return static_cast<std::uint8_t>(c) < 0x80; }

bool is_letter_or_digit(char c) {
  return is_digit(c) || is_capital(c) || (c >= 'a' && c <= 'z');
}

bool is_atom_character(char c) {
  return !is_ascii(c) || is_letter_or_digit(c) ||
         std::string_view("!#$%&'*+-/=?^_`{|}~").contains(c);
}

/// Empty where it is a dot-atom; otherwise what is wrong with it.
std::string hold_dot_atom(std::string_view local) {
  if (local.empty()) return "nothing stands there";
  if (local.front() == '.') return "it begins with a dot";
  if (local.back() == '.') return "it ends with a dot";
  if (local.contains("..")) return "two dots follow each other";
  const auto wrong =
      std::ranges::find_if(local, [](char c) { return c != '.' && !is_atom_character(c); });
  if (wrong == local.end()) return {};
  return *wrong == ' ' ? "it holds a space" : std::string("it holds ") + *wrong;
}

/// The place of the quotation mark that closes a quoted local part; npos where none does.
std::size_t closing_quote(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '\\') ++i;
    else if (text[i] == '"') return i;
  }
  return std::string_view::npos;
}

/// A quoted local part without quotation marks and backslashes.
std::string unquoted(std::string_view local) {
  std::string out;
  for (std::size_t i = 1; i + 1 < local.size(); ++i) {
    if (local[i] == '\\' && i + 2 < local.size()) ++i;
    out += local[i];
  }
  return out;
}

/// Empty where it is a label; otherwise what is wrong with it.
std::string hold_label(std::string_view label) {
  if (label.empty()) return "a part between two dots is empty";
  if (label.size() > label_bytes_max) return "a part of it has more than 63 bytes";
  if (label.front() == '-') return "a part of it begins with a hyphen";
  if (label.back() == '-') return "a part of it ends with a hyphen";
  for (const char c : label) {
    if (is_letter_or_digit(c) || c == '-' || !is_ascii(c)) continue;
    return c == ' ' ? "it holds a space" : std::string("it holds ") + c;
  }
  return {};
}

std::string hold_domain(std::string_view domain) {
  if (domain.empty()) return "nothing stands there";
  if (domain.front() == '.') return "it begins with a dot";
  if (domain.back() == '.') return "it ends with a dot";
  std::string_view label;
  for (std::string_view rest = domain; !rest.empty();) {
    const std::size_t end = std::min(rest.find('.'), rest.size());
    label = rest.substr(0, end);
    if (std::string wrong = hold_label(label); !wrong.empty()) return wrong;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (all_digits(label)) return "it ends with a number and not with a country or a name";
  if (label.size() == 1 && domain.contains('.')) return "no top-level domain has one letter";
  return {};
}

/// The domain with the ASCII letters small; those beyond stay as they are.
std::string normal_domain(std::string_view domain) { return ascii_lower(domain); }

/// The address within "Kim Lee <kim@example.com>" or "mailto:kim@example.com"; empty where there is
/// none.
std::string_view inner_address(std::string_view text) {
  const std::size_t open = text.rfind('<');
  if (open != std::string_view::npos && text.ends_with('>')) {
    return trim(text.substr(open + 1, text.size() - open - 2));
  }
  constexpr std::string_view scheme = "mailto:";
  if (ascii_lower(text.substr(0, scheme.size())) != scheme) return {};
  return trim(text.substr(scheme.size()));
}

class AddressReader {
 public:
  AddressReader(Finding& found, std::string_view text) : found_(found), text_(text) {}

  void read() {
    if (!cut()) return;
    hold_local();
    hold_domain_part();
    if (text_.size() > address_bytes_max) refuse_long("address", text_.size(), address_bytes_max);
    if (is_wrong(found_)) return;
    const std::string domain = normal_domain(domain_);
    found_.normal = local_ + "@" + domain;
    compare(domain);
  }

 private:
  bool cut() {
    std::size_t at = text_.find('@');
    if (text_.starts_with('"')) {
      const std::size_t close = closing_quote(text_);
      const bool closed = close != std::string_view::npos;
      if (closed && text_.substr(close + 1).starts_with('@')) at = close + 1;
    }
    const auto signs = at == std::string_view::npos
                           ? std::int64_t{0}
                           : 1 + std::ranges::count(text_.substr(at + 1), '@');
    if (signs != 1) {
      report(found_, IssueCode::email_at_signs,
             {{"count", signs}, {"text", quote_short(text_)}});
      return false;
    }
    local_ = text_.substr(0, at);
    domain_ = text_.substr(at + 1);
    return true;
  }

  void hold_local() {
    if (local_.size() > local_bytes_max) {
      refuse_long("part before the @", local_.size(), local_bytes_max);
    }
    const bool quoted = local_.size() >= 2 && local_.front() == '"' && local_.back() == '"';
    if (!quoted) {
      if (std::string wrong = hold_dot_atom(local_); !wrong.empty()) refuse_local(wrong);
      return;
    }
    const std::string inside = unquoted(local_);
    if (inside.empty()) refuse_local("nothing stands between the quotation marks");
    // Quotation marks that are not needed are formatting: both forms are one mailbox.
    else if (hold_dot_atom(inside).empty()) local_ = inside;
  }

  void hold_domain_part() {
    if (domain_.starts_with('[') && domain_.ends_with(']') && domain_.size() > 2) {
      report(found_, IssueCode::email_address_literal, {{"domain", quote_short(domain_)}});
      return;
    }
    const std::string wrong = hold_domain(domain_);
    if (!wrong.empty()) {
      report(found_, IssueCode::email_domain,
             {{"domain", quote_short(domain_)}, {"reason", wrong}});
      if (domain_.ends_with('.')) suggest(text_.substr(0, text_.size() - 1));
    } else if (!domain_.contains('.')) {
      report(found_, IssueCode::email_domain_without_dot, {{"domain", quote_short(domain_)}});
    }
  }

  void suggest(std::string_view candidate) {
    Finding other;
    AddressReader(other, candidate).read();
    if (!is_wrong(other)) found_.suggestions.push_back(other.normal);
  }

  void refuse_local(std::string_view reason) {
    report(found_, IssueCode::email_local_part,
           {{"part", quote_short(local_)}, {"reason", std::string(reason)}});
  }

  void refuse_long(std::string_view part, std::size_t count, std::size_t limit) {
    report(found_, IssueCode::email_too_long,
           {{"count", static_cast<std::int64_t>(count)},
            {"limit", static_cast<std::int64_t>(limit)},
            {"part", std::string(part)}});
  }

  void compare(const std::string& domain) {
    const std::string nearest = nearest_mail_domain(domain);
    if (nearest.empty()) return;
    const std::string suggestion = local_ + "@" + nearest;
    report(found_, IssueCode::email_near_miss,
           {{"domain", domain}, {"nearest", nearest}, {"suggestion", suggestion}});
    found_.suggestions.push_back(suggestion);
  }

  Finding& found_;
  std::string_view text_;
  std::string local_;
  std::string domain_;
};

}  // namespace

Finding check_email(std::string_view text, const Context&) {
  const Form form{.name = "e-mail address", .letters = Letters::as_typed,
                  .separators = Separators::kept};
  Finding found;
  if (!take_off_hidden(text, form, found)) return found;
  const std::string address = found.normal;
  if (const std::string_view inner = inner_address(address); !inner.empty()) {
    Finding other;
    AddressReader(other, inner).read();
    if (!is_wrong(other)) {
      report(found, IssueCode::email_more_than_address,
             {{"suggestion", other.normal}, {"text", quote_short(address)}});
      found.suggestions.push_back(other.normal);
      return found;
    }
  }
  AddressReader(found, address).read();
  return found;
}

}  // namespace tally::identify
