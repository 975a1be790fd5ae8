#include "server/http/message.hpp"

#include <algorithm>

#include "shared/base/text.hpp"

namespace tally::server::http {

namespace {

int hexadecimal(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
  return -1;
}

std::string decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t index = 0; index < text.size(); ++index) {
    const int high = index + 2 < text.size() ? hexadecimal(text[index + 1]) : -1;
    const int low = index + 2 < text.size() ? hexadecimal(text[index + 2]) : -1;
    if (text[index] == '%' && high >= 0 && low >= 0) {
      out += static_cast<char>(high * 16 + low);
      index += 2;
    } else if (text[index] == '+' && plus_is_space) {
      out += ' ';
    } else {
      out += text[index];
    }
  }
  return out;
}

}  // namespace

std::string_view method_name(Method method) { return method == Method::get ? "GET" : "POST"; }

std::string_view Request::header(std::string_view name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<std::string> Request::parameter(std::string_view name) const {
  const auto found =
      std::ranges::find_if(query, [&](const auto& pair) { return pair.first == name; });
  if (found == query.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> Request::parameters(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [key, value] : query) {
    if (key == name) values.push_back(value);
  }
  return values;
}

std::string_view Request::cookie(std::string_view name) const {
  std::string_view rest = header("cookie");
  while (!rest.empty()) {
    const std::size_t end = rest.find(';');
    const std::string_view pair = trim(rest.substr(0, end));
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
      return pair.substr(equals + 1);
    }
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  return {};
}

void Response::json(int code, std::string text) {
  status = code;
  content_type = "application/json";
  body = std::move(text);
}

void Response::html(int code, std::string text) {
  status = code;
  content_type = "text/html; charset=utf-8";
  body = std::move(text);
}

void Response::see_other(std::string location) {
  status = 303;
  set("Location", std::move(location));
}

void Response::set(std::string name, std::string value) {
  const auto found =
      std::ranges::find_if(headers, [&](const auto& pair) { return pair.first == name; });
  if (found == headers.end()) headers.emplace_back(std::move(name), std::move(value));
  else found->second = std::move(value);
}

std::string_view Response::header(std::string_view name) const {
  const auto found =
      std::ranges::find_if(headers, [&](const auto& pair) { return pair.first == name; });
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

Parameters parse_form(std::string_view text) {
  Parameters parameters;
  while (!text.empty()) {
    const std::size_t end = text.find('&');
    const std::string_view pair = text.substr(0, end);
    const std::size_t equals = std::min(pair.find('='), pair.size());
    if (!pair.empty()) {
      parameters.emplace_back(decode(pair.substr(0, equals), true),
                              decode(pair.substr(std::min(equals + 1, pair.size())), true));
    }
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return parameters;
}

std::string percent_decode(std::string_view text) { return decode(text, false); }

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char letter : text) {
    switch (letter) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += letter;
    }
  }
  return out;
}

}  // namespace tally::server::http
