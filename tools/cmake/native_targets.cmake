# Server, command line, tests, bench, and, sanitized, the fuzz targets.
find_path(SODIUM_INCLUDE sodium.h)
find_library(SODIUM_LIBRARY sodium)
find_path(CLI11_INCLUDE CLI/CLI.hpp)
find_package(ZLIB)
# libcrypto checks the signatures of devices; nothing here speaks TLS.
find_package(OpenSSL 3.0 COMPONENTS Crypto)
if(NOT SODIUM_LIBRARY OR NOT SODIUM_INCLUDE OR NOT CLI11_INCLUDE OR NOT ZLIB_FOUND
   OR NOT OPENSSL_FOUND)
    message(FATAL_ERROR "libsodium, libcrypto, zlib or CLI11 is missing: run tools/setup, or "
        "install Debian's libsodium-dev, libssl-dev, zlib1g-dev and libcli11-dev.")
endif()

# The server without its main(), so that tests and bench can use it.
house_sources(server_sources "${CMAKE_SOURCE_DIR}/server/*.cpp")
set(server_main "${CMAKE_SOURCE_DIR}/server/main.cpp")
house_sources(cli_sources "${CMAKE_SOURCE_DIR}/server/cli/*.cpp")
list(REMOVE_ITEM server_sources "${server_main}" ${cli_sources})
house_library(server_core ${server_sources})
house_needs(server_core core httplib_headers Threads::Threads ZLIB::ZLIB "${SODIUM_LIBRARY}"
    OpenSSL::Crypto)
# The command line is a part of server_core that has flags of its own.
if(cli_sources)
    add_library(command_line OBJECT ${cli_sources})
    target_link_libraries(command_line PRIVATE house_flags core httplib_headers)
    house_unity(command_line)
    target_sources(server_core PRIVATE $<TARGET_OBJECTS:command_line>)
endif()
# poll, because select cannot see a socket whose number is above 1023; a backlog for a whole hall of
# devices that come back into the network at once. The same in every file that includes httplib.h.
target_compile_definitions(httplib_headers INTERFACE
    CPPHTTPLIB_USE_POLL CPPHTTPLIB_LISTEN_BACKLOG=512)
target_include_directories(httplib_headers SYSTEM INTERFACE "${SODIUM_INCLUDE}" "${CLI11_INCLUDE}")

# house_program(NAME LIBRARIES… SOURCES sources…): an executable, when its sources exist.
function(house_program name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES")
    if(NOT arg_SOURCES)
        message(STATUS "${name}: no sources")
        return()
    endif()
    add_executable(${name} ${arg_SOURCES})
    house_unity(${name})
    target_link_libraries(${name} PRIVATE house_flags ${arg_UNPARSED_ARGUMENTS})
endfunction()

if(EXISTS "${server_main}")
    house_program(tallystick server_core SOURCES "${server_main}")
endif()

# Unit and case tests: every *_test.cpp, what they share in tests/support, and their main().
house_sources(test_sources "${CMAKE_SOURCE_DIR}/tests/*_test.cpp"
    "${CMAKE_SOURCE_DIR}/tests/support/*.cpp")
set(test_main "${CMAKE_SOURCE_DIR}/tests/main.cpp")
if(EXISTS "${test_main}")
    list(APPEND test_sources "${test_main}")
endif()
# The simulator stands by itself: tests run it, and so does a program of its own.
house_sources(simulator_sources "${CMAKE_SOURCE_DIR}/tests/simulator/*.cpp"
    "${CMAKE_SOURCE_DIR}/tests/support/power_disk.cpp"
    "${CMAKE_SOURCE_DIR}/tests/support/small_company.cpp"
    "${CMAKE_SOURCE_DIR}/tests/support/test_key.cpp")
list(FILTER simulator_sources EXCLUDE REGEX "_test\\.cpp$|/simulator/(main|planted_choice)\\.cpp$")
house_library(simulator ${simulator_sources})
house_needs(simulator server_core)
list(REMOVE_ITEM test_sources ${simulator_sources})
house_program(tests simulator server_core app_core doctest_headers SOURCES ${test_sources})

# The tests of the core alone, by name, for whoever works on it: they build in a minute. `tests`
# holds all of them as well.
house_sources(core_test_sources "${CMAKE_SOURCE_DIR}/tests/shared/*_test.cpp"
    "${CMAKE_SOURCE_DIR}/tests/cases/*_test.cpp" "${CMAKE_SOURCE_DIR}/tests/support/case_*.cpp"
    "${CMAKE_SOURCE_DIR}/tests/support/rules_*.cpp"
    "${CMAKE_SOURCE_DIR}/tests/support/project_files.cpp"
    "${CMAKE_SOURCE_DIR}/tests/support/skip.cpp"
    "${CMAKE_SOURCE_DIR}/tests/support/device_shop.cpp")
house_program(core_tests core doctest_headers SOURCES ${core_test_sources} ${test_main})
if(TARGET core_tests)
    set_target_properties(core_tests PROPERTIES EXCLUDE_FROM_ALL ON)
endif()

# Compiling these is what takes time, not running them: tests run once, natively the app's part is
# only for tests, and the command line reads its words in microseconds either way.
if(NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
    foreach(name tests core_tests app_core command_line)
        if(TARGET ${name})
            target_compile_options(${name} PRIVATE -O1)
        endif()
    endforeach()
endif()

set(simulator_main "${CMAKE_SOURCE_DIR}/tests/simulator/main.cpp")
house_program(simulate simulator SOURCES "${simulator_main}")
# The same program with mistakes built in, of which one can be switched on: only the files that
# hold one are compiled again, and stand before the libraries that have them without.
house_sources(all_sources "${CMAKE_SOURCE_DIR}/shared/*.cpp" "${CMAKE_SOURCE_DIR}/server/*.cpp"
    "${CMAKE_SOURCE_DIR}/tests/simulator/*.cpp")
set(planted_sources)
foreach(source ${all_sources})
    file(STRINGS "${source}" planted REGEX "shared/base/planted.hpp" LIMIT_COUNT 1)
    if(planted)
        list(APPEND planted_sources "${source}")
    endif()
endforeach()
house_program(simulate_planted simulator SOURCES "${simulator_main}" ${planted_sources})
target_compile_definitions(simulate_planted PRIVATE TALLYSTICK_PLANTED_BUGS)

# The native half of the parity test; the WebAssembly half is core_wasm.
house_sources(parity_sources "${CMAKE_SOURCE_DIR}/tests/parity/*.cpp")
list(FILTER parity_sources EXCLUDE REGEX "/core_wasm\\.cpp$|_test\\.cpp$")
if(EXISTS "${CMAKE_SOURCE_DIR}/tests/parity/core_native.cpp")
    house_program(core_native core SOURCES ${parity_sources})
endif()

house_sources(bench_sources "${CMAKE_SOURCE_DIR}/tools/bench/*.cpp"
    "${CMAKE_SOURCE_DIR}/tests/support/test_key.cpp")
list(FILTER bench_sources EXCLUDE REGEX "/tools/bench/(wasm|bare_imgui)/")
house_program(bench server_core app_core SOURCES ${bench_sources})

if(TALLYSTICK_SANITIZE)
    house_sources(fuzz_sources "${CMAKE_SOURCE_DIR}/tests/fuzz/*_fuzz.cpp")
    # What the targets share: promises about outcomes, and the companies of the parity test.
    house_sources(fuzz_shared "${CMAKE_SOURCE_DIR}/tests/fuzz/*.cpp"
        "${CMAKE_SOURCE_DIR}/tests/parity/*.cpp")
    list(FILTER fuzz_shared EXCLUDE REGEX "_fuzz\\.cpp$|_test\\.cpp$|/core_(native|wasm)\\.cpp$")
    house_library(fuzz_support ${fuzz_shared})
    house_needs(fuzz_support core)
    foreach(source ${fuzz_sources})
        get_filename_component(name "${source}" NAME_WE)
        house_program(${name} fuzz_support SOURCES "${source}")
        target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    endforeach()
endif()
