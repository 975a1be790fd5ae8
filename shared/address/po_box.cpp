#include "shared/address/po_box.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "shared/address/letters.hpp"
#include "shared/base/text.hpp"

namespace tally::address {

namespace {

/// anything: the words alone say it. number: only with a number behind them. head_number: with a
/// number, at the head of the line.
enum class Proof : std::uint8_t { anything, number, head_number };

struct BoxWords {
  /// Folded.
  std::string_view words;
  Proof proof = Proof::anything;
  /// Codes behind blanks; empty: everywhere.
  std::string_view where = {};
};

constexpr std::array box_words{
    BoxWords{"PO BOX"}, BoxWords{"P O BOX"}, BoxWords{"POBOX"}, BoxWords{"PO BX"},
    BoxWords{"POB", Proof::number}, BoxWords{"P O B", Proof::number},
    BoxWords{"PO DRAWER", Proof::number}, BoxWords{"POST OFFICE BOX"}, BoxWords{"POST BOX"},
    BoxWords{"POSTAL BOX"}, BoxWords{"POSTBOX"}, BoxWords{"GPO BOX"}, BoxWords{"LOCKED BAG"},
    BoxWords{"PRIVATE BAG"}, BoxWords{"LOCK BOX", Proof::number},
    BoxWords{"POSTFACH"}, BoxWords{"BOITE POSTALE"}, BoxWords{"CASE POSTALE"},
    BoxWords{"BP", Proof::number, "FR BE LU MC MA DZ TN SN CI CM GA BF BJ TG ML NE CD CG GN MG MR "
                                  "DJ TD CF RE GP MQ GF YT NC PF PM WF BL MF HT RW BI KM LB"},
    BoxWords{"B P", Proof::number}, BoxWords{"CP", Proof::number, "CA CH IT"},
    BoxWords{"C P", Proof::number, "CA CH IT"}, BoxWords{"CASELLA POSTALE"},
    BoxWords{"APARTADO"}, BoxWords{"APDO"}, BoxWords{"APTDO"}, BoxWords{"AP POSTAL"},
    BoxWords{"CASILLA", Proof::anything, "CL AR BO EC PE UY PY"}, BoxWords{"CAIXA POSTAL"},
    BoxWords{"POSTBUS"}, BoxWords{"ANTWOORDNUMMER"}, BoxWords{"POSTBOKS"}, BoxWords{"POSTILOKERO"},
    BoxWords{"PL", Proof::head_number, "FI AX"}, BoxWords{"PB", Proof::head_number, "NO DK FI AX"},
    BoxWords{"BOX", Proof::head_number, "SE US CA AU NZ"}, BoxWords{"SKRYTKA POCZTOWA"},
    BoxWords{"SKR POCZT"}, BoxWords{"POSTOVNI PRIHRADKA"}, BoxWords{"POSTOVY PRIECINOK"},
    BoxWords{"POSTAFIOK"}, BoxWords{"PF", Proof::number, "HU"}, BoxWords{"PK", Proof::number, "TR"},
    BoxWords{"POSTA KUTUSU"}, BoxWords{"АБОНЕНТСКИЙ ЯЩИК"}, BoxWords{"А Я", Proof::number},
    BoxWords{"ΤΘ", Proof::number}, BoxWords{"ΤΑΧΥΔΡΟΜΙΚΗ ΘΥΡΙΔΑ"}};

/// Scripts without blanks between words.
constexpr std::array<std::string_view, 4> box_pieces{"私書箱", "信箱", "郵箱", "사서함"};

bool holds_code(std::string_view codes, std::string_view country) {
  return codes.empty() || codes.find(country) != std::string_view::npos;
}

bool begins_with_number(std::string_view text) {
  if (text.starts_with("NO ") || text.starts_with("NR ")) text.remove_prefix(3);
  while (text.starts_with('#') || text.starts_with(' ')) text.remove_prefix(1);
  return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

/// Whether these words stand at the head of `rest`, whole.
bool stands_here(const BoxWords& box, std::string_view rest, bool at_head) {
  if (!rest.starts_with(box.words)) return false;
  std::string_view behind = rest.substr(box.words.size());
  // "POSTFACH12" is one word; any other letter behind it makes it another word.
  const bool ends = behind.empty() || behind.front() == ' ' || begins_with_number(behind);
  if (!ends) return false;
  if (behind.starts_with(' ')) behind.remove_prefix(1);
  if (box.proof == Proof::anything) return true;
  if (box.proof == Proof::head_number && !at_head) return false;
  return begins_with_number(behind);
}

/// Whether any of the words begins with this byte: most words of a street do not.
constexpr std::array<bool, 256> make_first_bytes() {
  std::array<bool, 256> first{};
  for (const BoxWords& box : box_words) first[static_cast<unsigned char>(box.words[0])] = true;
  return first;
}
constexpr auto first_bytes = make_first_bytes();

}  // namespace

bool names_po_box(std::string_view line, std::string_view country) {
  const std::string folded = fold(line);
  const bool ascii =
      std::ranges::all_of(folded, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  const bool piece = !ascii && std::ranges::any_of(box_pieces, [&](std::string_view text) {
    return folded.find(text) != std::string::npos;
  });
  if (piece) return true;
  std::string_view rest = folded;
  while (!rest.empty()) {
    if (first_bytes[static_cast<unsigned char>(rest.front())]) {
      const bool at_head = rest.size() == folded.size();
      for (const BoxWords& box : box_words) {
        if (stands_here(box, rest, at_head) && holds_code(box.where, country)) return true;
      }
    }
    const std::size_t end = std::min(rest.find(' '), rest.size());
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

bool is_po_box(const Address& address) {
  const std::string country = ascii_upper(without_hidden(address.country));
  return std::ranges::any_of(address.street, [&](const std::string& line) {
    return names_po_box(line, country);
  });
}

}  // namespace tally::address
