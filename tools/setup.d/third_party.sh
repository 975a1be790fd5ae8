# The third-party sources that are compiled into Tallystick, each in a folder of its own, the same
# for the native and the WebAssembly build. Sourced by tools/setup.

third_party_dir=$cache_dir/third_party
debian13_is_open=no

# Opens the private state once, and only when something has to be fetched from it.
ensure_debian13() {
    if [[ $debian13_is_open == no ]]; then
        run_step "Read the package lists of Debian 13" open_debian13
        debian13_is_open=yes
    fi
}

install_third_party() {
    local name key
    for name in imgui sdl2 httplib doctest nlohmann rapidfuzz; do
        key="$(lock_field "$name" 4) $(lock_field "$name" 6) layout 1"
        if stamp_is "third_party-$name" "$key" && [[ -d $third_party_dir/$name ]]; then
            continue
        fi
        ensure_debian13
        run_step "Fetch and unpack $name $(lock_field "$name" 4)" unpack_third_party "$name"
        write_stamp "third_party-$name" "$key"
    done
    install_sqlite
}

# unpack_third_party NAME: fetches, verifies, and keeps only what is compiled or included.
unpack_third_party() {
    local name=$1 work=$third_party_dir/.new-$1
    set -e
    rm -rf "$work"
    mkdir -p "$work/kept"
    fetch_locked "$name" "$work/fetch"
    if [[ $(lock_field "$name" 2) == source ]]; then
        # apt has verified these files by Debian's signed lists; the uploader's key is not needed.
        dpkg-source --no-check -x "$fetched" "$work/tree"
    else
        dpkg-deb -x "$fetched" "$work/tree"
    fi
    case $name in
        imgui) cp -r "$work"/tree/{*.h,*.cpp,backends,misc,LICENSE.txt} "$work/kept/" ;;
        sdl2) cp -r "$work"/tree/{include,src,LICENSE.txt} "$work/kept/" ;;
        httplib) cp "$work"/tree/{httplib.h,LICENSE} "$work/kept/" ;;
        doctest|nlohmann|rapidfuzz) cp -r "$work/tree/usr/include/$name" "$work/kept/$name"
            cp "$work"/tree/usr/share/doc/*/copyright "$work/kept/" ;;
    esac
    rm -rf "${third_party_dir:?}/$name"
    mv "$work/kept" "$third_party_dir/$name"
    rm -rf "$work"
}

# SQLite's official amalgamation travels in an npm package; its digest is in the lock as well.
install_sqlite() {
    local from=$root_dir/tools/npm/node_modules/better-sqlite3/deps/sqlite3 digest actual
    digest=$(lock_field sqlite 6)
    if stamp_is third_party-sqlite "$digest" && [[ -f $third_party_dir/sqlite/sqlite3.c ]]; then
        return
    fi
    actual=$(sha256sum "$from/sqlite3.c")
    if [[ ${actual%% *} != "$digest" ]]; then
        fail "sqlite3.c has the digest ${actual%% *}, but tools/third_party.lock wants $digest."
    fi
    rm -rf "$third_party_dir/sqlite"
    mkdir -p "$third_party_dir/sqlite"
    cp "$from"/sqlite3.{c,h} "$third_party_dir/sqlite/"
    write_stamp third_party-sqlite "$digest"
}
