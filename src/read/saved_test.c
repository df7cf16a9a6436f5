/* A page and its forms as programs save them are read alike. */
#include "read/mhtml.h"
#include "read/read_test.h"
#include "read/saved.h"

#define URL "https://post.example/news/marlow-bridge?id=7&x=1"
#define T1 "The bridge over Marlow Bay – the “old span” – reopened on Tuesday after nine weeks of repairs."
#define T2 "'We can go to work again,' said Tom Hale, who drives a bus between the two towns every morning."
#define T3 "Trucks must wait until April, the office added in a statement that was sent to the local papers."
#define T4 "Nine people were hurt when the old span gave way in January, and three of them are still in hospital."
#define TEXT T1 "\n" T2 "\n" T3 "\n" T4
#define TITLE "<title>Marlow bridge reopens - Island Post</title>"
#define BODY(item)                                                                                                   \
    "<header class=top><nav><ul><li><a href='/'>Home</a><li><a href='/sport'>Sport</a></ul></nav></header><article>" \
    "<h1>Marlow bridge reopens</h1><div class=" item "><p>" T1 "</p><p>" T2 "</p><aside class=related><a href='/f'>" \
    "Ferry prices rise</a></aside><p>" T3 "</p><p>" T4 "</p></div></article><footer><p>All rights reserved.</footer>"
#define PAGE "<meta charset=utf-8>" TITLE "</head><body>" BODY("article-body") "</body></html>"

/* The page quoted-printable, its lines cut short; marks of two and three bytes are cut anywhere. */
static void quote(kb_buf *out, kb_str s)
{
    size_t column = 0;
    for (size_t i = 0; i < s.len; i++) {
        uint8_t c = (uint8_t)s.at[i];
        if (c == '=' || c >= 0x7F)
            kb_buf_print(out, "=%02X", c);
        else
            kb_buf_add_char(out, (char)c);
        column += c == '=' || c >= 0x7F ? 3 : 1;
        if (column < 72) continue;
        kb_buf_add_c(out, "=\r\n");
        column = 0;
    }
}

static void add_base64(kb_buf *out, kb_str s)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < s.len; i += 3) {
        uint32_t bits = 0;
        for (size_t k = i; k < i + 3; k++) bits = bits << 8 | (k < s.len ? (uint8_t)s.at[k] : 0);
        for (size_t k = 0; k < 4; k++) kb_buf_add_char(out, i + k <= s.len ? digits[bits >> (18 - 6 * k) & 63] : '=');
        if (i % 57 == 54) kb_buf_add_c(out, "\r\n");
    }
}

#define PART "------MultipartBoundary--abc----"

/* As Chromium saves it: the page, a frame, a picture. */
static void add_mhtml(kb_buf *out, bool quoted)
{
    kb_buf_print(out,
                 "From: <Saved by Blink>\r\nSnapshot-Content-Location: " URL "\r\nSubject: Marlow bridge\r\n"
                 "Date: Tue, 4 Mar 2025 20:05:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
                 "\ttype=\"text/html\";\r\n\tboundary=\"----MultipartBoundary--abc----\"\r\n\r\n\r\n" PART
                 "\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: %s\r\n"
                 "Content-Location: " URL "\r\n\r\n",
                 quoted ? "quoted-printable" : "base64");
    if (quoted)
        quote(out, KB_STR("<!DOCTYPE html><html lang=en><head>" PAGE));
    else
        add_base64(out, KB_STR("<!DOCTYPE html><html lang=en><head>" PAGE));
    kb_buf_add_c(out, "\r\n" PART "\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                      "<p>A frame =\r\nwith words of its own, which nobody wants to read here.\r\n" PART
                      "\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n" PART
                      "--\r\n");
}

static void check_page(read_test *t, size_t row, kb_str bytes, const char *url)
{
    read_test_read(t, bytes);
    if (t->count == 0) fail_msg("row %zu: %s", row, t->problems[0]);
    KB_ROW_STR(row, t->docs[0]->text, KB_STR(TEXT));
    KB_ROW_STR(row, t->docs[0]->title, KB_STR("Marlow bridge reopens"));
    KB_ROW_STR(row, t->docs[0]->url, kb_str_of(url));
}

static void test_a_page_and_its_saved_forms_are_read_alike(void **state)
{
    static const struct {
        const char *html, *url;
    } rows[] = {
        { "<!doctype html><html lang=en><head>" PAGE, "" },
        /* Chromium, "complete" */
        { "<!DOCTYPE html>\n<!-- saved from url=(0048)" URL
          " -->\n<html lang=en><head><meta http-equiv=\"Content-Type\" "
          "content=\"text/html; charset=UTF-8\">" PAGE,
          URL },
        /* SingleFile: hidden elements are emptied and named */
        { "<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: " URL
          " \n saved date: Tue Mar 04 2025 "
          "20:05:00 GMT+0800\n--><meta charset=utf-8>\n" TITLE
          "<style>:root{--sf-img-1:url(\"data:image/png;base64,\")}"
          "</style><link rel=canonical href=" URL
          "><body>" BODY("article-body") "<div class='overlay sf-hidden'></div>",
          URL },
        /* its parts in shadow trees */
        { "<!DOCTYPE html><html lang=en><head>" TITLE
          "<body><news-page><template shadowrootmode=open>" BODY("article-body") "</template></news-page>",
          "" },
        { "<!DOCTYPE html><html lang=en data-scrapbook-source=\"" URL "\"><head>" PAGE, URL },
        { "<!-- Saved from " URL " at 2025-03-04T20:05:00Z using a program --><!DOCTYPE html><html lang=en><head>" PAGE,
          URL },
        /* a browser's view for reading */
        { "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Marlow bridge reopens</title></head><body>"
          "<div class=container><div class='header reader-header'><a class='domain reader-domain' href='" URL
          "'>post.example</a><h1 class=reader-title>Marlow bridge reopens</h1><div class='credits reader-credits'>Ana "
          "Reyes</div><div class=meta-data><div class=reader-estimated-time>2 minutes</div></div></div><hr>"
          "<div class=content><div class=moz-reader-content><div id=readability-page-1 class=page><p>" T1 "</p><p>" T2
          "</p><p>" T3 "</p><p>" T4 "</p></div></div></div></div>",
          "" },
        /* for printing */
        { "<!DOCTYPE html><html lang=en><head>" TITLE
          "</head><body onload='print()'><p><a href='/'>Island Post</a></p><h1>"
          "Marlow bridge reopens</h1><p>" T1 "<p>" T2 "<p>" T3 "<p>" T4 "<hr><p><small>" URL "</small></p>",
          "" },
        /* AMP */
        { "<!doctype html><html \xE2\x9A\xA1 lang=en><head>" TITLE
          "<style amp-custom>p{}</style></head><body><amp-sidebar "
          "layout=nodisplay><ul><li>All the news of the bay, day by day, from six in the "
          "morning.</li></ul></amp-sidebar>"
          "<article><h1>Marlow bridge reopens</h1><p>" T1
          "</p><amp-ad type=x><div fallback>An advertisement could not be "
          "shown here.</div></amp-ad><p>" T2
          "</p><amp-list src=x><div>More of this: the ferry sails again in May.</div>"
          "</amp-list><p>" T3 "</p><p>" T4
          "</p></article><amp-consent><p>We and our partners keep data on your device and "
          "read it, in order to show you what others pay for.</p></amp-consent>",
          "" },
    };
    read_test t = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) check_page(&t, i, kb_str_of(rows[i].html), rows[i].url);
    for (size_t i = 0; i < 2; i++) {
        kb_buf saved = { 0 };
        add_mhtml(&saved, i == 0);
        check_page(&t, 100 + i, kb_buf_str(&saved), URL);
        kb_buf_clear(&saved);
    }
    read_test_close(&t);
}

static void test_words_that_are_shown_without_scripts_are_a_rescue(void **state)
{
    static const struct {
        const char *html, *text;
    } rows[] = {
        { "<title>x</title><body><div id=app></div><noscript>"
          "<article><p>" T1 "</p><p>" T2 "</p><p>" T3 "</p><p>" T4 "</p><p>" T1 " " T2 "</p></article>"
          "</noscript>",
          TEXT "\n" T1 " " T2 },
        { "<title>x</title><body><div id=app></div><template id=t>"
          "<article><p>" T1 "</p><p>" T2 "</p><p>" T3 "</p><p>" T4 "</p><p>" T1 " " T2 "</p></article>"
          "</template>",
          TEXT "\n" T1 " " T2 },
        { "<title>x</title><body><div id=app></div><noscript>" T1 " " T2 "</noscript>", NULL },
        { "<title>x</title><body><noscript><p>" T1 "</p></noscript>" BODY("article-body"), TEXT },
    };
    read_test t = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        read_test_read(&t, kb_str_of(rows[i].html));
        if (t.count == 0 && rows[i].text) fail_msg("row %zu: %s", i, t.problems[0]);
        KB_ROW_INT(i, t.count, rows[i].text != NULL);
        if (rows[i].text) KB_ROW_STR(i, t.docs[0]->text, kb_str_of(rows[i].text));
    }
    read_test_close(&t);
}

static void test_a_message_is_cut_into_its_parts(void **state)
{
#define MAIL "MIME-Version: 1.0\nContent-Type: "
    static const struct {
        const char *message, *page, *url, *charset;
    } rows[] = {
        { MAIL "text/html; charset=iso-8859-2\n\n<p>a", "<p>a", "", "iso-8859-2" },
        { MAIL
          "multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative; boundary=\"b c\"\n\n--b c\n"
          "Content-Type: text/plain\n\na\n--b c\nContent-Type: text/html; charset=\"utf-8\"\nContent-Location: " URL
          "\nContent-Transfer-Encoding: 8bit\n\n<p>b\n--b c--\n--b--\n",
          "<p>b\n", URL, "utf-8" },
        { MAIL "multipart/related; boundary=b\n\nnot read\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: "
               "Quoted-Printable\n\n=3Cp=3e=\na=zz=\n--b--",
          "<p>a=zz", "", "" },
        { "Content-Location: http://post.example/\xFC\n" MAIL "text/html\n\n<p>a", "<p>a", "", "" },
        { MAIL "multipart/related; boundary=b\n\n--b\nContent-Type: text/plain\n\na\n--b--", NULL, "", "" },
        { MAIL "multipart/related\n\n--b\nContent-Type: text/html\n\n<p>a", NULL, "", "" },
        { MAIL "multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>it ends within",
          "<p>it ends within", "", "" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_mhtml found;
        kb_err err = { 0 };
        bool whole = kb_mhtml_find(kb_str_of(rows[i].message), &found, &err) == KB_OK;
        KB_ROW_INT(i, whole, rows[i].page != NULL);
        if (whole) KB_ROW_STR(i, found.bytes, kb_str_of(rows[i].page));
        KB_ROW_STR(i, found.url, kb_str_of(rows[i].url));
        KB_ROW_STR(i, found.charset, kb_str_of(rows[i].charset));
        if (!whole) assert_string_equal(err.text, "a message without a page in it");
        kb_buf_clear(&found.buf);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_page_and_its_saved_forms_are_read_alike),
        cmocka_unit_test(test_words_that_are_shown_without_scripts_are_a_rescue),
        cmocka_unit_test(test_a_message_is_cut_into_its_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
