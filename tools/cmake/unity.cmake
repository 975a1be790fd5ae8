# Unity builds: several sources of one folder are compiled as one, because reading headers is what
# compiling takes. Which go together follows from the list of files alone, so a fresh build folder
# and an old one agree. With TALLYSTICK_UNITY=OFF each source is compiled by itself: a source must
# still include what it needs, and a name in an unnamed namespace is its folder's, not its file's.
option(TALLYSTICK_UNITY "Compile sources of a folder together" ON)
set(TALLYSTICK_UNITY_MAX 10 CACHE STRING "How many sources are compiled together at most")
mark_as_advanced(TALLYSTICK_UNITY_MAX)

# unity_group(NAME SOURCES…): as many groups of one size as are needed.
function(unity_group name)
    set(sources ${ARGN})
    list(LENGTH sources count)
    math(EXPR groups "(${count} + ${TALLYSTICK_UNITY_MAX} - 1) / ${TALLYSTICK_UNITY_MAX}")
    set(place 0)
    foreach(source IN LISTS sources)
        math(EXPR group "${place} * ${groups} / ${count} + 1")
        set_property(SOURCE "${source}" PROPERTY UNITY_GROUP "${name}_${group}")
        math(EXPR place "${place} + 1")
    endforeach()
endfunction()

# unity_house(FOLDER): groups for all sources below it. Small folders that stand side by side share
# a group. What has a main() of its own, or a fuzz target's, stays by itself.
function(unity_house house)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS RELATIVE "${CMAKE_SOURCE_DIR}"
        "${CMAKE_SOURCE_DIR}/${house}/*.cpp")
    list(FILTER sources EXCLUDE REGEX "/main\\.cpp$|/core_(native|wasm)\\.cpp$|_fuzz\\.cpp$")
    list(SORT sources)
    set(folders)
    foreach(source IN LISTS sources)
        get_filename_component(folder "${source}" DIRECTORY)
        string(MAKE_C_IDENTIFIER "${folder}" key)
        # A program with planted mistakes compiles these again and puts them before the library that
        # has them without: a group must not hold any other, or the library's would be taken too.
        file(STRINGS "${CMAKE_SOURCE_DIR}/${source}" planted REGEX "shared/base/planted.hpp"
            LIMIT_COUNT 1)
        if(planted)
            string(APPEND key "_planted")
        endif()
        list(APPEND folders "${key}")
        list(APPEND sources_of_${key} "${CMAKE_SOURCE_DIR}/${source}")
    endforeach()
    list(REMOVE_DUPLICATES folders)
    set(gathered)
    foreach(key IN LISTS folders)
        list(LENGTH sources_of_${key} count)
        list(LENGTH gathered waiting)
        math(EXPR together "${waiting} + ${count}")
        if(key MATCHES "_planted$" OR count GREATER TALLYSTICK_UNITY_MAX)
            unity_group(${key} ${sources_of_${key}})
        elseif(waiting GREATER 0 AND together LESS_EQUAL TALLYSTICK_UNITY_MAX)
            list(APPEND gathered ${sources_of_${key}})
        else()
            if(gathered)
                unity_group(${gathered_name} ${gathered})
            endif()
            set(gathered ${sources_of_${key}})
            set(gathered_name ${key})
        endif()
    endforeach()
    if(gathered)
        unity_group(${gathered_name} ${gathered})
    endif()
endfunction()

if(TALLYSTICK_UNITY)
    # GCC takes the sources of a group for headers, where a class with a member of an unnamed
    # namespace would be a mistake. File by file the warning stands.
    add_compile_options($<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-subobject-linkage>)
    foreach(house shared server wasm tests tools/bench)
        unity_house(${house})
    endforeach()
endif()

# house_unity(TARGET…): targets of ours, whose sources have groups.
function(house_unity)
    if(TALLYSTICK_UNITY)
        set_target_properties(${ARGN} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
    endif()
endfunction()
