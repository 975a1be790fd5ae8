# Flags by kind of code. `house_flags` is for our own code: warnings are errors. Third-party code is
# compiled without warnings, and its headers are SYSTEM.

# The same source gives the same bytes in whichever folder it is built.
add_compile_options("-ffile-prefix-map=${CMAKE_SOURCE_DIR}=."
                    "-ffile-prefix-map=${TALLYSTICK_CACHE}=.")

# Native builds keep assertions: they cost little and a programmer's error must not become money.
# In the browser they would cost size, and the same code has been tested with them natively.
set(CMAKE_CXX_FLAGS_RELEASE "-O2")
set(CMAKE_C_FLAGS_RELEASE "-O2")
if(EMSCRIPTEN)
    add_compile_definitions(NDEBUG)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
    # No build folder in the key: several build folders share their results.
    set(launcher env "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1 "${CCACHE_PROGRAM}")
    set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()

add_library(house_flags INTERFACE)
target_include_directories(house_flags INTERFACE "${CMAKE_SOURCE_DIR}")
# Missing initializers are wanted: an options struct names what differs from its defaults.
target_compile_options(house_flags INTERFACE
    -Wall -Wextra -Wpedantic -Werror -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 14)
    # False alarms of this GCC inside std::string, std::optional and std::expected at -O2 (GCC bugs
    # 105651, 105562); the sanitized build watches the same code.
    target_compile_options(house_flags INTERFACE
        -Wno-restrict -Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-stringop-overread
        -Wno-array-bounds)
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND NOT EMSCRIPTEN)
    # GCC 12's own headers, used by Clang, call a function of theirs that is deprecated.
    target_compile_options(house_flags INTERFACE -Wno-deprecated-declarations)
endif()

if(TALLYSTICK_SANITIZE)
    # SQLite itself is left as it is (it would take minutes to compile): what our code does with its
    # memory is still seen, for it comes from the same heap.
    target_compile_options(house_flags INTERFACE -O1 -g1 -fno-omit-frame-pointer
        -fsanitize=address,undefined -fno-sanitize-recover=all -fsanitize=fuzzer-no-link)
    add_link_options(-fsanitize=address,undefined)
endif()
