# The stanzas of one Debian release -> the same for Debian 13. Keys, options and mirrors are kept;
# other releases, other vendors (no component main) and disabled stanzas are left out.
function flush(    i, suites, part, rest, kept) {
    if (lines && enabled && has_main && uri !~ /^cdrom:/) {
        kept = ""
        suites = split(suite, part, /[ \t]+/)
        for (i = 1; i <= suites; i++) {
            rest = substr(part[i], length(codename) + 1)
            if (index(part[i], codename) == 1 &&
                (rest == "" || rest == "-updates" || rest == "-security"))
                kept = kept " trixie" rest
        }
        if (kept != "")
            printf "Types: deb deb-src\nSuites:%s\nComponents: main\n%s\n", kept, body
    }
    lines = 0; enabled = 1; has_main = 0; uri = ""; suite = ""; body = ""
}
BEGIN { flush() }
FNR == 1 { flush() }
/^[ \t]*$/ { flush(); next }
/^#/ { next }
{ lines++ }
tolower($1) == "types:" { next }
tolower($1) == "suites:" { suite = $0; sub(/^[^:]*:[ \t]*/, "", suite); next }
tolower($1) == "components:" { has_main = ($0 ~ /[: \t]main([ \t]|$)/); next }
tolower($1) == "enabled:" { enabled = (tolower($2) != "no"); next }
tolower($1) == "uris:" { uri = $2 }
{ body = body $0 "\n" }
END { flush() }
