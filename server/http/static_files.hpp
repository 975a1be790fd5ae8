// Static files: the browser app as it was built.
// In go the web folder and a request; out comes the file, compressed where a .br or .gz of it lies
// beside it and the browser takes it. A file whose name holds a digest never changes and may be
// kept for ever; all others are asked for anew. It leaves the folder by no path: names with dots in
// front, "..", or links out of it are not found.
//   if (answer_file(web_folder, request, response)) …
#pragma once

#include <filesystem>
#include <string_view>

#include "server/http/message.hpp"

namespace tally::server::http {

/// False where there is no such file.
bool answer_file(const std::filesystem::path& folder, const Request& request, Response& response);
/// As answer_file, for a given path such as "/index.html".
bool answer_file(const std::filesystem::path& folder, std::string_view path,
                 const Request& request, Response& response);

std::string_view media_type(std::string_view path);
/// True where the last part of the name holds twelve or more hexadecimal digits:
/// "app.1a2b3c4d5e6f.js".
bool is_content_named(std::string_view path);
/// Whether Accept-Encoding takes it ("gzip", "br"), also with q-values.
bool accepts_encoding(std::string_view accept_encoding, std::string_view encoding);

}  // namespace tally::server::http
