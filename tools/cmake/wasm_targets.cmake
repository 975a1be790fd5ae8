# The browser app, and the core alone as a WebAssembly module for the parity test.

# Exceptions are WebAssembly's own, as they are on the server: a hostile document that makes the
# JSON reader throw must end in the same issue on both sides, not in abort() on one of them.
# Measured with SQLite and the JSON reader: 406 KB (brotli) with, 402 KB without exceptions.
foreach(part sqlite core app_core)
    get_target_property(kind ${part} TYPE)
    if(kind STREQUAL "INTERFACE_LIBRARY")
        set(scope_of_${part} INTERFACE)
    else()
        set(scope_of_${part} PRIVATE)
    endif()
endforeach()

include(third_party_wasm)

set(wasm_flags -fwasm-exceptions)
if(TALLYSTICK_LTO)
    list(APPEND wasm_flags -flto)
endif()
foreach(part sqlite core app_core)
    target_compile_options(${part} ${scope_of_${part}} ${wasm_flags})
endforeach()
# Small, except for what computes: SQLite keeps -O2, and the core what costs it little.
target_compile_options(core ${scope_of_core} -Os)
target_compile_options(imgui PRIVATE ${wasm_flags} -Oz)
target_compile_options(sdl2 PRIVATE ${wasm_flags} -Oz)
target_compile_options(app_core ${scope_of_app_core} -Oz)

# What both modules are linked with. No file system and no eval: the content security policy needs
# neither, and databases live in memory.
set(module_settings
    ${wasm_flags} -O2
    -sMODULARIZE=1
    -sALLOW_MEMORY_GROWTH=1
    -sINITIAL_MEMORY=32MB
    -sSTACK_SIZE=1MB
    -sFILESYSTEM=0
    -sDYNAMIC_EXECUTION=0
    -sEXPORTED_FUNCTIONS=_main,_malloc,_free
    -sEXPORTED_RUNTIME_METHODS=HEAPU8,stringToUTF8,UTF8ToString,lengthBytesUTF8)

# wasm_program(NAME LIBRARIES… SOURCES sources… SETTINGS link options…)
function(wasm_program name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;SETTINGS")
    add_executable(${name} ${arg_SOURCES})
    house_unity(${name})
    target_link_libraries(${name} PRIVATE house_flags ${arg_UNPARSED_ARGUMENTS})
    target_compile_options(${name} PRIVATE ${wasm_flags})
    target_link_options(${name} PRIVATE ${module_settings} ${arg_SETTINGS})
endfunction()

# The app: app.js + app.wasm. A classic script that defines createTallystick(), because a page says
# "this browser is too old" in words only if nothing newer has to be parsed before.
house_sources(app_sources "${CMAKE_SOURCE_DIR}/wasm/*.cpp")
list(REMOVE_ITEM app_sources "" ${app_core_sources})
if(EXISTS "${CMAKE_SOURCE_DIR}/wasm/main.cpp")
    # noExitRuntime must be among them, or the module dies when main() returns.
    string(CONCAT told_by_page "-sINCOMING_MODULE_JS_API=noExitRuntime,canvas,locateFile,"
        "onAbort,print,printErr,instantiateWasm")
    wasm_program(wasm_app app_core core imgui SOURCES ${app_sources} SETTINGS
        --js-library "${CMAKE_SOURCE_DIR}/web/library.js"
        -sENVIRONMENT=web
        -sEXPORT_NAME=createTallystick
        -sMINIFY_HTML=0
        -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
        -sGL_ENABLE_GET_PROC_ADDRESS=0
        ${told_by_page})
    target_compile_options(wasm_app PRIVATE -Oz)
    set_target_properties(wasm_app PROPERTIES OUTPUT_NAME app
        LINK_DEPENDS "${CMAKE_SOURCE_DIR}/web/library.js")
else()
    message(STATUS "wasm_app: no sources")
endif()

# The core for Node and for a page: core_wasm.mjs, an ES module.
set(core_wasm_main "${CMAKE_SOURCE_DIR}/tests/parity/core_wasm.cpp")
if(EXISTS "${core_wasm_main}")
    house_sources(parity_sources "${CMAKE_SOURCE_DIR}/tests/parity/*.cpp")
    list(FILTER parity_sources EXCLUDE REGEX "/core_native\\.cpp$|_test\\.cpp$")
    # The bench measures with the same module.
    house_sources(bench_wasm_sources "${CMAKE_SOURCE_DIR}/tools/bench/wasm/*.cpp")
    list(APPEND parity_sources ${bench_wasm_sources})
    wasm_program(core_wasm core SOURCES ${parity_sources} SETTINGS
        -sENVIRONMENT=node,web
        -sEXPORT_ES6=1
        -sEXPORT_NAME=createCore
        -sINVOKE_RUN=0)
    set_target_properties(core_wasm PROPERTIES SUFFIX ".mjs")
else()
    message(STATUS "core_wasm: no sources")
endif()

# What the bench holds the app's size against.
wasm_program(bare_imgui imgui SOURCES "${CMAKE_SOURCE_DIR}/tools/bench/bare_imgui/main.cpp" SETTINGS
    -sENVIRONMENT=web -sEXPORT_NAME=createBare -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
    -sGL_ENABLE_GET_PROC_ADDRESS=0)
target_compile_options(bare_imgui PRIVATE -Oz)
set_target_properties(bare_imgui PROPERTIES EXCLUDE_FROM_ALL ON)

include(web_folder)
