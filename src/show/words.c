#include "show/words.h"

#include <stddef.h>
#include <string.h>

const kb_ui_word kb_ui_words[] = {
    /* help and usage */
    { "kabar lays the accounts of one event side by side.",
      "kabar menyandingkan berbagai laporan tentang satu peristiwa." },
    { "usage: kabar COMMAND [OPTION...] [FILE...]", "pemakaian: kabar PERINTAH [OPSI...] [BERKAS...]" },
    { "usage: kabar %s %s\n", "pemakaian: kabar %s %s\n" },
    { "usage: kabar %s %s\nTry 'kabar help %s'.\n", "pemakaian: kabar %s %s\nLihat 'kabar help %s'.\n" },
    { "Try 'kabar help'.\n", "Lihat 'kabar help'.\n" },
    { "Try 'kabar help COMMAND' for its options.", "'kabar help PERINTAH' menampilkan opsinya." },
    { "A FILE is text, HTML, JSON lines, a folder of these, or - for standard input.",
      "FILE adalah teks, HTML, baris JSON, folder berisi itu, atau - untuk masukan standar." },
    { "Options:", "Opsi:" },
    { "Options of all commands:", "Opsi semua perintah:" },
    { "documents as JSON lines", "dokumen sebagai baris JSON" },
    { "who said what; figures, dates and names", "siapa berkata apa; angka, tanggal, dan nama" },
    { "the accounts of one event side by side", "berbagai laporan tentang satu peristiwa, bersanding" },
    { "this, or help on a command", "ini, atau bantuan tentang satu perintah" },
    { "read articles and store them", "membaca dan menyimpan artikel" },
    { "list stories, newest first", "daftar peristiwa, yang terbaru dahulu" },
    { "a story with its comparison", "satu peristiwa dengan perbandingannya" },
    { "a document as it is stored", "dokumen sebagaimana tersimpan" },
    { "search the full text", "mencari dalam teks lengkap" },
    { "counts of what the desk holds", "jumlah isi meja" },
    { "check the integrity of the desk", "memeriksa keutuhan meja" },
    { "JSON instead of text (docs/json.md)", "JSON alih-alih teks (docs/json.md)" },
    { "one self-contained HTML page instead of text", "satu halaman HTML utuh alih-alih teks" },
    { "bytes or codepoints: what spans in JSON count", "bytes atau codepoints: satuan rentang dalam JSON" },
    { "say why: which rule, what matched", "sebutkan alasan: aturan mana, apa yang cocok" },
    { "print where the words stand (report:begin-end)", "tampilkan letak kata (laporan:awal-akhir)" },
    { "leave nothing out of long lists", "tampilkan daftar panjang seluruhnya" },
    { "columns to fill; else those of the terminal", "lebar dalam kolom; bawaan: lebar terminal" },
    { "auto, always or never", "auto, always, atau never" },
    { "no pager for long answers", "tanpa penampil halaman untuk jawaban panjang" },
    { "language of the documents; else it is recognised", "bahasa dokumen; bawaan: dikenali sendiri" },
    { "day of documents that state none", "hari bagi dokumen yang tidak menyebutnya" },
    { "what stands for the clock", "waktu pengganti jam" },
    { "the desk; else $KABAR_DESK, else in the data folder", "berkas meja; bawaan: $KABAR_DESK atau folder data" },
    { "help on the command", "bantuan tentang perintah" },
    { "the reports of a story of the desk", "laporan dari satu peristiwa di meja" },
    { "unknown option '%s'; did you mean '%s'?", "opsi '%s' tidak dikenal; maksudnya '%s'?" },
    { "unknown option '%s'", "opsi '%s' tidak dikenal" },
    { "unknown command '%s'; did you mean '%s'?", "perintah '%s' tidak dikenal; maksudnya '%s'?" },
    { "unknown command '%s'", "perintah '%s' tidak dikenal" },
    { "%s: '%s' is no number", "%s: '%s' bukan angka" },
    { "%s takes no value", "%s tidak memakai nilai" },
    { "%s needs a value: %s", "%s memerlukan nilai: %s" },
    { "--width: '%s' is no number from %d to %d", "--width: '%s' bukan angka dari %d sampai %d" },
    { "--color: '%s' is none of auto, always, never", "--color: '%s' bukan auto, always, atau never" },
    { "--now: '%s' is no time like 2025-03-04T09:10:00Z", "--now: '%s' bukan waktu seperti 2025-03-04T09:10:00Z" },
    { "--offsets: '%s' is neither bytes nor codepoints", "--offsets: '%s' bukan bytes atau codepoints" },
    { "--json or --html, not both", "--json atau --html, tidak keduanya" },
    { "'%s' stands before the command; options stand behind it",
      "'%s' di depan perintah; opsi ditulis di belakangnya" },
    { "no FILE given; '-' is standard input", "FILE tidak disebut; '-' adalah masukan standar" },
    { "claims has no --html; compare has", "claims tidak punya --html; compare punya" },
    { "FILEs or --story, not both", "FILE atau --story, tidak keduanya" },
    { "no place for the desk: set --desk or $KABAR_DESK",
      "tempat meja tidak diketahui: pakai --desk atau $KABAR_DESK" },
    { NULL, NULL },
};

const char *kb_word_ui(const char *ui, const char *english)
{
    if (!ui || strcmp(ui, "id") != 0) return english;
    for (const kb_ui_word *w = kb_ui_words; w->english; w++)
        if (strcmp(w->english, english) == 0) return w->indonesian;
    return english;
}
