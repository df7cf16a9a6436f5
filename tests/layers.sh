#!/bin/sh
# layers.sh : the rules of the rooms. An #include may point to the own room or to one on its left; what belongs to one
# room (ICU, SQLite, the HTML parser, the clock, the terminal) is seen there alone. Prints each line that breaks one.
set -u
cd "$(dirname "$0")/.."
rooms='base text read claim story compare show fetch store desk serve cli'
bad=$(mktemp)
trap 'rm -f "$bad"' EXIT

sources() { find "$@" -name '*.[ch]' ! -name '*_test.c' ! -name 'test_*.h' -o -name '*.cc' -path 'src/*'; }

# tell WHY < lines of grep -n
tell()
{
    while IFS= read -r line; do echo "$line    <- $1"; done >>"$bad"
}

# seen PATTERN WHY PLACE... : a pattern that may stand in the places only
seen()
{
    pattern=$1 why=$2
    shift 2
    except=$(printf '%s\n' "$@" | paste -sd '|' -)
    sources src | sort | xargs grep -nE "$pattern" /dev/null | grep -vE "^src/($except)" | tell "$why"
}

left=
for room in $rooms; do
    allowed="$left$room"
    find "src/$room" -name '*.[ch]' -o -name '*.cc' | sort | xargs -r grep -nE '^ *# *include +"[a-z]+/' /dev/null |
        grep -vE "include +\"($allowed)/" | tell "src/$room may include $(echo "$allowed" | tr '|' ' ')"
    case $room in serve) ;; *) left="$allowed|" ;; esac   # cli and serve do not include each other
done

seen '# *include *[<"]unicode/' 'ICU stays in text/' text/
seen '# *include *[<"](hunspell|libstemmer|cld2|compact_lang|uchardet)' 'stems and language stay in text/' text/
seen '# *include *[<"](poppler|glib)' 'PDF stays in one file' read/pdf_poppler.c
seen '# *include *[<"]sqlite3' 'SQLite stays in store/' store/
seen '# *include *[<"]xxhash' 'hashes come from base/map.h' base/
seen '# *include *[<"](sys/socket|netinet|curl)' 'the network stays in fetch/ and serve/' fetch/ serve/
seen '\<(f?printf|puts|putchar|fputs|fputc|perror) *\(|\<(stdout|stderr)\>' 'only cli/ and serve/ print' cli/ serve/
seen '\<(time|clock_gettime|gettimeofday|getenv|localtime|gmtime)(_r)? *\((NULL|&|CLOCK|"|0\))' \
    'the clock and the environment come in as options' cli/ serve/ fetch/
seen '\<(fopen|open|opendir|stat) *\(' 'files are opened by base/file.h' base/ cli/ serve/ store/ fetch/
seen '\<(strcpy|strcat|sprintf|vsprintf|strtok|atoi|atol|atof|alloca|gets) *\(' 'unsafe function'

gumbo=$(sources src | xargs grep -lE '# *include *[<"]gumbo' /dev/null | wc -l)
[ "$gumbo" -le 1 ] || sources src | xargs grep -nE '# *include *[<"]gumbo' /dev/null | tell 'one file sees the HTML parser'

[ -s "$bad" ] || exit 0
cat "$bad"
exit 1
