# What both sides compile: the core, and the app's part that needs no browser.

# house_sources(VARIABLE GLOB…): our sources by pattern, in a fixed order.
function(house_sources variable)
    file(GLOB_RECURSE found CONFIGURE_DEPENDS ${ARGN})
    list(SORT found)
    set(${variable} "${found}" PARENT_SCOPE)
endfunction()

# house_library(NAME SOURCES…): a static library of ours, or nothing but flags while it is empty.
function(house_library name)
    if(ARGN)
        add_library(${name} STATIC ${ARGN})
        house_unity(${name})
        target_link_libraries(${name} PUBLIC house_flags)
    else()
        message(STATUS "${name}: no sources")
        add_library(${name} INTERFACE)
        target_link_libraries(${name} INTERFACE house_flags)
    endif()
endfunction()

# house_needs(NAME LIBRARIES…)
function(house_needs name)
    get_target_property(kind ${name} TYPE)
    if(kind STREQUAL "INTERFACE_LIBRARY")
        target_link_libraries(${name} INTERFACE ${ARGN})
    else()
        target_link_libraries(${name} PUBLIC ${ARGN})
    endif()
endfunction()

house_sources(core_sources "${CMAKE_SOURCE_DIR}/shared/*.cpp")
house_library(core ${core_sources})
house_needs(core sqlite json_headers rapidfuzz_headers)

# What each country requires of an address: a table of constants, made of the metadata as Debian
# packages them (they belong to Debian's own Python). The same bytes on both sides.
set(generated_folder "${CMAKE_BINARY_DIR}/generated")
set(address_metadata "${generated_folder}/address_metadata.inc")
file(GLOB address_tools CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tools/address/*")
add_custom_command(OUTPUT "${address_metadata}"
    COMMAND /usr/bin/python3 "${CMAKE_SOURCE_DIR}/tools/address/make.py" "${address_metadata}"
    DEPENDS ${address_tools}
    COMMENT "Making the address metadata" VERBATIM)
target_sources(core PRIVATE "${address_metadata}")
target_include_directories(core PRIVATE "${generated_folder}")

house_sources(app_core_sources
    "${CMAKE_SOURCE_DIR}/wasm/mirror/*.cpp" "${CMAKE_SOURCE_DIR}/wasm/state/*.cpp")
house_library(app_core ${app_core_sources})
house_needs(app_core core)
