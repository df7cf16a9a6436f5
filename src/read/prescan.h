/* read/prescan.h - the encoding that a page or an XML document declares in its own first bytes. */
#ifndef KB_READ_PRESCAN_H
#define KB_READ_PRESCAN_H

#include "text/charset.h"

#define KB_PRESCAN_BYTES ((size_t)4096) /* the standard asks for 1024; pages put more before their meta */

/* "Prescan a byte stream to determine its encoding" (WHATWG HTML 13.2.3.2): meta charset, meta http-equiv. UTF-16 said
 * here is UTF-8, as the standard has it, since the bytes that said it were ASCII. KB_CHARSET_NONE: nothing said. */
kb_charset kb_prescan_html(kb_str bytes);

/* encoding="..." of an XML declaration at the beginning ("get an XML encoding", the same place). */
kb_charset kb_prescan_xml(kb_str bytes);

/* "Extract a character encoding from a meta element" (WHATWG HTML 2.4.4): what stands behind "charset=", quotes taken
 * off; empty: none. */
kb_str kb_prescan_content(kb_str content);

#endif
