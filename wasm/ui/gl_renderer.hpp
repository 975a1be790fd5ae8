#pragma once
// Puts ImGui's vertices on the screen with WebGL 2, and nothing else uses the context.
// In: ImDrawData, the font atlas. Out: pixels. It keeps the GL state itself and never asks for it:
// the stock backend's questions cost ten times the drawing.
// It will not survive a lost context by itself: call create() again.

struct ImDrawData;

namespace tally::app::ui::gl {

bool create();               // programs, buffers; also after the context was lost and restored
void upload_fonts();         // the atlas, as one 8-bit texture
void forget();               // the screen no longer shows what was drawn
// False when the screen shows just that already: then nothing is drawn.
bool draw(const ImDrawData& data, unsigned clear_colour);

}  // namespace tally::app::ui::gl
