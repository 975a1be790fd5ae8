#include "wasm/window.hpp"

#include <SDL.h>
#include <emscripten.h>

#include <imgui.h>
#include "wasm/frame.hpp"
#include "wasm/page.hpp"
#include "wasm/ui/context.hpp"
#include "wasm/ui/gl_renderer.hpp"
#include "wasm/ui/theme.hpp"

namespace tally::app::window {
namespace {

SDL_Window* the_window = nullptr;

// SDL_PollEvent itself emits a sentinel: waking on it would draw for ever.
int on_event(void*, SDL_Event* event) {
  if (event->type != SDL_POLLSENTINEL) frame::wake();
  return 1;
}

int button_of(const SDL_MouseButtonEvent& event) {
  return event.button == SDL_BUTTON_RIGHT ? 1 : event.button == SDL_BUTTON_MIDDLE ? 2 : 0;
}

void take(const SDL_Event& event) {
  ImGuiIO& io = ImGui::GetIO();
  switch (event.type) {
    case SDL_MOUSEMOTION:
      io.AddMousePosEvent(static_cast<float>(event.motion.x), static_cast<float>(event.motion.y));
      break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
      io.AddMousePosEvent(static_cast<float>(event.button.x), static_cast<float>(event.button.y));
      io.AddMouseButtonEvent(button_of(event.button), event.type == SDL_MOUSEBUTTONDOWN);
      break;
    case SDL_MOUSEWHEEL: io.AddMouseWheelEvent(-event.wheel.preciseX, event.wheel.preciseY); break;
    case SDL_WINDOWEVENT:
      ui::gl::forget();  // a canvas that gets a size is cleared, even by the size it has
      if (event.window.event == SDL_WINDOWEVENT_LEAVE) io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
      break;
    default: break;
  }
}

void style_imgui() {
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  ImGuiStyle& style = ImGui::GetStyle();
  style.WindowBorderSize = style.ChildBorderSize = style.PopupBorderSize = 0;
  style.WindowRounding = style.ChildRounding = 0;
  style.WindowPadding = ImVec2(0, 0);
  style.WindowMinSize = ImVec2(1, 1);
  style.ScrollbarSize = 10;
  style.ScrollbarRounding = 5;
  style.GrabMinSize = 32;
  style.CircleTessellationMaxError = 0.12F;
  style.CurveTessellationTol = 0.5F;
}

void colour_imgui() {
  ImVec4* colours = ImGui::GetStyle().Colors;
  const auto set = [&](ImGuiCol which, ui::Colour colour) {
    colours[which] = ImGui::ColorConvertU32ToFloat4(colour);
  };
  set(ImGuiCol_ScrollbarBg, 0);
  set(ImGuiCol_ScrollbarGrab, ui::theme().line_strong);
  set(ImGuiCol_ScrollbarGrabHovered, ui::theme().control_edge);
  set(ImGuiCol_ScrollbarGrabActive, ui::theme().ink_muted);
  set(ImGuiCol_ChildBg, 0);
  set(ImGuiCol_WindowBg, 0);
}

}  // namespace

bool open() {
  SDL_SetMainReady();
  // The page's own elements get the keyboard: with SDL's listeners they would not.
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#nokeys");
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return false;
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
  SDL_GL_SetAttribute(SDL_GL_ALPHA_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  the_window =
      SDL_CreateWindow("Tallystick", 0, 0, 1280, 800,
                       SDL_WINDOW_OPENGL | SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
  if (the_window == nullptr || SDL_GL_CreateContext(the_window) == nullptr) return false;
  SDL_StopTextInput();
  SDL_AddEventWatch(on_event, nullptr);
  ImGui::CreateContext();
  style_imgui();
  return ui::gl::create();
}

void take_events() {
  SDL_Event event;
  while (SDL_PollEvent(&event) != 0) take(event);
}

void measure() {
  colour_imgui();
  ui::Context& c = ui::ctx();
  ImGuiIO& io = ImGui::GetIO();
  int width = 0, height = 0, pixels_wide = 0, pixels_high = 0;
  SDL_GetWindowSize(the_window, &width, &height);
  SDL_GL_GetDrawableSize(the_window, &pixels_wide, &pixels_high);
  c.width = static_cast<float>(width);
  c.height = static_cast<float>(height);
  c.pixel_ratio = static_cast<float>(tally_page_ratio());
  io.DisplaySize = ImVec2(c.width, c.height);
  io.DisplayFramebufferScale =
      ImVec2(static_cast<float>(pixels_wide) / c.width, static_cast<float>(pixels_high) / c.height);
  static double last = 0;
  const double now = emscripten_get_now();
  io.DeltaTime = last > 0 ? static_cast<float>((now - last) / 1000) : 0.016F;
  if (io.DeltaTime <= 0) io.DeltaTime = 0.001F;
  last = now;
}

}  // namespace tally::app::window
