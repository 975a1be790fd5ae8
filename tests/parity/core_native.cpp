// The native half of the parity test: makes companies and orders, decides them, writes both down.
//   core_native FOLDER [ORDERS] [SEED]
// writes company-N.snapshot, company-N.orders and company-N.outcomes (records of a 32-bit length,
// little-endian, and as many bytes; an order begins with its ten-character day), and codes.json:
// how often each code was met, and which codes of decide() were not. Where rules.records lies in
// the folder, rules.answers says what is said of each. tests/parity/*.test.mjs run it and let
// WebAssembly decide the same orders.
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "tests/parity/check_document.hpp"
#include "tests/parity/decide_document.hpp"
#include "tests/parity/generator.hpp"

using namespace tally;
using namespace tally::tests;

namespace {

namespace fs = std::filesystem;

void append_record(std::string& stream, std::string_view bytes) {
  const auto length = static_cast<std::uint32_t>(bytes.size());
  for (int shift = 0; shift < 32; shift += 8) stream += static_cast<char>(length >> shift & 0xFF);
  stream += bytes;
}

bool write_file(const fs::path& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return file.good();
}

/// What decide() itself can say: the codes of its rooms, not those of documents and snapshots.
bool is_of_decide(const CodeRow& row) {
  const bool is_ruling = row.number >= 1588 && row.number <= 1596;
  return (row.number < 700 && row.room != "wire") || row.room == "complete" || is_ruling;
}

std::string codes_document(const CodeCounts& counts) {
  std::string json = "{\"codes\":{";
  std::string missing;
  for (const CodeRow& row : code_rows()) {
    const auto found = counts.find(row.code);
    if (found != counts.end()) {
      if (json.back() != '{') json += ',';
      json += "\"" + std::string(row.name) + "\":" + std::to_string(found->second);
    } else if (is_of_decide(row)) {
      missing += (missing.empty() ? "\"" : ",\"") + std::string(row.name) + "\"";
    }
  }
  return json + "},\"missing\":[" + missing + "]}\n";
}

bool run_company(const fs::path& folder, int number, int orders, std::uint64_t seed,
                 CodeCounts& counts) {
  const TrapCompany trap = make_company(number);
  const std::string bytes = trap_snapshot(trap);
  const std::string name = "company-" + std::to_string(number);
  if (bytes.empty() || !write_file(folder / (name + ".snapshot"), bytes)) return false;
  wire::SnapshotParts parts = wire::unpack_parts(bytes);
  const Digest digest = wire::snapshot_digest(parts);
  auto snapshot = wire::Snapshot::open(std::move(parts), digest);
  if (!snapshot) return false;
  OrderMaker maker(trap, seed * 1000 + static_cast<std::uint64_t>(number));
  std::string order_stream, outcome_stream;
  for (int i = 0; i < orders; ++i) {
    const ParityOrder order = maker.next();
    append_record(order_stream, order.as_of.date.print() + order.document);
    append_record(outcome_stream, decide_document(*snapshot, order.document, order.as_of, &counts));
  }
  return write_file(folder / (name + ".orders"), order_stream) &&
         write_file(folder / (name + ".outcomes"), outcome_stream);
}

/// Identifiers, addresses and terms: a stream of records and one of what was said of each.
bool run_checks(const fs::path& folder, int count, std::uint64_t seed) {
  CheckMaker maker(seed);
  std::string records, answers;
  for (int i = 0; i < count; ++i) {
    const std::string record = maker.next();
    append_record(records, record);
    append_record(answers, check_document(record));
  }
  return write_file(folder / "checks.records", records) &&
         write_file(folder / "checks.answers", answers);
}

/// Rules: rules_maker.mjs wrote the records; a stream of what was said of each.
bool run_rules(const fs::path& folder) {
  std::ifstream file(folder / "rules.records", std::ios::binary);
  if (!file) return true;
  const std::string stream{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  std::string answers;
  for (std::size_t at = 0; at + 4 <= stream.size();) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      length |= static_cast<std::size_t>(static_cast<unsigned char>(stream[at + i])) << 8 * i;
    }
    append_record(answers, check_document(std::string_view(stream).substr(at + 4, length)));
    at += 4 + length;
  }
  return write_file(folder / "rules.answers", answers);
}

int number_or(char** arguments, int count, int place, int otherwise) {
  int number = otherwise;
  if (place < count) {
    const std::string_view text = arguments[place];
    std::from_chars(text.data(), text.data() + text.size(), number);
  }
  return number;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::cerr << "core_native FOLDER [ORDERS] [SEED]\n";
    return 2;
  }
  const fs::path folder = arguments[1];
  const int orders = number_or(arguments, count, 2, 10'000);
  const auto seed = static_cast<std::uint64_t>(number_or(arguments, count, 3, 1));
  CodeCounts counts;
  for (int number = 0; number < trap_companies; ++number) {
    if (run_company(folder, number, orders / trap_companies, seed, counts)) continue;
    std::cerr << "company " << number << " failed\n";
    return 1;
  }
  if (!run_checks(folder, orders, seed) || !run_rules(folder)) return 1;
  if (!write_file(folder / "codes.json", codes_document(counts))) return 1;
  std::cout << orders / trap_companies * trap_companies << " orders decided\n";
  return 0;
}
