# Dear ImGui and SDL for the browser, compiled from the pinned sources. SDL's own configure step
# makes hundreds of link checks under Emscripten (over ten minutes), so the files that are needed
# are named here and compiled against SDL's ready-made Emscripten configuration.
set(imgui "${third_party}/imgui")
add_library(imgui STATIC
    "${imgui}/imgui.cpp" "${imgui}/imgui_draw.cpp" "${imgui}/imgui_tables.cpp"
    "${imgui}/imgui_widgets.cpp"
    "${imgui}/backends/imgui_impl_sdl2.cpp" "${imgui}/backends/imgui_impl_opengl3.cpp")
third_party_target(imgui)
target_include_directories(imgui SYSTEM PUBLIC "${imgui}" "${imgui}/backends")
# The audit of the accessible mirror hears of every item through the test engine's hooks. The app
# brings its own fonts and keeps no settings file; demo and debug windows are left out.
target_compile_definitions(imgui PUBLIC
    IMGUI_ENABLE_TEST_ENGINE
    IMGUI_DISABLE_OBSOLETE_FUNCTIONS
    IMGUI_DISABLE_DEMO_WINDOWS
    IMGUI_DISABLE_DEBUG_TOOLS
    IMGUI_DISABLE_FILE_FUNCTIONS
    IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS)
target_link_libraries(imgui PUBLIC sdl2)

set(sdl2 "${third_party}/sdl2")
file(GLOB sdl2_sources
    "${sdl2}/src/*.c" "${sdl2}/src/atomic/*.c" "${sdl2}/src/cpuinfo/*.c" "${sdl2}/src/events/*.c"
    "${sdl2}/src/file/*.c" "${sdl2}/src/libm/*.c" "${sdl2}/src/stdlib/*.c"
    "${sdl2}/src/thread/*.c" "${sdl2}/src/thread/generic/*.c"
    "${sdl2}/src/timer/*.c" "${sdl2}/src/timer/unix/*.c"
    "${sdl2}/src/loadso/dummy/*.c" "${sdl2}/src/filesystem/emscripten/*.c"
    "${sdl2}/src/locale/*.c" "${sdl2}/src/locale/emscripten/*.c"
    "${sdl2}/src/misc/*.c" "${sdl2}/src/misc/emscripten/*.c"
    "${sdl2}/src/power/*.c" "${sdl2}/src/power/emscripten/*.c"
    "${sdl2}/src/render/*.c"
    "${sdl2}/src/video/*.c" "${sdl2}/src/video/emscripten/*.c" "${sdl2}/src/video/yuv2rgb/*.c")
list(FILTER sdl2_sources EXCLUDE REGEX "/yuv_rgb_(sse|lsx)\\.c$")
add_library(sdl2 STATIC ${sdl2_sources} "${CMAKE_CURRENT_LIST_DIR}/sdl2_left_out.c")
third_party_target(sdl2)
target_include_directories(sdl2 SYSTEM PUBLIC "${sdl2}/include")
# No sound, no game pads, no sensors, no renderer of SDL's own: a window, its events, and WebGL.
target_compile_definitions(sdl2 PUBLIC SDL_MAIN_HANDLED PRIVATE
    SDL_AUDIO_DISABLED=1
    SDL_JOYSTICK_DISABLED=1
    SDL_SENSOR_DISABLED=1
    SDL_RENDER_DISABLED=1
    SDL_LOADSO_DUMMY=1
    eglGetProcAddress=no_gl_function_by_name)
