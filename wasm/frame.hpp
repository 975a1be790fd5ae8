#pragma once
// One frame: what waits is taken in, the screen is drawn, the page is told what changed.
// In: wake() from anything that happened. Out: pixels and one message to the page, when needed.
// It draws on demand only: at rest there is no frame. decide_frame.hpp says when.
//
//     frame::start(); … frame::wake();      // three frames follow, then rest

#include <string>
#include <string_view>

namespace tally::app::frame {

void start();                       // window, GL, fonts are there: draw the first frame
void wake();                        // something happened: draw the next frames
// Inside the event of a key: state, focus and mirror follow at once, so that the next key finds its
// field. The pixels come with the next animation frame, once for all the keys before it.
void follow_now();
void follow_focus();                // and again until focus is where the screen wants it
void set_route(std::string_view hash);
void renew_preferences();
void context_restored();            // the GPU came back: make everything again
bool is_gtin(const std::string& code);
bool is_code(const std::string& code);  // of the open screen, or a GTIN: not typing
void scanned(std::string code);         // the screen hears of it with the next frame
void note_key(double ms);
bool at_rest();                     // nothing will be drawn until something happens

struct Counters {
  int drawn = 0;                    // frames since the start
  int painted = 0;                  // of these, those that changed the screen
  double key_ms = 0;                // from the last key event to its frame's end
  double build_ms = 0, mirror_ms = 0, draw_ms = 0;  // of the last frame
};
const Counters& counters();

}  // namespace tally::app::frame

namespace tally::app::platform {
void run_callbacks();
bool callbacks_wait();
}  // namespace tally::app::platform
