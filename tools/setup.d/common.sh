# What every part of tools/setup needs: where the cache is, how progress and failures are told,
# and how a finished step is remembered. Sourced, never run.

cache_dir=${TALLYSTICK_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/tallystick}
setup_key_cached=

say() { printf '%s\n' "$*"; }

fail() {
    printf 'tools/setup: %s\n' "$*" >&2
    exit 1
}

# run_step "what it does" command...  Shows the step, a sign of life every ten seconds, and the
# time it took; on failure the end of its output and a sentence.
run_step() {
    local title=$1 log started=$SECONDS pid waited=0 status=0
    shift
    mkdir -p "$cache_dir/logs"
    log=$cache_dir/logs/$(printf '%s' "$title" | tr -c 'A-Za-z0-9' '_').log
    printf '  %s\n' "$title"
    ( "$@" ) >"$log" 2>&1 &
    pid=$!
    while kill -0 "$pid" 2>/dev/null; do
        sleep 0.2
        waited=$((waited + 1))
        if (( waited % 50 == 0 )); then
            printf '    %s s … %s\n' "$((SECONDS - started))" "$(tail -n 1 "$log" | cut -c1-70)"
        fi
    done
    wait "$pid" || status=$?
    if (( status != 0 )); then
        tail -n 15 "$log" | sed 's/^/    | /' >&2
        fail "\"$title\" failed; the whole output is in $log."
    fi
    grep '^note: ' "$log" | sed 's/^note: /    note: /' || true
    printf '    done in %s s\n' "$((SECONDS - started))"
}

# A step is done when its stamp holds the text that describes its input.
stamp_is() { [[ -f $cache_dir/stamps/$1 && $(<"$cache_dir/stamps/$1") == "$2" ]]; }

write_stamp() {
    mkdir -p "$cache_dir/stamps"
    printf '%s\n' "$2" >"$cache_dir/stamps/$1"
}

# Everything the whole set-up depends on, as one digest: a warm run compares it and is done.
setup_key() {
    if [[ -z $setup_key_cached ]]; then
        setup_key_cached=$(
            { cat "$root_dir"/tools/setup "$root_dir"/tools/setup.d/*.sh \
                "$root_dir/tools/third_party.lock" "$root_dir"/tools/npm/package*.json
              command -v node || true
            } | sha256sum)
        setup_key_cached=${setup_key_cached%% *}
    fi
    printf '%s' "$setup_key_cached"
}

setup_is_current() {
    stamp_is "setup-$1" "$(setup_key)" && [[ -e $root_dir/tools/npm/node_modules/ &&
        -x $cache_dir/emscripten/root/usr/share/emscripten/em++ &&
        -f $cache_dir/third_party/sqlite/sqlite3.c ]]
}

remember_setup() {
    write_stamp "setup-$1" "$(setup_key)"
    if [[ $1 == all ]]; then
        write_stamp setup-serve "$(setup_key)"
    fi
}
