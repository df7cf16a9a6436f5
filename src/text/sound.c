#include "text/sound.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/utf8.h"

/* Chosen on names of 42 people as English, Russian and Arabic write them: of one name no word was further apart than
 * .23 (one of fourteen over .2), no two names were nearer than .33. */
#define NAME_WORD_APART 0.2 /* each word of a name, for each of its sounds */
#define NAME_APART 0.14     /* all of them */
#define WORD_APART 0.12     /* a word by itself */
#define NAME_SOUNDS_MIN 6
#define WORD_SOUNDS_MIN 4
#define NAME_WORDS_MAX 6
#define VOWEL_GAP 0.25

typedef struct {
    char at[KB_SOUND_MAX];
    size_t len;
} sound;

/* ---- sounds ---- */

/* Letters that are one sound. 'c': ch, or c before e and i; 'q': another c; 'j': what j may be in any language. */
static const struct {
    const char *letters;
    char sound;
} spelled[] = { { "sch", 's' }, { "tch", 'c' }, { "dzh", 'j' }, { "ph", 'f' }, { "sh", 's' },
                { "zh", 's' },  { "dz", 'j' },  { "dj", 'j' },  { "cz", 'j' }, { "ts", 's' },
                { "tz", 's' },  { "th", 't' },  { "dh", 'd' },  { "kh", 'h' }, { "gh", 'g' },
                { "ch", 'c' },  { "ck", 'k' },  { "qu", 'k' },  { "ce", 'c' }, { "ci", 'c' },
                { "cy", 'c' },  { "c", 'q' },   { "q", 'k' },   { "z", 's' },  { "y", 'i' } };

static char next_sound(const char *letters, size_t len, size_t *used)
{
    for (size_t i = 0; i < sizeof spelled / sizeof *spelled; i++) {
        size_t n = strlen(spelled[i].letters);
        if (n > len || memcmp(letters, spelled[i].letters, n) != 0) continue;
        *used = spelled[i].sound == 'c' && letters[0] == 'c' && letters[1] != 'h' ? 1 : n; /* the vowel stays */
        return spelled[i].sound;
    }
    *used = 1;
    return letters[0];
}

static void add_sound(sound *s, char c)
{
    if (s->len < KB_SOUND_MAX && (s->len == 0 || s->at[s->len - 1] != c)) s->at[s->len++] = c;
}

static void find_sound(kb_latin *latin, kb_str word, sound *out)
{
    char letters[KB_SOUND_MAX];
    size_t len = kb_latin_letters(latin, word, letters, sizeof letters), used;
    out->len = 0;
    for (size_t i = 0; i < len; i += used) {
        char c = next_sound(letters + i, len - i, &used);
        if (c == 'g' && i + used >= len && out->len && out->at[out->len - 1] == 'n') continue; /* Jong, Чен */
        if (c == 'x' && i) add_sound(out, 'k');
        add_sound(out, c == 'x' ? 's' : c);
    }
}

/* ---- how far apart ---- */

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* Does the list of pairs, a space between them, have this one, in either order? */
static bool listed(const char *pairs, char a, char b)
{
    for (const char *p = pairs;; p += 3) {
        if ((p[0] == a && p[1] == b) || (p[0] == b && p[1] == a)) return true;
        if (!p[2]) return false;
    }
}

static double apart(char a, char b)
{
    if (a == b) return 0;
    if (listed("ie ou pb fv vw ji cs cq qk wu", a, b)) return 0.15;
    if (is_vowel(a) && is_vowel(b)) return 0.3;
    if (listed("td sj cj kg gh kh ch ck qs qc qg vu wo fw hj gj", a, b)) return 0.3;
    return listed("st sk wb", a, b) ? 0.5 : listed("lr", a, b) ? 0.6 : 1;
}

static double gap(char c)
{
    return is_vowel(c) || c == 'h' || c == 'w' ? VOWEL_GAP : c == 'j' ? 0.4 : c == 'g' ? 0.5 : 1;
}

static double least_of(double a, double b)
{
    return a < b ? a : b;
}

static double distance(const sound *a, const sound *b)
{
    double row[KB_SOUND_MAX + 1] = { 0 };
    for (size_t j = 0; j < b->len; j++) row[j + 1] = row[j] + gap(b->at[j]);
    for (size_t i = 0; i < a->len; i++) {
        double before = row[0]; /* of the row above, one column back */
        row[0] += gap(a->at[i]);
        for (size_t j = 0; j < b->len; j++) {
            double above = row[j + 1];
            row[j + 1] =
                least_of(before + apart(a->at[i], b->at[j]), least_of(above + gap(a->at[i]), row[j] + gap(b->at[j])));
            before = above;
        }
    }
    return row[b->len];
}

static size_t longer(const sound *a, const sound *b)
{
    return a->len > b->len ? a->len : b->len;
}

static bool both_end_in_a(const sound *a, const sound *b)
{
    return a->len && b->len && (a->at[a->len - 1] == 'a') == (b->at[b->len - 1] == 'a');
}

int kb_name_script(kb_str name)
{
    for (size_t at = 0; at < name.len;) {
        uint32_t c = kb_utf8_next(name, &at);
        if (u_isalpha((UChar32)c)) return u_getIntPropertyValue((UChar32)c, UCHAR_SCRIPT);
    }
    return -1;
}

bool kb_name_latin(kb_str name)
{
    return kb_name_script(name) == USCRIPT_LATIN;
}

static bool two_scripts(kb_str a, kb_str b)
{
    return kb_scripts_differ(kb_name_script(a), kb_name_script(b));
}

bool kb_words_sound_alike(kb_latin *latin, kb_str a, kb_str b)
{
    sound x, y;
    if (!two_scripts(a, b)) return false;
    find_sound(latin, a, &x);
    find_sound(latin, b, &y);
    if (x.len < WORD_SOUNDS_MIN || y.len < WORD_SOUNDS_MIN || !both_end_in_a(&x, &y)) return false;
    return distance(&x, &y) <= WORD_APART * (double)longer(&x, &y);
}

bool kb_names_sound_alike(kb_latin *latin, kb_str a, kb_str b)
{
    kb_str word, other;
    double all = 0;
    size_t sounds = 0, words = 0;
    if (!two_scripts(a, b)) return false;
    while (kb_str_next(&a, ' ', &word)) {
        sound x, y;
        if (!kb_str_next(&b, ' ', &other) || ++words > NAME_WORDS_MAX) return false;
        find_sound(latin, word, &x);
        find_sound(latin, other, &y);
        double d = distance(&x, &y);
        if (!both_end_in_a(&x, &y) || d > NAME_WORD_APART * (double)longer(&x, &y)) return false;
        all += d;
        sounds += longer(&x, &y);
    }
    return !b.len && words > 1 && sounds >= NAME_SOUNDS_MIN && all <= NAME_APART * (double)sounds;
}

/* ---- keys ---- */

void kb_sound_key(kb_latin *latin, kb_str name, char room[KB_SOUND_KEY_MAX], kb_str *out)
{
    static const char kept[] = "bPpPdTtTmMnNlLrR";
    kb_str word;
    size_t count = 0, len = 0;
    while (kb_str_next(&name, ' ', &word) && len < KB_SOUND_KEY_MAX - KB_SOUND_MAX) {
        sound s;
        find_sound(latin, word, &s);
        if (len) room[len++] = ' ';
        for (size_t i = 0, first = len; i < s.len; i++)
            for (size_t k = 0; kept[k]; k += 2)
                if (kept[k] == s.at[i] && (len == first || room[len - 1] != kept[k + 1])) {
                    room[len++] = kept[k + 1];
                    count++;
                }
    }
    *out = (kb_str){ room, count < 2 ? 0 : len };
}
