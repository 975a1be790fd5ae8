#pragma once
// Keeps what the page shows and brings it up to date with each frame, in as few words as can be.
// In: the frame's tree, wishes for focus, sentences to say, what the page reports back.
// Out: one message for the page, or nothing when nothing changed. It will not call the page.
//
//     mirror.begin_frame(); … widgets fill mirror.tree() …
//     if (std::string message = mirror.end_frame(now_ms); !message.empty()) page.apply(message);

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/mirror/diff.hpp"
#include "wasm/mirror/tree.hpp"
#include "wasm/mirror/wire.hpp"

namespace tally::app::mirror {

class Mirror {
 public:
  Mirror();
  Tree& tree() { return now_; }
  const Tree& shown() const { return shown_; }
  void begin_frame() { now_.clear(); }
  std::string end_frame(std::int64_t now_ms);      // empty: nothing changed
  std::string send_rectangles();                   // when decide_frame says so; no frame needed

  void wish_focus(std::string_view key, FocusHow how);
  bool focus_waits() const { return !wish_.key.empty(); }
  void say(std::string_view words) { said_.emplace_back(words); }
  void alarm(std::string_view words) { alarms_.emplace_back(words); }

  bool rectangles_wait() const { return rectangles_wait_; }
  std::int64_t still_since_ms() const { return still_since_ms_; }

  void page_has_value(std::string_view key, std::string_view value);  // typed: already there
  void page_has_scroll(std::string_view key, float x, float y);

 private:
  FocusWish due_wish();
  void keep_old_rectangles(const Changes& changes);

  Tree shown_, now_;
  FocusWish wish_;
  int wish_age_ = 0;
  std::vector<std::string> said_, alarms_;
  std::vector<Rect> last_rects_;
  bool rectangles_wait_ = false;
  bool page_waits_ = false;        // what the page was last told
  std::int64_t still_since_ms_ = 0;
};

}  // namespace tally::app::mirror
