#pragma once
// What the screen shows now, as the bytes it was made of, so that a frame that would look the same
// is not drawn again: a key can take four frames to settle, and most of them change no pixel.
// In: ImGui's lists before they are drawn. Out: whether the screen shows just that already.
// It compares whole, not by a digest: a picture that differs is never taken for the one before.
//
//     if (picture.shows(data, background)) return false;
//     draw…; picture.keep(data, background);

#include <cstddef>
#include <vector>

struct ImDrawData;

namespace tally::app::ui::gl {

class LastPicture {
 public:
  bool shows(const ImDrawData& data, unsigned clear_colour) const;
  void keep(const ImDrawData& data, unsigned clear_colour);
  void forget() { bytes_.clear(); }  // the screen was cleared, or the font atlas changed

 private:
  std::vector<std::byte> bytes_;
};

}  // namespace tally::app::ui::gl
