# Where tools/setup keeps the unpacked toolchain and third-party sources.
if(DEFINED ENV{TALLYSTICK_CACHE})
    set(default_cache "$ENV{TALLYSTICK_CACHE}")
elseif(DEFINED ENV{XDG_CACHE_HOME})
    set(default_cache "$ENV{XDG_CACHE_HOME}/tallystick")
else()
    set(default_cache "$ENV{HOME}/.cache/tallystick")
endif()
set(TALLYSTICK_CACHE "${default_cache}" CACHE PATH "Folder that tools/setup filled")
