// JSON reader: reads one object of a document field by field and collects every issue.
// In goes a parsed value and its path; out come texts, or an issue for a field that is missing,
// unknown or of another type. Fields asked for are known; finish() reports all others.
// Only the document readers of wire/ include this: it brings the whole of nlohmann/json along.
//   FieldReader read(json, "lines[3]", issues);  line.sku = read.text("sku");  read.finish();
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/issue.hpp"

namespace tally::wire {

using Json = nlohmann::json;

inline constexpr std::int64_t document_depth_max = 32;

/// Parses a document of at most `bytes_max` bytes; issues document_too_large, document_not_utf8,
/// document_too_deep, document_not_json (with the byte and the reason).
Result<Json> parse_document(std::string_view bytes, std::size_t bytes_max);

/// Checks "tallystick": "<expected>"; document_field_missing or document_version_unknown.
void check_version(const Json& document, std::string_view expected, Issues& issues);

/// More than this many issues of one document help nobody.
inline constexpr std::size_t issues_max = 100;

enum class Presence : std::uint8_t { required, optional };

class FieldReader {
 public:
  /// Not an object: one issue, and every field reads as empty without another.
  FieldReader(const Json& object, std::string path, Issues& issues);

  /// A JSON string. Empty where it is missing.
  std::string text(std::string_view field, Presence presence = Presence::optional);
  /// A JSON string or a whole number, as text: "2.5" or 12. A fraction is refused, because a
  /// binary fraction cannot hold most decimal ones.
  std::string figure(std::string_view field, Presence presence = Presence::optional);
  bool boolean(std::string_view field, bool otherwise);
  /// The array, or an empty one.
  const Json& array(std::string_view field, Presence presence = Presence::optional);
  /// The object, or nullptr.
  const Json* object(std::string_view field, Presence presence = Presence::optional);
  /// Reports every field that was not asked for.
  void finish();

  /// The issue document_value_refused at a field.
  void refuse(std::string_view field, std::string_view value, std::string expected);
  std::string path(std::string_view field) const;
  Issues& issues() { return *issues_; }

 private:
  const Json* find(std::string_view field, Presence presence);
  void wrong_type(std::string_view field, std::string expected);
  const Json* object_;
  std::string path_;
  Issues* issues_;
  std::vector<std::string_view> known_;
};

}  // namespace tally::wire
