# Emscripten, as Debian 13 ships it, unpacked into the cache: the same on Debian 12 and 13, and no
# library of the system's is touched. Its Binaryen wants a newer libc than Debian 12 has, so each of
# its programs is started through the unpacked loader. Sourced by tools/setup.

emscripten_dir=$cache_dir/emscripten
emscripten_home=$emscripten_dir/root/usr/share/emscripten

# Left out while unpacking: variants of the system libraries that are never linked here (1.4 of the
# package's 1.6 GB).
emscripten_leave_out=(
    './usr/share/emscripten/cache/sysroot/lib/*/pic/*'
    './usr/share/emscripten/cache/sysroot/lib/*/lto-pic/*'
    './usr/share/emscripten/cache/sysroot/lib/*-mt*'
    './usr/share/emscripten/cache/sysroot/lib/*-ww*'
    './usr/share/emscripten/cache/sysroot/lib/*san_*'
    './usr/share/emscripten/cache/sysroot/lib/*asan*'
    './usr/share/doc/*'
)

install_emscripten() {
    local key part
    key="$(for part in emscripten binaryen libc6 libstdc++6 libgcc-s1; do
        lock_field "$part" 4
    done | tr '\n' ' ')$(command -v node) layout 2"
    if stamp_is emscripten "$key" && [[ -x $emscripten_home/em++ ]]; then
        return
    fi
    ensure_debian13
    run_step "Fetch and unpack Emscripten $(lock_field emscripten 4)" unpack_emscripten
    run_step "Compile and run a first WebAssembly program" try_emscripten
    write_stamp emscripten "$key"
}

unpack_emscripten() {
    local work=$emscripten_dir.new part pattern leave_out=()
    set -e
    rm -rf "$work"
    mkdir -p "$work/root" "$work/libs"
    for pattern in "${emscripten_leave_out[@]}"; do
        leave_out+=("--exclude=$pattern")
    done
    fetch_locked emscripten "$work/fetch"
    dpkg-deb --fsys-tarfile "$fetched" |
        tar -x --no-same-owner -C "$work/root" --wildcards "${leave_out[@]}"
    fetch_locked binaryen "$work/fetch"
    dpkg-deb --fsys-tarfile "$fetched" | tar -x --no-same-owner -C "$work/root"
    for part in libc6 libstdc++6 libgcc-s1; do
        fetch_locked "$part" "$work/fetch"
        dpkg-deb --fsys-tarfile "$fetched" | tar -x --no-same-owner -C "$work/libs"
    done
    rm -rf "$work/fetch"
    # Emscripten looks for acorn as an ES module beside itself.
    mkdir -p "$work/root/usr/share/emscripten/node_modules"
    cp -rL /usr/share/nodejs/acorn "$work/root/usr/share/emscripten/node_modules/acorn"
    rm -rf "$emscripten_dir"
    mv "$work" "$emscripten_dir"
    write_emscripten_wrappers
}

write_emscripten_wrappers() {
    local triplet loader tool node
    triplet=$(dpkg-architecture -qDEB_HOST_MULTIARCH)
    loader=$(find "$emscripten_dir/libs" -name 'ld-linux*.so.*' | sort | head -n 1)
    node=$(readlink -f "$(command -v node)")
    mkdir -p "$emscripten_dir/binaryen/bin"
    for tool in "$emscripten_dir/root/usr/bin"/*; do
        case ${tool##*/} in
            wasm*) write_program "$emscripten_dir/binaryen/bin/${tool##*/}" \
                "exec '$loader' --library-path '$(library_path "$triplet")' '$tool' \"\$@\"" ;;
        esac
    done
    cat >"$emscripten_home/.emscripten" <<CONF
LLVM_ROOT = '/usr/bin'
BINARYEN_ROOT = '$emscripten_dir/binaryen'
NODE_JS = '$node'
FROZEN_CACHE = True
LLVM_ADD_VERSION = '19'
CLANG_ADD_VERSION = '19'
CONF
    # The compilers' start scripts look for a Python and for a configuration; ours know both, which
    # spares up to 0.1 s for each compiled file.
    for tool in emcc em++ emar emranlib; do
        write_program "$emscripten_home/$tool" "export EM_CONFIG='$emscripten_home/.emscripten'" \
            "exec /usr/bin/python3 -E '$emscripten_home/$tool.py' \"\$@\""
    done
}

library_path() {
    local folders="" folder
    for folder in libs/lib libs/usr/lib root/usr/lib; do
        if [[ -d $emscripten_dir/$folder/$1 ]]; then
            folders+=${folders:+:}$emscripten_dir/$folder/$1
        fi
    done
    printf '%s' "$folders"
}

# write_program FILE LINE…
write_program() {
    local file=$1
    shift
    { printf '#!/bin/sh\n'; printf '%s\n' "$@"; } >"$file"
    chmod +x "$file"
}

try_emscripten() {
    local work
    set -e
    work=$(mktemp -d)
    cat >"$work/first.cpp" <<'CODE'
#include <cstdio>
#include <string>
int main() { std::printf("%s\n", (std::string("tally") + "stick").c_str()); }
CODE
    "$emscripten_home/em++" -std=c++23 -O2 -flto "$work/first.cpp" -o "$work/first.js"
    [[ $(node "$work/first.js") == tallystick ]]
    rm -rf "$work"
}
