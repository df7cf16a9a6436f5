/* read/prescan.h - the encoding that a page or an XML document declares in its own first bytes. */
#ifndef KB_READ_PRESCAN_H
#define KB_READ_PRESCAN_H

#include "text/charset.h"

#define KB_PRESCAN_BYTES ((size_t)1024)        /* what the standard's algorithm looks at */
#define KB_PRESCAN_LATER ((size_t)1024 * 1024) /* and how far a later meta is looked for */

/* "Prescan a byte stream to determine its encoding" (WHATWG HTML 13.2.3.2): meta charset, meta http-equiv. UTF-16 said
 * here is UTF-8, as the standard has it, since the bytes that said it were ASCII. Behind KB_PRESCAN_BYTES a meta counts
 * where a browser's parser would see one (13.2.3.5): not within script, style and the like. KB_CHARSET_NONE: nothing
 * said. */
kb_charset kb_prescan_html(kb_str bytes);

/* encoding="..." of an XML declaration at the beginning ("get an XML encoding", the same place). */
kb_charset kb_prescan_xml(kb_str bytes);

/* "Extract a character encoding from a meta element" (WHATWG HTML 2.4.4): what stands behind "charset=", quotes taken
 * off; empty: none. */
kb_str kb_prescan_content(kb_str content);

#endif
