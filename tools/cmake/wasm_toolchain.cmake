# Emscripten as CMake toolchain: the one that tools/setup unpacked, or, with EMSCRIPTEN_ROOT in the
# environment, an installation of one's own.
include("${CMAKE_CURRENT_LIST_DIR}/cache_folder.cmake")
if(DEFINED ENV{EMSCRIPTEN_ROOT})
    set(EMSCRIPTEN_ROOT_PATH "$ENV{EMSCRIPTEN_ROOT}")
else()
    set(EMSCRIPTEN_ROOT_PATH "${TALLYSTICK_CACHE}/emscripten/root/usr/share/emscripten")
endif()
set(platform_file "${EMSCRIPTEN_ROOT_PATH}/cmake/Modules/Platform/Emscripten.cmake")
if(NOT EXISTS "${platform_file}")
    message(FATAL_ERROR "No Emscripten in ${EMSCRIPTEN_ROOT_PATH}. Run tools/setup, or set "
        "EMSCRIPTEN_ROOT to the folder that holds em++.")
endif()
include("${platform_file}")
