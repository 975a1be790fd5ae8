#pragma once
// Decides whether a frame is drawn, and when to look again. Pure: a function of values.
// In: how many frames an event still earns, what waits, what a clock says. Out: draw at the next
// animation frame, or a timer, or rest. It will not draw and reads no clock itself.
//
//     const FrameDecision next = decide_frame(facts);
//     if (next.animation_frame) ask_for_animation_frame();

#include <cstdint>

namespace tally::app::mirror {

inline constexpr int frames_per_event = 3;      // layout settles within three
inline constexpr std::int64_t still_ms = 100;   // rectangles travel after this much stillness

struct FrameFacts {
  std::int64_t now_ms = 0;
  int frames_left = 0;               // of the frames that the last event earned
  bool actions_wait = false;         // a person did something that no frame has seen
  bool focus_waits = false;          // a wish for focus whose element was not yet drawn
  bool rectangles_wait = false;      // the page's elements stand where things were before
  std::int64_t still_since_ms = 0;   // when a rectangle last changed
  std::int64_t wake_at_ms = -1;      // a screen asked for this moment; -1: nobody
  bool page_hidden = false;          // another tab is in front: nothing is drawn
  bool animates = false;             // a progress ring turns
};

struct FrameDecision {
  bool animation_frame = false;      // draw with the next animation frame
  bool send_rectangles = false;      // they have been still long enough
  std::int64_t timer_ms = -1;        // wake after so long; -1: rest
  bool operator==(const FrameDecision&) const = default;
};

FrameDecision decide_frame(const FrameFacts& facts);

}  // namespace tally::app::mirror
