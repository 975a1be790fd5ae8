# `deb [options] URI suite components…` of one Debian release -> the same for Debian 13, as deb822.
# Entries of other releases and other vendors (no component main) are left out.
$1 != "deb" { next }
{
    options = ""
    line = $0
    if (match(line, /\[[^]]*\]/)) {
        options = substr(line, RSTART + 1, RLENGTH - 2)
        line = substr(line, 1, RSTART - 1) substr(line, RSTART + RLENGTH)
    }
    sub(/#.*/, "", line)
    count = split(line, word, /[ \t]+/)
    uri = word[2]; suite = word[3]; has_main = 0
    for (i = 4; i <= count; i++) if (word[i] == "main") has_main = 1
    rest = substr(suite, length(codename) + 1)
    if (!has_main || uri ~ /^cdrom:/ || index(suite, codename) != 1) next
    if (rest != "" && rest != "-updates" && rest != "-security") next
    printf "Types: deb deb-src\nURIs: %s\nSuites: trixie%s\nComponents: main\n", uri, rest
    if (match(options, /signed-by=[^ ]+/))
        printf "Signed-By: %s\n", substr(options, RSTART + 10, RLENGTH - 10)
    if (match(options, /trusted=yes/)) printf "Trusted: yes\n"
    printf "\n"
}
