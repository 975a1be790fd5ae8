#pragma once
// Everything a screen needs to draw, in one include.
// In and out: see the single headers. A screen includes this and platform_web.hpp.
// It will not bring in ImGui.

#include "wasm/ui/controls.hpp"
#include "wasm/ui/dialog.hpp"
#include "wasm/ui/feedback.hpp"
#include "wasm/ui/fields.hpp"
#include "wasm/ui/frame_state.hpp"
#include "wasm/ui/grid.hpp"
#include "wasm/ui/icons.hpp"
#include "wasm/ui/keys.hpp"
#include "wasm/ui/layout.hpp"
#include "wasm/ui/screen.hpp"
#include "wasm/ui/text.hpp"
#include "wasm/ui/theme.hpp"
