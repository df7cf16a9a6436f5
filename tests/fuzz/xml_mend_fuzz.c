/* XML of any bytes mended: what comes out is well-formed for a parser that forgives nothing. */
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>

#include "read/xml_mend.h"
#include "text/charset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const roots[] = { "rss", "feed", "rdf", "channel", NULL };

static void ignore(void *user, const char *format, ...)
{
    (void)user;
    (void)format;
}

/* Namespaces that are declared nowhere are no fault here: the reader passes them over. */
static bool is_well_formed(kb_str xml)
{
    xmlSetGenericErrorFunc(NULL, ignore);
    xmlParserCtxtPtr parser = xmlCreateMemoryParserCtxt(xml.at, (int)xml.len);
    if (!parser) return true;
    (void)xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE);
    (void)xmlParseDocument(parser);
    bool well = parser->wellFormed != 0;
#ifdef KB_FUZZ_TELL
    const xmlError *e = xmlCtxtGetLastError(parser);
    if (!well && e) fprintf(stderr, "%s\n%.*s\n", e->message, KB_STR_ARGS(xml));
#endif
    xmlFreeDoc(parser->myDoc);
    xmlFreeParserCtxt(parser);
    return well;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kb_arena *arena = kb_arena_new((size_t)64 << 20);
    kb_str bytes = { size ? (const char *)data : "", size }, text;
    kb_xml_mended mended;
    kb_buf out = { 0 };
    size_t replaced;
    if (arena && kb_charset_decode(bytes, KB_CHARSET_UTF_8, arena, &text, &replaced, NULL) == KB_OK &&
        kb_xml_mend(text, roots, arena, &out, &mended, NULL) == KB_OK && out.len) {
        if (kb_utf8_valid(kb_buf_str(&out)) != out.len || !is_well_formed(kb_buf_str(&out))) abort();
        for (size_t i = 0; i < mended.count; i++)
            if (mended.places[i] > text.len) abort();
    }
    kb_buf_clear(&out);
    kb_arena_free(arena);
    return 0;
}
