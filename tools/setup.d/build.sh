# Configures and builds a preset, and does nothing quickly when nothing changed. Sourced by
# tools/serve and tools/test, after common.sh.

# The toolchain and sources that a build folder was made with: ninja cannot see them change.
toolchain_key() {
    cat "$cache_dir"/stamps/emscripten "$cache_dir"/stamps/third_party-* | sha256sum
}

# build_preset PRESET TARGET…: configures where needed, then builds with ninja's own progress.
build_preset() {
    configure_preset "$1" || return 1
    run_ninja "$root_dir/build/$1" "${@:2}"
}

configure_preset() {
    local preset=$1 folder=$root_dir/build/$1 key
    key="$(toolchain_key) $cache_dir"
    if [[ -f $folder/build.ninja && $(cat "$folder/.toolchain" 2>/dev/null) != "$key" ]]; then
        say "The toolchain changed: $preset is built anew."
        rm -rf "$folder"
    fi
    if [[ ! -f $folder/build.ninja ]]; then
        say "Configuring $preset"
        mkdir -p "$folder"
        (cd "$root_dir" && cmake --preset "$preset" >"$folder/configure.log" 2>&1) || {
            rm -f "$folder/build.ninja"
            tail -n 15 "$folder/configure.log" >&2
            return 1
        }
        printf '%s\n' "$key" >"$folder/.toolchain"
    fi
}

# On a terminal ninja overwrites one status line; elsewhere its lines of no news are left out.
run_ninja() {
    local folder=$1 status=0
    shift
    if [[ -t 1 ]]; then
        NINJA_STATUS='[%f/%t, %e s] ' ninja --quiet -C "$folder" "$@"
    else
        NINJA_STATUS='[%f/%t, %e s] ' ninja -C "$folder" "$@" >"$folder/build.log" 2>&1 &
        follow_build "$folder/build.log" "$!" || status=$?
        return "$status"
    fi
}

# follow_build LOG PID: one status line every ten seconds, the end of the log where it failed.
follow_build() {
    local log=$1 pid=$2 waited=0 line before=
    while kill -0 "$pid" 2>/dev/null; do
        sleep 0.1
        waited=$((waited + 1))
        if (( waited % 100 == 0 )); then
            line=$(grep '^\[' "$log" | tail -n 1 | sed 's/CMakeFiles\///' | cut -c1-90 || true)
            [[ $line == "$before" ]] || say "$line"
            before=$line
        fi
    done
    if ! wait "$pid"; then
        grep -v '^\[' "$log" | tail -n 60 >&2
        return 1
    fi
}

# has_target PRESET TARGET: whether the preset knows the target (its sources may not exist).
has_target() {
    grep -q "^build $2: phony" "$root_dir/build/$1/build.ninja" 2>/dev/null ||
        grep -q "^build $2: CXX_EXECUTABLE_LINKER" "$root_dir/build/$1/build.ninja" 2>/dev/null
}
