#include "shared/wire/json_reader.hpp"

#include <algorithm>
#include <set>

#include "shared/base/text.hpp"

namespace tally::wire {

namespace {

/// Builds the tree and keeps the first error as a value: no exception leaves the library.
/// A key that stands twice in one object is refused (RFC 7493, I-JSON): which counts is a guess.
class TreeBuilder : public nlohmann::detail::json_sax_dom_parser<Json> {
 public:
  explicit TreeBuilder(Json& tree) : json_sax_dom_parser<Json>(tree, false) {}
  bool start_object(std::size_t elements) {
    if (!frames_.empty()) ++frames_.back().index;
    frames_.emplace_back();
    return json_sax_dom_parser<Json>::start_object(elements);
  }
  bool end_object() {
    frames_.pop_back();
    return json_sax_dom_parser<Json>::end_object();
  }
  bool start_array(std::size_t elements) {
    frames_.push_back({.is_array = true});
    return json_sax_dom_parser<Json>::start_array(elements);
  }
  bool end_array() {
    frames_.pop_back();
    return json_sax_dom_parser<Json>::end_array();
  }
  bool key(std::string& name) {
    frames_.back().key = name;
    if (!frames_.back().keys.insert(name).second && twice.empty()) {
      twice = name;
      twice_path = path();
    }
    return json_sax_dom_parser<Json>::key(name);
  }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception& error) {
    offset = position;
    reason = error.what();
    return false;
  }
  std::size_t offset = 0;
  std::string reason;
  /// The first key that stood twice, and where.
  std::string twice;
  std::string twice_path;

 private:
  struct Frame {
    bool is_array = false;
    /// The object inside an array that is being read.
    int index = -1;
    std::string key;
    std::set<std::string> keys;
  };

  std::string path() const {
    std::string path;
    for (const Frame& frame : frames_) {
      if (frame.is_array) {
        path += "[" + std::to_string(frame.index) + "]";
      } else {
        path += (path.empty() ? "" : ".") + quote_short(frame.key);
      }
    }
    return path;
  }

  std::vector<Frame> frames_;
};

/// The library's sentence without its number and place: "unexpected end of input".
std::string plain_reason(const std::string& said) {
  const std::size_t dash = said.rfind(" - ");
  std::string reason = dash == std::string::npos ? said : said.substr(dash + 3);
  const std::size_t last_read = reason.find("; last read");
  if (last_read != std::string::npos) reason.resize(last_read);
  return is_utf8(reason) && !has_control_characters(reason) ? reason : "the text is not valid JSON";
}

std::int64_t nesting_depth(std::string_view bytes) {
  std::int64_t depth = 0;
  std::int64_t deepest = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (in_text) {
      if (c == '\\') ++i;
      else if (c == '"') in_text = false;
    } else if (c == '"') {
      in_text = true;
    } else if (c == '{' || c == '[') {
      deepest = std::max(deepest, ++depth);
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return deepest;
}

Issues one(IssueCode code, std::vector<Argument> arguments) {
  return {make_issue(code, "", std::move(arguments))};
}

const Json& empty_array() {
  static const Json array = Json::array();
  return array;
}

}  // namespace

Result<Json> parse_document(std::string_view bytes, std::size_t bytes_max) {
  if (bytes.size() > bytes_max) {
    return std::unexpected(one(IssueCode::document_too_large,
                               {{"bytes", static_cast<std::int64_t>(bytes.size())},
                                {"limit", static_cast<std::int64_t>(bytes_max)}}));
  }
  if (!is_utf8(bytes)) return std::unexpected(one(IssueCode::document_not_utf8, {}));
  if (nesting_depth(bytes) > document_depth_max) {
    return std::unexpected(
        one(IssueCode::document_too_deep, {{"limit", document_depth_max}}));
  }
  Json tree;
  TreeBuilder builder(tree);
  if (!Json::sax_parse(bytes.begin(), bytes.end(), &builder)) {
    return std::unexpected(one(IssueCode::document_not_json,
                               {{"offset", static_cast<std::int64_t>(builder.offset)},
                                {"reason", plain_reason(builder.reason)}}));
  }
  if (!builder.twice.empty()) {
    return std::unexpected(
        Issues{make_issue(IssueCode::document_duplicate, builder.twice_path,
                          {{"kind", "field"}, {"value", quote_short(builder.twice)}})});
  }
  return tree;
}

void check_version(const Json& document, std::string_view expected, Issues& issues) {
  if (!document.is_object()) return;  // FieldReader says it
  const auto found = document.find("tallystick");
  if (found == document.end()) {
    issues.push_back(make_issue(IssueCode::document_field_missing, "tallystick",
                                {{"field", "tallystick"}}));
    return;
  }
  const std::string text = found->is_string() ? found->get<std::string>() : found->dump();
  if (text == expected) return;
  issues.push_back(make_issue(IssueCode::document_version_unknown, "tallystick",
                              {{"expected", std::string(expected)}, {"found", quote_short(text)}}));
}

FieldReader::FieldReader(const Json& object, std::string path, Issues& issues)
    : object_(object.is_object() ? &object : nullptr), path_(std::move(path)), issues_(&issues) {
  if (object_ != nullptr) return;
  issues.push_back(make_issue(IssueCode::document_field_type, path_,
                              {{"field", path_.empty() ? "document" : path_},
                               {"expected", "an object in braces"}}));
}

std::string FieldReader::path(std::string_view field) const {
  return path_.empty() ? std::string(field) : path_ + "." + std::string(field);
}

const Json* FieldReader::find(std::string_view field, Presence presence) {
  known_.push_back(field);
  if (object_ == nullptr) return nullptr;
  const auto found = object_->find(field);
  if (found != object_->end()) return &*found;
  if (presence == Presence::required) {
    issues_->push_back(make_issue(IssueCode::document_field_missing, path(field),
                                  {{"field", std::string(field)}}));
  }
  return nullptr;
}

void FieldReader::wrong_type(std::string_view field, std::string expected) {
  issues_->push_back(
      make_issue(IssueCode::document_field_type, path(field),
                 {{"expected", std::move(expected)}, {"field", std::string(field)}}));
}

void FieldReader::refuse(std::string_view field, std::string_view value, std::string expected) {
  issues_->push_back(
      make_issue(IssueCode::document_value_refused, path(field),
                 {{"expected", std::move(expected)}, {"value", quote_short(value)}}));
}

std::string FieldReader::text(std::string_view field, Presence presence) {
  const Json* value = find(field, presence);
  if (value == nullptr) return {};
  if (value->is_string()) return value->get<std::string>();
  wrong_type(field, "text in quotes");
  return {};
}

std::string FieldReader::figure(std::string_view field, Presence presence) {
  const Json* value = find(field, presence);
  if (value == nullptr) return {};
  if (value->is_string()) return value->get<std::string>();
  if (value->is_number_integer()) return value->dump();
  wrong_type(field, "a whole number, or a decimal in quotes such as \"2.5\"");
  return {};
}

bool FieldReader::boolean(std::string_view field, bool otherwise) {
  const Json* value = find(field, Presence::optional);
  if (value == nullptr) return otherwise;
  if (value->is_boolean()) return value->get<bool>();
  wrong_type(field, "true or false");
  return otherwise;
}

const Json& FieldReader::array(std::string_view field, Presence presence) {
  const Json* value = find(field, presence);
  if (value == nullptr) return empty_array();
  if (value->is_array()) return *value;
  wrong_type(field, "a list in brackets");
  return empty_array();
}

const Json* FieldReader::object(std::string_view field, Presence presence) {
  const Json* value = find(field, presence);
  if (value == nullptr || value->is_object()) return value;
  wrong_type(field, "an object in braces");
  return nullptr;
}

void FieldReader::finish() {
  if (object_ == nullptr) return;
  for (const auto& [key, value] : object_->items()) {
    if (std::ranges::find(known_, key) != known_.end()) continue;
    if (issues_->size() >= issues_max) return;
    std::string_view nearest = known_.empty() ? "" : known_.front();
    int best = edit_distance(key, nearest, 64);
    for (const std::string_view known : known_) {
      const int distance = edit_distance(key, known, 64);
      if (distance < best) {
        best = distance;
        nearest = known;
      }
    }
    issues_->push_back(
        make_issue(IssueCode::document_field_unknown, path(quote_short(key)),
                   {{"field", quote_short(key)}, {"nearest", std::string(nearest)}}));
  }
}

}  // namespace tally::wire
