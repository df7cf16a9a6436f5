#include "read/element.h"

#define VOID KB_ELEMENT_VOID
#define BREAKOUT KB_ELEMENT_BREAKOUT
#define FORMATTING KB_ELEMENT_FORMATTING
#define DRAWING KB_ELEMENT_DRAWING
#define OPTIONAL KB_ELEMENT_OPTIONAL
#define ROW(name, flags, series)                              \
    {                                                         \
        { name, sizeof(name) - 1 }, flags, KB_SERIES_##series \
    }

static const kb_element elements[] = {
    ROW("a", FORMATTING, A),
    ROW("area", VOID, NONE),
    ROW("animate", DRAWING, NONE),
    ROW("animatetransform", DRAWING, NONE),
    ROW("b", FORMATTING | BREAKOUT, NONE),
    ROW("br", VOID | BREAKOUT, NONE),
    ROW("body", KB_ELEMENT_ROOT | BREAKOUT, NONE),
    ROW("big", FORMATTING | BREAKOUT, NONE),
    ROW("base", VOID, NONE),
    ROW("basefont", VOID, NONE),
    ROW("bgsound", VOID, NONE),
    ROW("blockquote", BREAKOUT, NONE),
    ROW("center", BREAKOUT, NONE),
    ROW("code", FORMATTING | BREAKOUT, NONE),
    ROW("col", VOID, NONE),
    ROW("colgroup", OPTIONAL, ROWS),
    ROW("circle", DRAWING, NONE),
    ROW("clippath", DRAWING, NONE),
    ROW("div", BREAKOUT, NONE),
    ROW("dd", BREAKOUT | OPTIONAL, DD),
    ROW("dl", BREAKOUT, NONE),
    ROW("dt", BREAKOUT | OPTIONAL, DD),
    ROW("defs", DRAWING, NONE),
    ROW("desc", KB_ELEMENT_HTML_IN_SVG, NONE),
    ROW("em", FORMATTING | BREAKOUT, NONE),
    ROW("embed", VOID | BREAKOUT, NONE),
    ROW("ellipse", DRAWING, NONE),
    ROW("font", FORMATTING, NONE),
    ROW("frame", VOID, NONE),
    ROW("filter", DRAWING, NONE),
    ROW("fecolormatrix", DRAWING, NONE),
    ROW("fegaussianblur", DRAWING, NONE),
    ROW("feoffset", DRAWING, NONE),
    ROW("feblend", DRAWING, NONE),
    ROW("feflood", DRAWING, NONE),
    ROW("fecomposite", DRAWING, NONE),
    ROW("foreignobject", KB_ELEMENT_HTML_IN_SVG, NONE),
    ROW("g", DRAWING, NONE),
    ROW("h1", BREAKOUT, NONE),
    ROW("h2", BREAKOUT, NONE),
    ROW("h3", BREAKOUT, NONE),
    ROW("h4", BREAKOUT, NONE),
    ROW("h5", BREAKOUT, NONE),
    ROW("h6", BREAKOUT, NONE),
    ROW("hr", VOID | BREAKOUT, NONE),
    ROW("head", KB_ELEMENT_ROOT | BREAKOUT, NONE),
    ROW("html", KB_ELEMENT_ROOT, NONE),
    ROW("i", FORMATTING | BREAKOUT, NONE),
    ROW("img", VOID | BREAKOUT, NONE),
    ROW("input", VOID, NONE),
    ROW("image", VOID, NONE),
    ROW("iframe", KB_ELEMENT_RAW, NONE),
    ROW("keygen", VOID, NONE),
    ROW("li", BREAKOUT | OPTIONAL, LI),
    ROW("link", VOID, NONE),
    ROW("line", DRAWING, NONE),
    ROW("listing", BREAKOUT, NONE),
    ROW("lineargradient", DRAWING, NONE),
    ROW("meta", VOID | BREAKOUT, NONE),
    ROW("menu", BREAKOUT, NONE),
    ROW("mask", DRAWING, NONE),
    ROW("math", KB_ELEMENT_MATH, NONE),
    ROW("mi", KB_ELEMENT_HTML_IN_MATH, NONE),
    ROW("mo", KB_ELEMENT_HTML_IN_MATH, NONE),
    ROW("mn", KB_ELEMENT_HTML_IN_MATH, NONE),
    ROW("ms", KB_ELEMENT_HTML_IN_MATH, NONE),
    ROW("mtext", KB_ELEMENT_HTML_IN_MATH, NONE),
    ROW("nobr", FORMATTING | BREAKOUT, NONE),
    ROW("noembed", KB_ELEMENT_RAW, NONE),
    ROW("noframes", KB_ELEMENT_RAW, NONE),
    ROW("ol", BREAKOUT, NONE),
    ROW("option", OPTIONAL, OPTION),
    ROW("optgroup", OPTIONAL, NONE),
    ROW("p", BREAKOUT | OPTIONAL, P),
    ROW("path", DRAWING, NONE),
    ROW("pre", BREAKOUT, NONE),
    ROW("param", VOID, NONE),
    ROW("polygon", DRAWING, NONE),
    ROW("polyline", DRAWING, NONE),
    ROW("pattern", DRAWING, NONE),
    ROW("plaintext", KB_ELEMENT_PLAINTEXT, NONE),
    ROW("rect", DRAWING, NONE),
    ROW("rp", OPTIONAL, NONE),
    ROW("rt", OPTIONAL, NONE),
    ROW("ruby", BREAKOUT, NONE),
    ROW("radialgradient", DRAWING, NONE),
    ROW("span", BREAKOUT, NONE),
    ROW("script", KB_ELEMENT_RAW, NONE),
    ROW("style", KB_ELEMENT_RAW, NONE),
    ROW("svg", KB_ELEMENT_SVG, NONE),
    ROW("strong", FORMATTING | BREAKOUT, NONE),
    ROW("source", VOID, NONE),
    ROW("small", FORMATTING | BREAKOUT, NONE),
    ROW("s", FORMATTING | BREAKOUT, NONE),
    ROW("strike", FORMATTING | BREAKOUT, NONE),
    ROW("stop", DRAWING, NONE),
    ROW("sub", BREAKOUT, NONE),
    ROW("sup", BREAKOUT, NONE),
    ROW("symbol", DRAWING, NONE),
    ROW("td", OPTIONAL, CELL),
    ROW("tr", OPTIONAL, ROW),
    ROW("table", BREAKOUT, NONE),
    ROW("tbody", OPTIONAL, ROWS),
    ROW("title", KB_ELEMENT_RCDATA | KB_ELEMENT_HTML_IN_SVG, NONE),
    ROW("th", OPTIONAL, CELL),
    ROW("thead", OPTIONAL, ROWS),
    ROW("tfoot", OPTIONAL, ROWS),
    ROW("tt", FORMATTING | BREAKOUT, NONE),
    ROW("track", VOID, NONE),
    ROW("textarea", KB_ELEMENT_RCDATA, NONE),
    ROW("u", FORMATTING | BREAKOUT, NONE),
    ROW("ul", BREAKOUT, NONE),
    ROW("use", DRAWING, NONE),
    ROW("var", BREAKOUT, NONE),
    ROW("wbr", VOID, NONE),
    ROW("xmp", KB_ELEMENT_RAW, NONE),
};
#define ELEMENTS (sizeof elements / sizeof elements[0])
_Static_assert(ELEMENTS < 200, "a slot is one byte and some stay free");

/* A name's place is told by its length, first and last letter; collisions go on to the next free slot. */
static uint8_t slot_of(const char *name, size_t len)
{
    return (uint8_t)((uint8_t)name[0] * 7u + (uint8_t)name[len - 1] * 31u + len * 5u);
}

void kb_elements_init(kb_elements *index)
{
    memset(index, 0, sizeof *index);
    for (size_t i = 0; i < ELEMENTS; i++) {
        uint8_t slot = slot_of(elements[i].name.at, elements[i].name.len);
        while (index->slots[slot]) slot++;
        index->slots[slot] = (uint8_t)(i + 1);
    }
}

const kb_element *kb_element_find(const kb_elements *index, kb_str name)
{
    char low[KB_ELEMENT_NAME_MAX];
    if (name.len == 0 || name.len > sizeof low) return NULL;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        low[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    for (uint8_t slot = slot_of(low, name.len); index->slots[slot]; slot++) {
        const kb_element *row = &elements[index->slots[slot] - 1];
        if (row->name.len == name.len && memcmp(row->name.at, low, name.len) == 0) return row;
    }
    return NULL;
}
