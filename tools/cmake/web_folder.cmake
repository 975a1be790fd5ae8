# Fonts, and the folder that the server serves. In the usual build folder they lie beside it
# (build/fonts, build/web); in any other, inside it, so that two builds never share them.
if(CMAKE_BINARY_DIR STREQUAL "${CMAKE_SOURCE_DIR}/build/wasm")
    set(served_beside "${CMAKE_SOURCE_DIR}/build")
else()
    set(served_beside "${CMAKE_BINARY_DIR}")
endif()
set(fonts_folder "${served_beside}/fonts")
set(web_folder "${served_beside}/web")

find_program(NODE_PROGRAM NAMES node nodejs REQUIRED)
# Debian's fontTools belong to Debian's own Python.
set(system_python /usr/bin/python3)

set(font_files "${fonts_folder}/inter-regular.ttf" "${fonts_folder}/inter-semibold.ttf"
    "${fonts_folder}/noto-fallback.ttf" "${fonts_folder}/LICENSE.txt")
add_custom_command(OUTPUT ${font_files}
    COMMAND "${system_python}" "${CMAKE_SOURCE_DIR}/tools/fonts/make.py" "${fonts_folder}"
    DEPENDS "${CMAKE_SOURCE_DIR}/tools/fonts/make.py"
    COMMENT "Making the fonts" VERBATIM)
add_custom_target(fonts ALL DEPENDS ${font_files})

house_sources(page_files "${CMAKE_SOURCE_DIR}/web/*")
if(TARGET wasm_app AND EXISTS "${CMAKE_SOURCE_DIR}/web/index.html")
    add_custom_command(OUTPUT "${web_folder}/assets.json"
        COMMAND "${NODE_PROGRAM}" "${CMAKE_SOURCE_DIR}/tools/assemble_web.mjs"
            $<$<NOT:$<BOOL:${TALLYSTICK_LTO}>>:--quick> --out "${web_folder}"
            "${CMAKE_SOURCE_DIR}/web" "$<TARGET_FILE:wasm_app>"
            "$<TARGET_FILE_DIR:wasm_app>/app.wasm" "${fonts_folder}=fonts"
        DEPENDS wasm_app ${font_files} ${page_files} "${CMAKE_SOURCE_DIR}/tools/assemble_web.mjs"
        COMMENT "Assembling ${web_folder}" VERBATIM COMMAND_EXPAND_LISTS)
    add_custom_target(web ALL DEPENDS "${web_folder}/assets.json")
else()
    message(STATUS "web: no app or no web/index.html")
endif()
