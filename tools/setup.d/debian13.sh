# A private package state for Debian 13, beside the system's own and never touching it: Debian 13
# carries the Emscripten, SDL, Dear ImGui and headers that Debian 12 has too old or not at all.
# Its source list is the system's own with the release changed, so that it uses whatever mirror
# and keys the machine uses; nothing from it is ever installed, only unpacked into the cache.
# Sourced by tools/setup.

apt13_dir=$cache_dir/debian13

# Prints the machine's Debian entries for the main component with the release changed, as deb822.
# Reads both formats: one-line *.list and deb822 *.sources.
derived_sources() {
    local codename files=()
    codename=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
    [[ -n $codename ]] || fail "/etc/os-release names no VERSION_CODENAME, so this is not a" \
        "Debian release whose packages could be used."
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
        [[ -f $file ]] && files+=("$file")
    done
    (( ${#files[@]} )) && awk -v codename="$codename" -f "$root_dir/tools/setup.d/one_line.awk" \
        "${files[@]}"
    files=()
    for file in /etc/apt/sources.list.d/*.sources; do
        [[ -f $file ]] && files+=("$file")
    done
    (( ${#files[@]} )) && awk -v codename="$codename" -f "$root_dir/tools/setup.d/deb822.awk" \
        "${files[@]}"
    return 0
}

# Runs an apt program inside the private state.
apt13() { APT_CONFIG=$apt13_dir/apt.conf "$@"; }

# Makes the private state and fetches its package lists. The lists are verified by apt with the
# keys that the machine trusts for Debian.
open_debian13() {
    mkdir -p "$apt13_dir"/{state/lists/partial,cache/archives/partial,sources.d}
    derived_sources >"$apt13_dir/sources.d/debian13.sources"
    if [[ ! -s $apt13_dir/sources.d/debian13.sources ]]; then
        echo "no entry for this Debian release with the component main in /etc/apt/sources.list*"
        return 1
    fi
    cat >"$apt13_dir/apt.conf" <<CONF
Dir::State "$apt13_dir/state";
Dir::State::status "/dev/null";
Dir::Cache "$apt13_dir/cache";
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "$apt13_dir/sources.d";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Acquire::Languages "none";
CONF
    if (( $(id -u) == 0 )); then
        printf 'APT::Sandbox::User "root";\n' >>"$apt13_dir/apt.conf"
    fi
    apt13 apt-get -q update
}

# lock_field NAME COLUMN: a value from tools/third_party.lock.
lock_field() {
    awk -v name="$1" -v column="$2" '$1 == name { print $column; exit }' \
        "$root_dir/tools/third_party.lock"
}

upstream_of() { local v=${1#*:}; printf '%s' "${v%-*}"; }

# available_version KIND PACKAGE VERSION: the pinned version where the archive still has it, else a
# signed one of the same upstream version (Debian's own security fix), said in a note.
available_version() {
    local kind=$1 package=$2 pinned=$3 versions version
    if [[ $kind == source ]]; then
        versions=$(apt13 apt-cache showsrc --only-source "$package" | sed -n 's/^Version: //p')
    else
        versions=$(apt13 apt-cache madison "$package" |
            awk -F' *\\| *' '$3 !~ /Sources/ { print $2 }')
    fi
    if grep -qxF "$pinned" <<<"$versions"; then
        printf '%s' "$pinned"
        return
    fi
    for version in $versions; do
        if [[ $(upstream_of "$version") == "$(upstream_of "$pinned")" ]]; then
            echo "note: $package $pinned is gone from the archive; taking $version, signed by" \
                "Debian and the same upstream version." >&2
            printf '%s' "$version"
            return
        fi
    done
    echo "The archive has neither $package $pinned nor another build of" \
        "$(upstream_of "$pinned"); it offers: ${versions:-nothing}." >&2
    return 1
}

# fetch_locked NAME FOLDER: downloads what the lock calls NAME into FOLDER and checks its digest.
# The file to unpack is then $fetched.
fetch_locked() {
    local name=$1 folder=$2 kind package pinned arch digest version actual
    kind=$(lock_field "$name" 2) package=$(lock_field "$name" 3) pinned=$(lock_field "$name" 4)
    arch=$(lock_field "$name" 5) digest=$(lock_field "$name" 6)
    version=$(available_version "$kind" "$package" "$pinned")
    mkdir -p "$folder"
    cd "$folder"
    rm -f -- *.deb *.dsc
    if [[ $kind == source ]]; then
        apt13 apt-get -q source --only-source --download-only "$package=$version"
        fetched=$(echo "$folder"/*.dsc)
    else
        apt13 apt-get -q download "$package=$version"
        fetched=$(echo "$folder"/*.deb)
    fi
    if [[ $version != "$pinned" ]]; then
        return
    fi
    if [[ $arch != any && $arch != "$(dpkg --print-architecture)" ]]; then
        echo "note: $package is pinned by digest on $arch only; here Debian's signature vouches."
        return
    fi
    actual=$(sha256sum "$fetched")
    if [[ ${actual%% *} != "$digest" ]]; then
        echo "$package $version has the digest ${actual%% *}, but tools/third_party.lock wants" \
            "$digest. Do not use it before you know why." >&2
        return 1
    fi
}
