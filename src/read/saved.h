/* read/saved.h - where a page was saved from, as browsers and their like write it into the page: "saved from url=(0042)
 * https://..." (Chromium, Edge), SingleFile, monolith, WebScrapBook. */
#ifndef KB_READ_SAVED_H
#define KB_READ_SAVED_H

#include "base/str.h"

/* A view of `html`'s first 8 KiB that is a web address; empty where there is none. */
kb_str kb_saved_url(kb_str html);

#endif
