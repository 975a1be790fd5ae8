// Bare Dear ImGui: the baseline of the app's size and of its rest. The same Dear ImGui and SDL, the
// same flags, one window with a field, a button and a table, drawn at each animation frame as every
// example of Dear ImGui for the web does. No core, no SQLite, no mirror, no fonts of its own.
#include <SDL.h>
#include <emscripten.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_impl_sdl2.h>
#include <imgui_internal.h>

#include <array>

// Dear ImGui is compiled with the test engine's hooks for the app; here nobody listens.
void ImGuiTestEngineHook_ItemAdd(ImGuiContext*, ImGuiID, const ImRect&, const ImGuiLastItemData*) {}
void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID, const char*, ImGuiItemStatusFlags) {}
void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}
const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }

namespace {

SDL_Window* window = nullptr;
int frames = 0;
double frame_ms = 0;

void draw_window() {
  static std::array<char, 64> text{};
  ImGui::Begin("Bare");
  ImGui::InputText("SKU", text.data(), text.size());
  ImGui::Button("Add");
  if (ImGui::BeginTable("lines", 3)) {
    for (int row = 0; row < 20; ++row) {
      ImGui::TableNextRow();
      for (int column = 0; column < 3; ++column) {
        ImGui::TableNextColumn();
        ImGui::Text("%d,%d", row, column);
      }
    }
    ImGui::EndTable();
  }
  ImGui::End();
}

void frame() {
  const double started = emscripten_get_now();
  SDL_Event event;
  while (SDL_PollEvent(&event) != 0) ImGui_ImplSDL2_ProcessEvent(&event);
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplSDL2_NewFrame();
  ImGui::NewFrame();
  draw_window();
  ImGui::Render();
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  SDL_GL_SwapWindow(window);
  ++frames;
  frame_ms = emscripten_get_now() - started;
}

}  // namespace

extern "C" {
[[gnu::used]] int bare_frames() { return frames; }
/// What the last frame took.
[[gnu::used]] double bare_frame_ms() { return frame_ms; }
}

int main(int, char**) {
  SDL_SetMainReady();
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return 1;
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  window = SDL_CreateWindow("Bare", 0, 0, 1280, 800, SDL_WINDOW_OPENGL);
  SDL_GLContext context = SDL_GL_CreateContext(window);
  ImGui::CreateContext();
  ImGui_ImplSDL2_InitForOpenGL(window, context);
  ImGui_ImplOpenGL3_Init("#version 300 es");
  emscripten_set_main_loop(frame, 0, 0);
  return 0;
}
