#include "read/mark.h"

/* Names are one to three words run together: "related posts" is found in "related-posts", "relatedPosts" and
 * "relatedposts" alike. */
#define NAME_WORDS 3
#define TABLE_ROOM 1024 /* a power of two, at least twice the names */

/* What is no article. */
static const char *const cut_names[] = {
    "related",
    "relateds",
    "relatedposts",
    "relatedarticles",
    "relatedcontent",
    "relatedlinks",
    "share",
    "shares",
    "sharing",
    "sharebar",
    "sharebuttons",
    "social",
    "socialmedia",
    "socials",
    "sharedaddy",
    "addthis",
    "newsletter",
    "newsletters",
    "subscribe",
    "subscription",
    "signup",
    "promo",
    "promos",
    "promotion",
    "advert",
    "adverts",
    "advertisement",
    "advertising",
    "ad",
    "ads",
    "adslot",
    "adunit",
    "sponsored",
    "sponsor",
    "outbrain",
    "taboola",
    "sidebar",
    "rail",
    "breadcrumb",
    "breadcrumbs",
    "pagination",
    "pager",
    "tags",
    "taglist",
    "topics",
    "topiclist",
    "byline",
    "bylines",
    "authorbio",
    "authorbox",
    "authorinfo",
    "authorcard",
    "authorname",
    "aboutauthor",
    "authors",
    "dateline",
    "timestamp",
    "postdate",
    "publishdate",
    "publisheddate",
    "postmeta",
    "entrymeta",
    "articlemeta",
    "postinfo",
    "articleinfo",
    "caption",
    "captions",
    "imagecaption",
    "wpcaptiontext",
    "credit",
    "photocredit",
    "imagecredit",
    "gallery",
    "slideshow",
    "carousel",
    "modal",
    "popup",
    "overlay",
    "toolbar",
    "tools",
    "menu",
    "nav",
    "navbar",
    "navigation",
    "footer",
    "siteheader",
    "masthead",
    "banner",
    "skiplink",
    "screenreadertext",
    "sronly",
    "visuallyhidden",
    "hidden",
    "hide",
    "printonly",
    "readmore",
    "morestories",
    "morenews",
    "mostread",
    "mostpopular",
    "popular",
    "trending",
    "recommended",
    "recommendation",
    "recommendations",
    "recirc",
    "readnext",
    "upnext",
    "nextup",
    "alsoread",
    "seealso",
    "correctionbox",
    "poll",
    "login",
    "register",
    "search",
    "rating",
    "ratings",
    "donate",
    "donation",
    "jprelatedposts",
    "infobox",
    "teaser",
    "teasers",
    "footnotes",
    "copyright",
    "disclaimer",
    "followus",
    "follow",
    "audioplayer",
    "videoplayer",
    "listen",
    "player",
    "factbox",
    "kicker",
    "eyebrow",
    "bacajuga",
    "twittertweet",
    "twittervideo",
    "instagrammedia",
    "tiktokembed",
    "fbpost",
    "blueskyembed",
    "tag",
    "authorprofile",
    "authordescription",
    "authorbiography",
    "aboutheauthor",
    "abouttheauthor",
    "authordetails",
    "authormeta",
    "bio",
    "biography",
    "morefrom",
    "moreon",
    "moretopic",
    "moretopics",
    "morearticles",
    "similar",
    "similarlist",
    "similarlink",
    "similararticles",
    "similarnews",
    "relatedlink",
    "relatednews",
    "relatedstories",
    "relatedstory",
    "relatedcontents",
    "relatedtopics",
    "relatedbox",
    "relatedbroadcast",
    "relatedcoverage",
    "affiliate",
    "affiliateinfo",
    "affiliatedisclosure",
    "disclosure",
    "vldisclosure",
    "mediainfo",
    "mediacaption",
    "mediasubtitle",
    "mediacredit",
    "imagetext",
    "imagebox",
    "imageauthor",
    "imagesource",
    "imagemeta",
    "imagecredits",
    "imagedescription",
    "imagecopyright",
    "photocaption",
    "photodescription",
    "picturecaption",
    "figcaption",
    "figurecaption",
    "captiontext",
    "captioncontent",
    "copyrights",
    "publicationdate",
    "articledate",
    "datepublished",
    "whatsapp",
    "whatsappgroup",
    "telegram",
    "appbanner",
    "appdownload",
    "toc",
    "tableofcontents",
    "jumplabellist",
    "lwptoc",
    "eztoc",
    "cta",
    "calltoaction",
    "ticker",
    "stockticker",
    "livetime",
    "advtext",
    "advertlabel",
    "adlabel",
    "articletags",
    "tagsbox",
    "posttags",
    "relatedtags",
    "sendungsbezug",
    "newsletterbox",
    "newslettersignup",
    "subscribebox",
    "donatebox",
    "supportus",
    "printfooter",
    "articlefooter",
    "postfooter",
    "entryfooter",
    "storyfooter",
    "bottomtags",
    "amplist",
    "amplightbox",
    "ampembed",
};

/* Of these no page's article is made, however much they hold. */
static const char *const comment_names[] = {
    "comment", "comments", "commentlist", "commentssection", "disqus", "disqusthread", "respond",
};

/* Nor of these. */
static const char *const consent_names[] = {
    "cookie",
    "cookies",
    "cookiebanner",
    "consent",
    "gdpr",
    "onetrust",
    "cookiewall",
    "cookieconsent",
    "cookienotice",
    "cookiepolicy",
    "privacymanager",
    "privacywall",
    "gdprbanner",
    "consentbanner",
    "consentwall",
    "consentform",
    "consentpage",
    "consentmanager",
    "cmp",
    "cmpbox",
    "cmpwrapper",
    "usercentrics",
    "didomi",
    "didomihost",
    "didomipopup",
    "sppopup",
    "qccmp2",
    "cookiebot",
    "cybotcookiebotdialog",
    "trustarc",
    "truste",
    "ampusernotification",
};

/* Entries of a text that is written while something happens. */
static const char *const live_names[] = {
    "liveblog",    "livecoverage", "liveticker", "livefeed",      "liveupdates",
    "liveentries", "liveposts",    "livestory",  "tickerentries",
};

/* A page that stands where another one is not. */
static const char *const error_names[] = {
    "error404",      "404",         "page404",        "404page",          "notfound",
    "pagenotfound",  "errorpage",   "httperror",      "error403",         "error500",
    "captcha",       "grecaptcha",  "hcaptcha",       "captchacontainer", "pxcaptcha",
    "challengeform", "cfchallenge", "cferrordetails", "challengerunning", "blockpage",
    "accessdenied",
};

/* What holds the article. */
static const char *const body_names[] = {
    "articlebody",   "articlebodycontent", "storybody",    "articlecontent",  "articletext",
    "storycontent",  "storytext",          "entrycontent", "postcontent",     "postbody",
    "articlemain",   "maincontentarticle", "newscontent",  "newstext",        "detailtext",
    "detailcontent", "contentarticle",     "contentbody",  "bodycontent",     "articledetail",
    "articleinner",  "richtext",           "rte",          "wysiwyg",         "textcontent",
    "posttext",      "bodycopy",           "articlecopy",  "newsbody",        "readcontent",
    "singlecontent", "contentdetail",      "bodytext",     "articlebodytext",
};

/* What stands between the title and the text. */
static const char *const lead_names[] = {
    "standfirst",
    "dek",
    "deck",
    "articledek",
    "lead",
    "lede",
    "articlelead",
    "leadtext",
    "articleintro",
    "intro",
    "introtext",
    "introduction",
    "subtitle",
    "subheadline",
    "subheading",
    "subhead",
    "summary",
    "articlesummary",
    "excerpt",
    "articleexcerpt",
    "postexcerpt",
    "description",
    "articledescription",
    "abstract",
    "strapline",
    "chapo",
    "chapeau",
    "vorspann",
    "entradilla",
    "bajada",
    "copete",
    "sommario",
    "sumario",
    "ingress",
    "anleser",
    "articlesubtitle",
    "postsubtitle",
    "entrysubtitle",
    "headlinesub",
    "tagline",
    "articledeck",
    "storydeck",
    "articlesubheading",
    "articleheaderdescription",
    "articlesub",
    "preamble",
    "leadparagraph",
    "synopsis",
    "nutgraf",
    "perex",
};

static const struct {
    const char *const *at;
    size_t count;
    kb_mark mark;
} lists[] = {
    { cut_names, sizeof cut_names / sizeof cut_names[0], KB_MARK_NAME },
    { comment_names, sizeof comment_names / sizeof comment_names[0], KB_MARK_SURE },
    { consent_names, sizeof consent_names / sizeof consent_names[0], KB_MARK_SURE | KB_MARK_CONSENT },
    { live_names, sizeof live_names / sizeof live_names[0], KB_MARK_LIVE },
    { error_names, sizeof error_names / sizeof error_names[0], KB_MARK_ERROR },
    { body_names, sizeof body_names / sizeof body_names[0], KB_MARK_BODY },
    { lead_names, sizeof lead_names / sizeof lead_names[0], KB_MARK_LEAD },
};

/* Open addressing over all names, made anew for each page: a few microseconds, and nothing global changes. */
typedef struct {
    struct {
        kb_str name;
        kb_mark marks;
    } at[TABLE_ROOM];
} name_table;

#define HASH_SEED 2166136261u /* FNV-1a, 32 bits (Fowler, Noll, Vo) */

static uint32_t hash_byte(uint32_t hash, char c)
{
    return (hash ^ (uint8_t)c) * 16777619u;
}

static uint32_t slot_of(uint32_t hash)
{
    return (hash ^ hash >> 15) & (TABLE_ROOM - 1);
}

static void fill_table(name_table *table)
{
    for (size_t l = 0; l < sizeof lists / sizeof lists[0]; l++) {
        for (size_t i = 0; i < lists[l].count; i++) {
            kb_str name = kb_str_of(lists[l].at[i]);
            uint32_t hash = HASH_SEED;
            for (size_t k = 0; k < name.len; k++) hash = hash_byte(hash, name.at[k]);
            uint32_t slot = slot_of(hash);
            while (table->at[slot].name.len && !kb_str_equal(table->at[slot].name, name))
                slot = (slot + 1) & (TABLE_ROOM - 1);
            table->at[slot].name = name;
            table->at[slot].marks |= lists[l].mark;
        }
    }
}

/* Do the bytes of `words` from `at` on, blanks skipped, spell `name`? */
static bool spells(kb_str words, size_t at, size_t end, kb_str name)
{
    size_t k = 0;
    for (; at < end; at++) {
        if (words.at[at] == ' ') continue;
        if (k == name.len || words.at[at] != name.at[k]) return false;
        k++;
    }
    return k == name.len;
}

/* The marks of all names that begin at the word at `begin`. */
static kb_mark marks_at(const name_table *table, kb_str names, size_t begin)
{
    kb_mark marks = 0;
    uint32_t hash = HASH_SEED;
    size_t at = begin;
    for (int words = 0; words < NAME_WORDS && at < names.len; words++, at++) {
        for (; at < names.len && names.at[at] != ' '; at++) hash = hash_byte(hash, names.at[at]);
        uint32_t slot = slot_of(hash);
        for (; table->at[slot].name.len; slot = (slot + 1) & (TABLE_ROOM - 1))
            if (spells(names, begin, at, table->at[slot].name)) marks |= table->at[slot].marks;
    }
    return marks;
}

static kb_mark marks_of_names(const name_table *table, kb_str names)
{
    kb_mark marks = 0;
    for (size_t i = 0; i + 1 < names.len; i++)
        if (names.at[i] == ' ') marks |= marks_at(table, names, i + 1);
    return marks;
}

/* React streams a part of the page as a hidden element "S:1" that a script then moves into place. */
static bool is_streamed(const kb_node *node)
{
    return kb_str_starts(kb_node_attribute(node, "id"), KB_STR("S:"));
}

static bool is_hiding_style(kb_str style)
{
    return kb_str_find(style, KB_STR("display:none"), 0) != SIZE_MAX ||
           kb_str_find(style, KB_STR("display: none"), 0) != SIZE_MAX ||
           kb_str_find(style, KB_STR("visibility:hidden"), 0) != SIZE_MAX;
}

static kb_mark marks_of_role(kb_str role)
{
    static const struct {
        const char *role;
        kb_mark mark;
    } roles[] = {
        { "navigation", KB_MARK_NAME }, { "complementary", KB_MARK_NAME }, { "contentinfo", KB_MARK_NAME },
        { "dialog", KB_MARK_NAME },     { "search", KB_MARK_NAME },        { "article", KB_MARK_ARTICLE },
        { "main", KB_MARK_MAIN },
    };
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        if (kb_str_is(role, roles[i].role)) return roles[i].mark;
    return 0;
}

static kb_mark marks_of_attributes(const kb_node *node)
{
    kb_mark marks = 0;
    for (size_t i = 0; i < node->attribute_count; i++) {
        kb_str name = node->attributes[i].name, value = node->attributes[i].value;
        if (kb_str_is(name, "role"))
            marks |= marks_of_role(value);
        else if (kb_str_is(name, "hidden"))
            marks |= is_streamed(node) ? 0 : KB_MARK_HIDDEN;
        else if (kb_str_is(name, "aria-hidden"))
            /* from those who listen; boxes that are closed have it, a paragraph is seen nevertheless */
            marks |= kb_str_is(value, "true") && node->tag != KB_TAG_P ? KB_MARK_HIDDEN : 0;
        else if (kb_str_is(name, "style"))
            marks |= is_hiding_style(value) ? KB_MARK_HIDDEN : 0;
        else if (kb_str_is(name, "itemprop") && kb_str_find(value, KB_STR("articleBody"), 0) != SIZE_MAX)
            marks |= KB_MARK_STATED | KB_MARK_BODY;
    }
    return marks;
}

static kb_mark marks_of_tag(kb_tag tag)
{
    if (tag == KB_TAG_NOSCRIPT || tag == KB_TAG_TEMPLATE) return KB_MARK_UNSHOWN;
    switch (kb_tag_nature_of(tag)) {
    case KB_NATURE_SKIP: return KB_MARK_SKIP;
    case KB_NATURE_INLINE:
    case KB_NATURE_BLOCK:
    case KB_NATURE_BOX:
    case KB_NATURE_ASIDE: break;
    }
    if (tag >= KB_TAG_H1 && tag <= KB_TAG_H6) return KB_MARK_HEADING;
    if (tag == KB_TAG_FOOTER || tag == KB_TAG_ASIDE || tag == KB_TAG_FIGCAPTION || tag == KB_TAG_CAPTION)
        return KB_MARK_ELEMENT;
    if (tag == KB_TAG_ARTICLE) return KB_MARK_ARTICLE | KB_MARK_FIXED;
    if (tag == KB_TAG_MAIN) return KB_MARK_MAIN | KB_MARK_FIXED;
    return tag == KB_TAG_HTML || tag == KB_TAG_BODY || tag == KB_TAG_TEXT ? KB_MARK_FIXED : 0;
}

kb_status kb_marks_find(const kb_page *page, kb_arena *arena, kb_mark **out, kb_err *err)
{
    name_table *table = KB_NEW(arena, name_table, 1);
    kb_mark *marks = KB_NEW(arena, kb_mark, page->count + 1);
    if (!table || !marks) return kb_arena_fail(arena, err);
    fill_table(table);
    for (size_t i = 0; i < page->count; i++) {
        const kb_node *node = &page->at[i];
        kb_mark found = marks_of_tag(node->tag);
        if (node->attribute_count || node->names.len) {
            kb_mark named = node->names.len ? marks_of_names(table, node->names) : 0;
            if (kb_tag_nature_of(node->tag) != KB_NATURE_BOX || node->tag == KB_TAG_BODY)
                named &= (kb_mark)~KB_MARK_BODY;
            found |= named | marks_of_attributes(node);
        }
        /* the id of a heading is made of its words */
        if ((found & KB_MARK_HEADING)) found &= (kb_mark)~KB_MARK_NAME;
        if (found & KB_MARK_FIXED) found &= (kb_mark) ~(KB_MARK_NAME | KB_MARK_SURE | KB_MARK_HIDDEN);
        marks[i] = found;
    }
    *out = marks;
    return KB_OK;
}
