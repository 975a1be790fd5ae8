#include "wasm/ui/gl_renderer.hpp"

#include <GLES3/gl3.h>

#include <algorithm>
#include <cstddef>

#include <imgui.h>

#include "wasm/ui/last_picture.hpp"

namespace tally::app::ui::gl {
namespace {

constexpr const char* vertex_source = R"(#version 300 es
uniform vec4 u_map;
in vec2 a_at;
in vec2 a_uv;
in vec4 a_colour;
out vec2 v_uv;
out vec4 v_colour;
void main() {
  v_uv = a_uv;
  v_colour = a_colour;
  gl_Position = vec4(a_at * u_map.xy + u_map.zw, 0.0, 1.0);
})";

constexpr const char* fragment_source = R"(#version 300 es
precision mediump float;
uniform sampler2D u_atlas;
in vec2 v_uv;
in vec4 v_colour;
out vec4 colour;
void main() {
  colour = vec4(v_colour.rgb, v_colour.a * texture(u_atlas, v_uv).r);
})";

struct Objects {
  GLuint program = 0, vertices = 0, indices = 0, atlas = 0, layout = 0;
  GLint map = -1;
  GLsizeiptr vertex_room = 0, index_room = 0;
};
Objects objects;
LastPicture on_screen;

GLuint compile(GLenum kind, const char* source) {
  const GLuint shader = glCreateShader(kind);
  glShaderSource(shader, 1, &source, nullptr);
  glCompileShader(shader);
  return shader;
}

void upload(GLenum target, GLsizeiptr& room, GLsizeiptr bytes) {
  if (bytes <= room) return;
  room = bytes + bytes / 2;
  glBufferData(target, room, nullptr, GL_DYNAMIC_DRAW);
}

void point_attributes(std::size_t first_vertex) {
  constexpr GLsizei stride = sizeof(ImDrawVert);
  const auto at = [&](std::size_t field) {
    return reinterpret_cast<const void*>(first_vertex * stride + field);
  };
  glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, stride, at(offsetof(ImDrawVert, pos)));
  glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, stride, at(offsetof(ImDrawVert, uv)));
  glVertexAttribPointer(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, stride, at(offsetof(ImDrawVert, col)));
}

// All lists go up together: two transfers a frame, whatever the number of windows.
void upload_lists(const ImDrawData& data) {
  upload(GL_ARRAY_BUFFER, objects.vertex_room,
         static_cast<GLsizeiptr>(data.TotalVtxCount) * static_cast<GLsizeiptr>(sizeof(ImDrawVert)));
  upload(GL_ELEMENT_ARRAY_BUFFER, objects.index_room,
         static_cast<GLsizeiptr>(data.TotalIdxCount) * static_cast<GLsizeiptr>(sizeof(ImDrawIdx)));
  GLintptr vertex_at = 0, index_at = 0;
  for (const ImDrawList* list : data.CmdLists) {
    const GLsizeiptr vertex_bytes = list->VtxBuffer.size_in_bytes();
    const GLsizeiptr index_bytes = list->IdxBuffer.size_in_bytes();
    glBufferSubData(GL_ARRAY_BUFFER, vertex_at, vertex_bytes, list->VtxBuffer.Data);
    glBufferSubData(GL_ELEMENT_ARRAY_BUFFER, index_at, index_bytes, list->IdxBuffer.Data);
    vertex_at += vertex_bytes;
    index_at += index_bytes;
  }
}

void draw_list(const ImDrawData& data, const ImDrawList& list, std::size_t first_vertex,
               std::size_t first_index, int screen_height) {
  std::size_t pointed = static_cast<std::size_t>(-1);
  const ImVec2 scale = data.FramebufferScale;
  for (const ImDrawCmd& command : list.CmdBuffer) {
    if (command.UserCallback != nullptr) continue;
    const float left = command.ClipRect.x * scale.x, top = command.ClipRect.y * scale.y;
    const float right = command.ClipRect.z * scale.x, bottom = command.ClipRect.w * scale.y;
    if (right <= left || bottom <= top) continue;
    glScissor(static_cast<GLint>(left), screen_height - static_cast<GLint>(bottom),
              static_cast<GLsizei>(right - left), static_cast<GLsizei>(bottom - top));
    const std::size_t base = first_vertex + command.VtxOffset;
    if (pointed != base) point_attributes(pointed = base);
    const std::size_t at = (first_index + command.IdxOffset) * sizeof(ImDrawIdx);
    glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount), GL_UNSIGNED_SHORT,
                   reinterpret_cast<const void*>(at));
  }
}

}  // namespace

bool create() {
  objects = {};
  on_screen.forget();
  const GLuint vertex = compile(GL_VERTEX_SHADER, vertex_source);
  const GLuint fragment = compile(GL_FRAGMENT_SHADER, fragment_source);
  objects.program = glCreateProgram();
  glAttachShader(objects.program, vertex);
  glAttachShader(objects.program, fragment);
  glBindAttribLocation(objects.program, 0, "a_at");
  glBindAttribLocation(objects.program, 1, "a_uv");
  glBindAttribLocation(objects.program, 2, "a_colour");
  glLinkProgram(objects.program);
  GLint linked = 0;
  glGetProgramiv(objects.program, GL_LINK_STATUS, &linked);
  glDeleteShader(vertex);
  glDeleteShader(fragment);
  if (linked == 0) return false;
  objects.map = glGetUniformLocation(objects.program, "u_map");
  glGenVertexArrays(1, &objects.layout);
  glBindVertexArray(objects.layout);
  glGenBuffers(1, &objects.vertices);
  glGenBuffers(1, &objects.indices);
  glBindBuffer(GL_ARRAY_BUFFER, objects.vertices);
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, objects.indices);
  for (GLuint i = 0; i < 3; ++i) glEnableVertexAttribArray(i);
  glUseProgram(objects.program);
  glEnable(GL_BLEND);
  glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glDisable(GL_CULL_FACE);
  glDisable(GL_DEPTH_TEST);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  return true;
}

void forget() { on_screen.forget(); }

void upload_fonts() {
  on_screen.forget();
  unsigned char* pixels = nullptr;
  int width = 0, height = 0;
  ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
  if (objects.atlas == 0) glGenTextures(1, &objects.atlas);
  glBindTexture(GL_TEXTURE_2D, objects.atlas);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, width, height, 0, GL_RED, GL_UNSIGNED_BYTE, pixels);
}

bool draw(const ImDrawData& data, unsigned clear_colour) {
  const int width = static_cast<int>(data.DisplaySize.x * data.FramebufferScale.x + 0.5F);
  const int height = static_cast<int>(data.DisplaySize.y * data.FramebufferScale.y + 0.5F);
  if (width <= 0 || height <= 0 || on_screen.shows(data, clear_colour)) return false;
  glDisable(GL_SCISSOR_TEST);
  glViewport(0, 0, width, height);
  const auto part = [&](int shift) {
    return static_cast<float>((clear_colour >> shift) & 255) / 255;
  };
  glClearColor(part(0), part(8), part(16), 1);
  glClear(GL_COLOR_BUFFER_BIT);
  glEnable(GL_SCISSOR_TEST);
  glUniform4f(objects.map, 2 / data.DisplaySize.x, -2 / data.DisplaySize.y, -1, 1);
  upload_lists(data);
  std::size_t first_vertex = 0, first_index = 0;
  for (const ImDrawList* list : data.CmdLists) {
    draw_list(data, *list, first_vertex, first_index, height);
    first_vertex += static_cast<std::size_t>(list->VtxBuffer.Size);
    first_index += static_cast<std::size_t>(list->IdxBuffer.Size);
  }
  on_screen.keep(data, clear_colour);
  return true;
}

}  // namespace tally::app::ui::gl
