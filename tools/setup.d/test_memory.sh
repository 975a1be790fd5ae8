# What passed need not run again while nothing changed that it could see. Sourced by tools/test.
#
# A part that passed leaves the digest of all that it depends on: every file of the project (but
# texts and pictures, for the parts that never read one), the versions of the packages it is built
# and run with, the data it is given, and what the environment asks for. The same digest means the
# same result; --again asks for it all the same. A part that failed is never remembered.

declare -A reads_no_documents=([browser]=1 [fault]=1 [tablets]=1 [parity]=1 [fuzz]=1)

# files_of PART: the project's files, committed or not, that the part may see.
files_of() {
    if [[ -n ${reads_no_documents[$1]:-} ]]; then
        git -C "$root_dir" ls-files -z -co --exclude-standard -- . ':!*.md' ':!*.png' ':!LICENSE'
    else
        git -C "$root_dir" ls-files -z -co --exclude-standard
    fi
}

# depends_on PART: one digest of all that its result depends on; nothing where that is not known.
depends_on() {
    git -C "$root_dir" rev-parse --is-inside-work-tree >/dev/null 2>&1 || return 0
    command -v dpkg-query >/dev/null || return 0
    {
        files_of "$1" | (cd "$root_dir" && sort -z | xargs -0 sha256sum --) 2>&1
        # shellcheck disable=SC2046
        dpkg-query -W $(wanted_packages all | sort) 2>&1 || true
        node --version
        env | grep '^TALLYSTICK_' | sort || true
        if [[ -n ${TALLYSTICK_DATA:-} ]]; then
            (cd "$TALLYSTICK_DATA" && find . -type f -printf '%p %s %T@\n' | sort)
        fi
    } | sha256sum | cut -d' ' -f1
}

# passed_before PART DIGEST: shows when it was and leaves its counts; fails where it has to run.
passed_before() {
    local name=$1 now=$2 logs=$root_dir/build/test-logs known when good bad left_out
    local memory=$logs/$name.passed
    if [[ $again == yes || ! -f $memory ]]; then
        return 1
    fi
    { read -r known; read -r when; } <"$memory"
    if [[ -z $now || $now != "$known" ]]; then
        return 1
    fi
    printf '\n== %s ==\nNothing it depends on changed since it passed (%s); --again runs it.\n' \
        "$name" "$when"
    read -r good bad left_out _ <"$logs/$name.result"
    printf '%s %s %s 0\n' "$good" "$bad" "$left_out" >"$logs/$name.result"
}

# remember PART DIGEST: it passed as the files were when it began.
remember() {
    if [[ -n $2 ]]; then
        printf '%s\n%s\n' "$2" "$(date '+%Y-%m-%d %H:%M')" \
            >"$root_dir/build/test-logs/$1.passed"
    fi
}
