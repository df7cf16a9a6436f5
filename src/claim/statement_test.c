#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "claim/claims.h"

/* What is found is written as: type stance [content][content] <source> speaker & speaker @carrier >addressee flags;
 * remarks as: denial|silence [remark] speaker {claim}. One line each. */
typedef struct {
    const char *lang, *text, *found, *why;
} row;

static const row directs[] = {
    { "en", "\"We are ready,\" said Rana Sutan.", "direct say [\"We are ready,\"] <Rana Sutan> Rana Sutan\n",
      "speaker behind its verb" },
    { "en", "Rana Sutan said: \"We are ready.\"", "direct say [\"We are ready.\"] <Rana Sutan> Rana Sutan\n",
      "speaker first" },
    { "en", "\"We are ready,\" Rana Sutan, the mayor of Lower Brinley, said. \"We will not wait.\"",
      "direct say [\"We are ready,\"][\"We will not wait.\"] <Rana Sutan> Rana Sutan\n",
      "apposition; speech that goes on" },
    { "en", "Rana Sutan spoke to the crowd. \"Are we ready?\" she asked.",
      "direct ask [\"Are we ready?\"] <she> Rana Sutan\n", "a question mark ends no statement; she" },
    { "en", "\"We are ready,\" Rana Sutan said.\n\n\"We will not wait.\"",
      "direct say [\"We are ready,\"] <Rana Sutan> Rana Sutan\ndirect say [\"We will not wait.\"] <Rana Sutan> Rana "
      "Sutan goes-on\n",
      "the next paragraph, without a cue" },
    { "en", "\"The market calls it 'a flight to the hills,' \" Rana Sutan said.",
      "direct say [\"The market calls it 'a flight to the hills,' \"] <Rana Sutan> Rana Sutan\n",
      "a quote at the end of the quote" },
    { "en", "At least ten people died on the hill, Rana Sutan said.",
      "indirect say [At least ten people died on the hill] <Rana Sutan> Rana Sutan\n", "a hedge is no adverbial" },
    { "en", "In May prices rose sharply in the hills, Rana Sutan said on Monday.",
      "indirect say [In May prices rose sharply in the hills] <Rana Sutan> Rana Sutan\n",
      "nothing behind the cue could be told" },
    { "en", "On the first Monday of May, Rana Sutan said the bridge would fall.",
      "indirect say [the bridge would fall] <Rana Sutan> Rana Sutan\n", "an adverbial tells nothing" },
    { "en", "Asked what comes next, Rana Sutan replied: \"We are ready.\"",
      "direct say [\"We are ready.\"] <Rana Sutan> Rana Sutan\n", "the cue that leads to the quote" },
    { "en", "Rana Sutan promised work: \"We are ready,\" she said.",
      "indirect promise [work] <Rana Sutan> Rana Sutan\ndirect say [\"We are ready,\"] <she> Rana Sutan\n",
      "the cue right behind the quote" },
    { "en", "Here in Brinley, Rana Sutan raised her voice, saying, \"We are ready.\"",
      "direct say [\"We are ready.\"] <Rana Sutan> Rana Sutan\n", "the subject of a participle" },
    { "en", "\"We are ready,\" an angry Rana Sutan hollowed. \"We will not wait.\"",
      "direct say [\"We are ready,\"][\"We will not wait.\"] <an angry Rana Sutan> Rana Sutan\n", "a verb in no list" },
    { "en", "It did not surprise the pollster Rana Sutan: \"We are ready.\"",
      "direct say [\"We are ready.\"] <the pollster Rana Sutan> Rana Sutan\n", "a colon is enough" },
    { "en", "The door opened.\n\n\"We are ready.\"\n\n- Rana Sutan, the mayor.",
      "direct say [\"We are ready.\"] <Rana Sutan> Rana Sutan\n", "signed below" },
    { "en",
      "Rana Sutan met Doli Harun. In Brinley, Sutan was late and Harun early.\n\nSUTAN: We are ready. He said "
      "so.\n\n\"HARUN: So are we.",
      "direct say [We are ready. He said so.] <SUTAN> Rana Sutan\ndirect say [So are we.] <HARUN> Doli Harun\n",
      "a transcript, with marks and without" },
    { "en", "\"We are ready,\" said a man who denied the charge. \"We will not wait.\"",
      "direct say [\"We are ready,\"][\"We will not wait.\"] <a man> man\nindirect deny [the charge] <who> man\n"
      "denial [who denied the charge] man\n",
      "what goes on is the speech, not the denial" },
    { "en", "The crowd waited for Mayor Doli Harun, who said: \"We are ready.\"",
      "direct say [\"We are ready.\"] <who> Doli Harun\n", "a relative pronoun stands for the name before it" },
    { "en", "Rana Sutan, who opposes the bridge, told reporters: \"We are ready.\"",
      "indirect criticise [the bridge] <who> Rana Sutan\ndirect say [\"We are ready.\"] <Rana Sutan> Rana Sutan "
      ">reporters\n",
      "a relative clause between subject and verb" },
    { "en", "\"We are ready,\" the statement read.", "direct say [\"We are ready,\"] <the statement> statement\n",
      "what speaks in writing" },
    { "en", "In her appearance on \"Good Evening Norland,\" Rana Sutan said the bridge was safe.",
      "indirect say [the bridge was safe] <Rana Sutan> Rana Sutan\n", "the title of a show is no speech" },
    { "en", "The team sang its \"anthem\" at the gate.", "", "words set apart" },
    { "en", "Rana Sutan, the host of \"Good Evening,\" said the bridge was safe.",
      "indirect say [the bridge was safe] <Rana Sutan> Rana Sutan\n", "a title inside an apposition" },
    { "en", "Rana Sutan told NTV's \"Good Evening\" that the bridge was safe.",
      "indirect say [that the bridge was safe] <Rana Sutan> Rana Sutan @NTV\n", "a title behind the hearer" },
    { "en", "\"Bridges of Brinley Close,\" by Rana Sutan, won the prize.", "", "a title and who wrote it" },
    { "en", "The desk asked its readers.\n\n\"We are ready.\" \u2015 Rana Sutan",
      "direct say [\"We are ready.\"] <Rana Sutan> Rana Sutan\n", "signed at its end" },
    { "en", "In one tweet, Rana Sutan said: \"We are ready.\"",
      "direct say [\"We are ready.\"] <Rana Sutan> Rana Sutan\n", "a noun behind a number" },
    { "en", "They saw footage of Rana Sutan saying, \"We are ready.\"",
      "direct say [\"We are ready.\"] <Rana Sutan> Rana Sutan\n", "who stands right before the participle" },
    { "en", "He met Rana Sutan. She did not wait. \"We are ready.\"",
      "direct say [\"We are ready.\"] <She> Rana Sutan\n", "told by nobody but the sentence before" },
    { "id", "\"Kami siap,\" kata Rana Sutan di Brinley.", "direct say [\"Kami siap,\"] <Rana Sutan> Rana Sutan\n",
      "kata X" },
    { "id", "Rana Sutan tiba kemarin. \"Kami siap,\" ujarnya.", "direct say [\"Kami siap,\"] <nya> Rana Sutan\n",
      "the clitic" },
    { "id", "”Kami siap,” kata Rana Sutan. ”Kami sigap,” lanjut dia.",
      "direct say [”Kami siap,”] <Rana Sutan> Rana Sutan\ndirect say [”Kami sigap,”] <dia> Rana Sutan\n",
      "the pronoun" },
    { "id", "\"Kami siap,\" Rana Sutan, lurah Brinley, mengatakan kepada wartawan.",
      "direct say [\"Kami siap,\"] <Rana Sutan> Rana Sutan >wartawan\n", "an addressee" },
};

static const row indirects[] = {
    { "en", "Rana Sutan said that the bridge would open in May.",
      "indirect say [that the bridge would open in May] <Rana Sutan> Rana Sutan\n",
      "the complementizer belongs to it" },
    { "en", "The bridge will open in May, Rana Sutan said.",
      "indirect say [The bridge will open in May] <Rana Sutan> Rana Sutan\n", "told before" },
    { "en", "According to Rana Sutan, the bridge is safe.",
      "indirect say [the bridge is safe] <Rana Sutan> Rana Sutan\n", "a frame" },
    { "en", "Rana Sutan said the bridge was \"as good as new\".",
      "mixed say [the bridge was \"as good as new\"] <Rana Sutan> Rana Sutan\n", "mixed" },
    { "en", "The mayor, Rana Sutan, is expected to announce a new bridge.",
      "indirect estimate [Rana Sutan][to announce a new bridge]  hearsay\n"
      "indirect announce [a new bridge] <Rana Sutan> Rana Sutan hearsay\n",
      "nobody says it yet" },
    { "en", "Rana Sutan is confident that the bridge is safe.",
      "indirect think [that the bridge is safe] <Rana Sutan> Rana Sutan\n", "a state of mind" },
    { "en", "On Monday, in front of the crowd, Rana Sutan told voters on the bridge that it was safe.",
      "indirect say [that it was safe] <Rana Sutan> Rana Sutan >voters\n", "what stands before is when and where" },
    { "en", "BRINLEY (NNA) - The bridge is safe, Rana Sutan said.",
      "indirect say [The bridge is safe] <Rana Sutan> Rana Sutan\n", "a dateline is no part of it" },
    { "en", "Rana Sutan, writing for the council, said the bridge was safe.",
      "indirect say [the bridge was safe] <Rana Sutan> Rana Sutan\n", "a participle between commas" },
    { "en", "Rana Sutan threatened Monday to close the bridge.",
      "indirect promise [to close the bridge] <Rana Sutan> Rana Sutan\n", "a day of one word behind the cue" },
    { "en", "Rana Sutan praised the crew on Monday.", "indirect praise [the crew] <Rana Sutan> Rana Sutan\n",
      "when it was said is no part of the object" },
    { "en", "\"It is safe\" in storms, Rana Sutan said. \"We have tried it.\"",
      "mixed say [\"It is safe\" in storms][\"We have tried it.\"] <Rana Sutan> Rana Sutan\n",
      "speech goes on behind a mixed statement" },
    { "en", "Rana Sutan did not say that the bridge was safe.",
      "indirect say [that the bridge was safe] <Rana Sutan> Rana Sutan negated\n", "negation" },
    { "en", "Rana Sutan reportedly said that the bridge was safe.",
      "indirect say [that the bridge was safe] <Rana Sutan> Rana Sutan hearsay\n", "not at first hand" },
    { "en", "The mayor's office released the state of the bridge.", "", "a noun is no cue" },
    { "en", "Tsunami feared in Brinley: agency\n\nThe harbour was empty.",
      "indirect say [Tsunami feared in Brinley] <agency> agency\n", "who tells it stands last in a headline" },
    { "en", "Rana Sutan Says Harbour Bridge Will Open.\n\nThe harbour was empty.",
      "indirect say [Harbour Bridge Will Open] <Rana Sutan> Rana Sutan\n", "a headline with capitals and a stop" },
    { "en", "Praising the plan, Rana Sutan said it was safe.",
      "indirect praise [the plan] <Rana Sutan> Rana Sutan\nindirect say [it was safe] <Rana Sutan> Rana Sutan\n",
      "a participle before its subject" },
    { "en", "About 40 fishers have said that they will sail.",
      "indirect say [that they will sail] <About 40 fishers> About 40 fishers\n", "a number and its hedge" },
    { "en", "Another said that it was safe.", "indirect say [that it was safe] <Another> Another\n", "another" },
    { "en", "The polls show that it is safe.", "indirect show [that it is safe] <The polls> polls\n",
      "a plural before a verb that may be a noun" },
    { "en", "The gate had a sign that said the bridge was safe.", "indirect say [the bridge was safe] <that> sign\n",
      "that stands for the noun before it" },
    { "id", "Sebuah pesan berantai menyebut jembatan itu runtuh.",
      "indirect say [jembatan itu runtuh] <Sebuah pesan berantai> Sebuah pesan berantai\n",
      "a rumour's noun holds no cue" },
    { "en", "The speech was carried by the state news agency NNA. Rana Sutan said the bridge was safe.",
      "indirect say [the bridge was safe] <Rana Sutan> Rana Sutan @NNA\n", "a carrier named before" },
    { "en", "Rana Sutan said it was safe, NNA reported. The gate was open. She said it would stay.",
      "indirect say [it was safe] <Rana Sutan> Rana Sutan @NNA\nindirect say [it would stay] <She> Rana Sutan @NNA\n",
      "and two sentences on" },
    { "id", "RUPS Bank Hulu memutuskan dividen naik. RUPS itu mengumumkan dividen naik.",
      "indirect announce [dividen naik] <RUPS itu> RUPS\n", "a meeting is no carrier" },
    { "id", "Rana Sutan mengatakan bahwa jembatan itu dibuka bulan Mei.",
      "indirect say [jembatan itu dibuka bulan Mei] <Rana Sutan> Rana Sutan\n", "bahwa stands outside" },
    { "id", "Menurut Rana Sutan, jembatan itu aman.", "indirect say [jembatan itu aman] <Rana Sutan> Rana Sutan\n",
      "menurut" },
    { "id", "Menurut Norlandia dan Sudlandia, jembatan itu aman.",
      "indirect say [jembatan itu aman] <Norlandia dan Sudlandia> Norlandia & Sudlandia\n", "two speakers" },
    { "id", "Rana Sutan mengatakan jembatan itu aman dan menyebut kapal boleh lewat.",
      "indirect say [jembatan itu aman] <Rana Sutan> Rana Sutan\nindirect say [kapal boleh lewat] <Rana Sutan> Rana "
      "Sutan\n",
      "a second predicate" },
    { "id", "Rana Sutan memuji \"keteguhan\" warga, kantor berita Warta melaporkan.",
      "mixed praise [\"keteguhan\" warga] <Rana Sutan> Rana Sutan @Warta\n", "who reports at the end carries it" },
    { "id", "Rana Sutan secara terbuka mengatakan bahwa jembatan itu aman.",
      "indirect say [jembatan itu aman] <Rana Sutan> Rana Sutan\n", "an adverb of two words between subject and verb" },
    { "id",
      "Doli Harun mengatakan ombak tinggi.\n\"Kami tetap di sini. Itu janji.\n\"Kapal datang besok,\" kata Rana Sutan.",
      "indirect say [ombak tinggi] <Doli Harun> Doli Harun\n"
      "direct say [\"Kami tetap di sini. Itu janji.] <Rana Sutan> Rana Sutan goes-on\n"
      "direct say [\"Kapal datang besok,\"] <Rana Sutan> Rana Sutan\n",
      "a quote over paragraphs is told at its end, and is whole" },
    { "id", "Seorang nelayan mengatakan ombak tinggi.",
      "indirect say [ombak tinggi] <Seorang nelayan> Seorang nelayan\n", "no name: as printed" },
};

static const row tongues[] = {
    { "de", "Am Montag sagte die Ministerin Anna Lind: \"Wir sind bereit.\"",
      "direct say [\"Wir sind bereit.\"] <die Ministerin Anna Lind> Anna Lind\n", "the subject behind the verb" },
    { "de", "Wie die Polizei am Montag mitteilte, wurde niemand verletzt.",
      "indirect say [wurde niemand verletzt] <die Polizei> Polizei\n", "an aside, its verb at its end" },
    { "de", "Die Polizei teilte am Montag in Hafenau mit, es gebe keine Verletzten.",
      "indirect say [es gebe keine Verletzten] <Die Polizei> Polizei\n", "a verb in two halves" },
    { "de", "Anna Lind hat die Kritik als \"Unsinn\" bezeichnet.",
      "mixed say [die Kritik als \"Unsinn\"] <Anna Lind> Anna Lind\n", "between auxiliary and participle" },
    { "de", "Anna Lind sagte, der Damm halte. Er sei geprüft worden.",
      "indirect say [der Damm halte] <Anna Lind> Anna Lind\n"
      "indirect say [Er sei geprüft worden] <Anna Lind> Anna Lind goes-on\n",
      "a form that tells that another says it" },
    { "de", "Die Zeitung \"Orla-Bote\" schrieb, der Damm halte.",
      "indirect say [der Damm halte] <Die Zeitung \"Orla-Bote\"> Zeitung \"Orla-Bote\" @Zeitung "
      "\"Orla-Bote\"\n",
      "a name in marks is of its noun" },
    { "de", "Anna Lind sagte der „Orla Rundschau“, der Damm halte.",
      "indirect say [der Damm halte] <Anna Lind> Anna Lind >Orla Rundschau\n", "a name in marks may be who is told" },
    { "de", "Laut „Orla Kurier“ hält der Damm.", "indirect say [hält der Damm] <„Orla Kurier“> Orla Kurier\n",
      "a name alone, in marks" },
    { "de", "Nach Angaben des Vereins „Ufer ohne Müll“ sei der Damm dicht.",
      "indirect say [sei der Damm dicht] <des Vereins „Ufer ohne Müll“> Vereins „Ufer ohne Müll“\n",
      "with small words in it" },
    { "de", "Anna Lind sprach von einer „Gefahr für den Damm“.",
      "mixed say [von einer „Gefahr für den Damm“] <Anna Lind> Anna Lind\n",
      "behind an indefinite article it is said" },
    { "de", "Der Damm am Fluss werde halten, so Anna Lind.",
      "indirect say [Der Damm am Fluss werde halten] <Anna Lind> Anna Lind\n", "so, behind words told" },
    { "de", "Der Polizei zufolge brach der Damm am 3. Mai.",
      "indirect say [brach der Damm am 3. Mai] <Der Polizei> Polizei\n", "a source before its frame; an ordinal" },
    { "es", "\"Estamos listos\", dijo la ministra Ana Lindares. \"No esperaremos\", añadió.",
      "direct say [\"Estamos listos\"] <la ministra Ana Lindares> Ana Lindares\n"
      "direct say [\"No esperaremos\"]  Ana Lindares\n",
      "a subject left out" },
    { "fr",
      "« Nous sommes prêts », a déclaré la ministre Anne Lindaire. "
      "L'eau monte, a-t-elle ajouté.",
      "direct say [« Nous sommes prêts »] <la ministre Anne Lindaire> Anne Lindaire\n"
      "indirect say [L'eau monte]  Anne Lindaire\n",
      "an inverted pronoun" },
    { "ru", "«Мы готовы», — сказала Анна Линдина. По словам Анны Линдиной, мост закрыт.",
      "direct say [«Мы готовы»] <Анна Линдина> Анна Линдина\n"
      "indirect say [мост закрыт] <Анны Линдиной> Анна Линдина\n",
      "a dash before the cue; cases of a name" },
    { "ar", "وقال المدير العام يونس برناوي: «نحن جاهزون».",
      "direct say [«نحن جاهزون»] <المدير العام يونس برناوي> يونس برناوي\n", "a joined word, no capitals" },
    { "ms", "\"Kami bersedia,\" kata Datuk Halim Sazali. Beliau berjanji akan membaiki jambatan.",
      "direct say [\"Kami bersedia,\"] <Datuk Halim Sazali> Halim Sazali\n"
      "indirect promise [akan membaiki jambatan] <Beliau> Halim Sazali\n",
      "a title; a pronoun" },
};

static const row remarks[] = {
    { "en", "The storm closed roads, not to mention the harbour.", "", "what is not to be mentioned is mentioned" },
    { "en", "Rana Sutan chose not to mention the harbour.",
      "indirect omit [the harbour] <Rana Sutan> Rana Sutan negated\n"
      "silence [Rana Sutan chose not to mention the harbour] Rana Sutan\n",
      "told as a choice" },
    { "en", "Rana Sutan said the bridge was safe. Doli Harun denied the bridge was safe.",
      "indirect say [the bridge was safe] <Rana Sutan> Rana Sutan\nindirect deny [the bridge was safe] <Doli Harun> "
      "Doli Harun\n"
      "denial [Doli Harun denied the bridge was safe] Doli Harun {the bridge was safe}\n",
      "a denial holds the claim" },
    { "en", "Rana Sutan declined to comment on the cost of the bridge.",
      "indirect decline [to comment on the cost of the bridge] <Rana Sutan> Rana Sutan\n"
      "silence [Rana Sutan declined to comment on the cost of the bridge] Rana Sutan\n",
      "declined to comment" },
    { "en", "Rana Sutan did not say why the bridge closed.",
      "indirect omit [why the bridge closed] <Rana Sutan> Rana Sutan negated\n"
      "silence [Rana Sutan did not say why the bridge closed] Rana Sutan\n",
      "what is left unsaid" },
    { "en", "Rana Sutan walked over the bridge.", "", "mere absence is no silence" },
    { "id", "Rana Sutan belum bisa dihubungi.", "silence [Rana Sutan belum bisa dihubungi] Rana Sutan\n",
      "not reached" },
    { "id", "Kabar bahwa jembatan itu runtuh tidak benar.",
      "denial [Kabar bahwa jembatan itu runtuh tidak benar]  {jembatan itu runtuh}\n", "a rumour and its denial" },
    { "id", "Lurah membagikan informasi tentang berita palsu.", "", "a name for something is no denial" },
};

static void put_list(kb_buf *buf, kb_str text, kb_spans spans, char open, char close)
{
    for (size_t i = 0; i < spans.count; i++) {
        kb_buf_add_char(buf, open);
        kb_buf_add(buf, kb_str_part(text, spans.at[i]));
        kb_buf_add_char(buf, close);
    }
}

static void put_statement(kb_buf *buf, kb_str text, const kb_statement *s)
{
    static const char *const types[] = { [KB_DIRECT] = "direct", [KB_MIXED] = "mixed", [KB_INDIRECT] = "indirect" };
    kb_buf_print(buf, "%s %s ", types[s->type], kb_stance_name(s->stance));
    put_list(buf, text, s->content, '[', ']');
    kb_buf_add_char(buf, ' ');
    put_list(buf, text, s->source, '<', '>');
    for (size_t i = 0; i < s->speakers.count; i++)
        kb_buf_print(buf, "%s%.*s", i ? " & " : " ", KB_STR_ARGS(s->speakers.at[i]));
    for (size_t i = 0; i < s->carriers.count; i++) kb_buf_print(buf, " @%.*s", KB_STR_ARGS(s->carriers.at[i]));
    if (s->addressee.len) kb_buf_print(buf, " >%.*s", KB_STR_ARGS(s->addressee));
    if (s->negated) kb_buf_add_c(buf, " negated");
    if (s->hearsay) kb_buf_add_c(buf, " hearsay");
    kb_buf_add_c(buf, s->goes_on ? " goes-on\n" : "\n");
}

static void put_claims(kb_buf *buf, kb_str text, const kb_claims *claims)
{
    for (size_t i = 0; i < claims->statements.count; i++) put_statement(buf, text, &claims->statements.at[i]);
    for (size_t i = 0; i < claims->remarks.count; i++) {
        const kb_remark *r = &claims->remarks.at[i];
        kb_buf_print(buf, "%s [%.*s] %.*s", r->silence ? "silence" : "denial",
                     KB_STR_ARGS(kb_str_part(text, r->remark)), KB_STR_ARGS(r->speaker));
        if (r->claim.count) kb_buf_add_char(buf, ' ');
        put_list(buf, text, r->claim, '{', '}');
        kb_buf_add_char(buf, '\n');
    }
}

static void check_rows(const row *rows, size_t count)
{
    kb_claim_tools tools = { 0 };
    kb_langs *langs;
    size_t failed = 0;
    assert_int_equal(kb_text_open(&tools.text, NULL), KB_OK);
    assert_int_equal(kb_langs_new(&langs, NULL), KB_OK);
    tools.langs = langs;
    for (size_t i = 0; i < count; i++) {
        kb_document *doc;
        const kb_claims *claims;
        kb_buf buf = { 0 };
        assert_int_equal(kb_document_new(1 << 24, &doc, NULL), KB_OK);
        doc->text = kb_str_of(rows[i].text);
        doc->lang = kb_str_of(rows[i].lang);
        assert_int_equal(kb_claims_find(&tools, doc, &claims, NULL), KB_OK);
        put_claims(&buf, doc->text, claims);
        if (!kb_str_is(kb_buf_str(&buf), rows[i].found)) {
            print_error("row %zu (%s): %s\n  wanted\n%s  got\n%.*s\n", i, rows[i].why, rows[i].text, rows[i].found,
                        KB_STR_ARGS(kb_buf_str(&buf)));
            failed++;
        }
        kb_buf_clear(&buf);
        kb_document_free(doc);
    }
    kb_langs_free(langs);
    kb_text_close(tools.text);
    assert_int_equal(failed, 0);
}

static void test_direct_speech_finds_its_speaker(void **state)
{
    (void)state;
    check_rows(directs, sizeof directs / sizeof *directs);
}

static void test_indirect_and_mixed_statements_find_their_words(void **state)
{
    (void)state;
    check_rows(indirects, sizeof indirects / sizeof *indirects);
}

static void test_statements_are_found_in_the_grammar_of_each_language(void **state)
{
    (void)state;
    check_rows(tongues, sizeof tongues / sizeof *tongues);
}

static void test_denials_and_silence_are_found_where_a_text_tells_them(void **state)
{
    (void)state;
    check_rows(remarks, sizeof remarks / sizeof *remarks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_direct_speech_finds_its_speaker),
        cmocka_unit_test(test_indirect_and_mixed_statements_find_their_words),
        cmocka_unit_test(test_statements_are_found_in_the_grammar_of_each_language),
        cmocka_unit_test(test_denials_and_silence_are_found_where_a_text_tells_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
