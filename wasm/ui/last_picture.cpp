#include "wasm/ui/last_picture.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

#include <imgui.h>

namespace tally::app::ui::gl {
namespace {

template <typename T>
std::span<const std::byte> bytes_of(const T& values) {
  return std::as_bytes(std::span(values.Data, static_cast<std::size_t>(values.Size)));
}

// Hands over all that decides the pixels, piece by piece, until `take` says false.
template <typename Take>
bool each_piece(const ImDrawData& data, unsigned clear_colour, Take take) {
  const std::array<float, 4> size = {data.DisplaySize.x, data.DisplaySize.y,
                                     data.FramebufferScale.x, data.FramebufferScale.y};
  const std::array<unsigned, 2> head = {clear_colour, static_cast<unsigned>(data.CmdListsCount)};
  if (!take(std::as_bytes(std::span(size))) || !take(std::as_bytes(std::span(head)))) return false;
  for (const ImDrawList* list : data.CmdLists) {
    const std::array<int, 3> counts = {list->CmdBuffer.Size, list->VtxBuffer.Size,
                                       list->IdxBuffer.Size};
    if (!take(std::as_bytes(std::span(counts)))) return false;
    for (const ImDrawCmd& command : list->CmdBuffer) {
      const ImVec4& clip = command.ClipRect;
      const std::array<float, 4> place = {clip.x, clip.y, clip.z, clip.w};
      const std::array<unsigned, 3> range = {command.VtxOffset, command.IdxOffset,
                                             command.ElemCount};
      if (!take(std::as_bytes(std::span(place)))) return false;
      if (!take(std::as_bytes(std::span(range)))) return false;
    }
    if (!take(bytes_of(list->VtxBuffer)) || !take(bytes_of(list->IdxBuffer))) return false;
  }
  return true;
}

}  // namespace

bool LastPicture::shows(const ImDrawData& data, unsigned clear_colour) const {
  std::size_t at = 0;
  const bool same = each_piece(data, clear_colour, [&](std::span<const std::byte> piece) {
    if (bytes_.size() - at < piece.size()) return false;
    if (!piece.empty() && std::memcmp(bytes_.data() + at, piece.data(), piece.size()) != 0) {
      return false;
    }
    at += piece.size();
    return true;
  });
  return same && at == bytes_.size() && at > 0;
}

void LastPicture::keep(const ImDrawData& data, unsigned clear_colour) {
  bytes_.clear();
  each_piece(data, clear_colour, [&](std::span<const std::byte> piece) {
    bytes_.insert(bytes_.end(), piece.begin(), piece.end());
    return true;
  });
}

}  // namespace tally::app::ui::gl
