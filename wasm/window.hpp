#pragma once
// The window: SDL makes it and brings mouse and touch; the keyboard belongs to the page.
// In: the canvas of the page. Out: ImGui's size, scale and mouse. It will not draw.

namespace tally::app::window {

bool open();          // false when the browser has no WebGL 2
void take_events();   // what SDL has gathered since the last frame
void measure();       // size in CSS pixels and scale of this frame

}  // namespace tally::app::window
