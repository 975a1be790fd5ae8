# Third-party code: the same sources on both sides, pinned by tools/third_party.lock.
set(third_party "${TALLYSTICK_CACHE}/third_party")
foreach(part imgui sdl2 httplib doctest nlohmann rapidfuzz sqlite)
    if(NOT IS_DIRECTORY "${third_party}/${part}")
        message(FATAL_ERROR "${third_party}/${part} is missing: run tools/setup, or put that "
            "source there as tools/third_party.lock names it.")
    endif()
endforeach()

# third_party_target(NAME): third-party sources are not ours to warn about.
function(third_party_target name)
    target_compile_options(${name} PRIVATE -w)
endfunction()

# third_party_headers(NAME FOLDER): a header-only library.
function(third_party_headers name folder)
    add_library(${name} INTERFACE)
    target_include_directories(${name} SYSTEM INTERFACE "${folder}")
endfunction()

third_party_headers(doctest_headers "${third_party}/doctest")
third_party_headers(json_headers "${third_party}/nlohmann")
third_party_headers(rapidfuzz_headers "${third_party}/rapidfuzz")
third_party_headers(httplib_headers "${third_party}/httplib")
target_compile_definitions(json_headers INTERFACE JSON_USE_GLOBAL_UDLS=0)

# SQLite. Before 3.51.3 two connections that checkpoint can lose an acknowledged commit.
file(STRINGS "${third_party}/sqlite/sqlite3.h" version_line REGEX "^#define SQLITE_VERSION ")
string(REGEX MATCH "[0-9]+\\.[0-9]+\\.[0-9]+" sqlite_version "${version_line}")
if(sqlite_version VERSION_LESS 3.51.3)
    message(FATAL_ERROR "SQLite ${sqlite_version} is too old: 3.51.3 or later is needed.")
endif()
add_library(sqlite STATIC "${third_party}/sqlite/sqlite3.c")
third_party_target(sqlite)
target_include_directories(sqlite SYSTEM PUBLIC "${third_party}/sqlite")
target_compile_definitions(sqlite PRIVATE
    SQLITE_ENABLE_FTS5
    SQLITE_DQS=0
    SQLITE_DEFAULT_FOREIGN_KEYS=1
    SQLITE_TRUSTED_SCHEMA=0
    SQLITE_LIKE_DOESNT_MATCH_BLOBS
    SQLITE_DEFAULT_MEMSTATUS=0
    SQLITE_OMIT_DEPRECATED
    SQLITE_OMIT_LOAD_EXTENSION
    SQLITE_OMIT_SHARED_CACHE
    SQLITE_USE_ALLOCA)
if(EMSCRIPTEN)
    # One thread, and databases that live in memory.
    target_sources(sqlite PRIVATE "${CMAKE_CURRENT_LIST_DIR}/sqlite_no_files.c")
    target_compile_definitions(sqlite PRIVATE
        SQLITE_OS_OTHER=1
        SQLITE_THREADSAFE=0
        SQLITE_OMIT_WAL
        SQLITE_OMIT_TRACE
        SQLITE_OMIT_UTF16
        SQLITE_OMIT_AUTHORIZATION
        SQLITE_OMIT_TCL_VARIABLE
        SQLITE_TEMP_STORE=3)
else()
    # Each connection belongs to one thread at a time: the writer, and each reader its own.
    find_package(Threads REQUIRED)
    target_compile_definitions(sqlite PRIVATE SQLITE_THREADSAFE=2 SQLITE_ENABLE_API_ARMOR)
    target_link_libraries(sqlite PUBLIC Threads::Threads)
endif()
