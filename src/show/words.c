#include "show/words.h"

#include <inttypes.h>
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
    { "A FILE is a page, text, PDF, a feed, JSON lines, ninjs, a web archive (WARC),\n"
      "a folder of these, an http or https address, or - for standard input.",
      "FILE adalah halaman, teks, PDF, umpan, baris JSON, ninjs, arsip web (WARC),\n"
      "folder berisi itu, alamat http atau https, atau - untuk masukan standar." },
    { "What is there already stays as it is; an article that was changed since becomes a revision. A live blog is kept to\n"
      "be found, in no story; lists, first pages, error pages and questions for consent are told and not stored.\n\n"
      "    kabar add reports/ more.jsonl",
      "Yang sudah ada tetap seperti adanya; artikel yang berubah menjadi revisi. Siaran langsung disimpan agar dapat\n"
      "dicari, tanpa peristiwa; daftar, halaman depan, galat, dan permintaan persetujuan disebut dan tidak disimpan.\n\n"
      "    kabar add laporan/ lagi.jsonl" },
    { "how long what is kept",
      "berapa lama apa disimpan" },
    { "so long stories are kept: 30, forever; of a part also auto: as all else",
      "peristiwa disimpan selama ini: 30, forever; untuk satu bagian juga auto: seperti yang lain" },
    { "the days are of articles of this outlet; --lang CODE: of this language",
      "hari berlaku untuk artikel media ini; --lang CODE: bahasa ini" },
    { "the days are of articles of this feed",
      "hari berlaku untuk artikel umpan ini" },
    { "the desk is kept this small, the oldest stories go first: 500M, 5G, none",
      "meja dijaga sekecil ini, peristiwa tertua dihapus dulu: 500M, 5G, none" },
    { "keep pages as they came, packed, beside their articles: on or off",
      "simpan halaman seperti datangnya, dimampatkan, di samping artikelnya: on atau off" },
    { "so long such pages are kept; auto: as long as their articles",
      "halaman itu disimpan selama ini; auto: selama artikelnya" },
    { "let go what is past its time; 'fetch' and 'watch' do so once an hour",
      "hapus yang lewat waktunya; 'fetch' dan 'watch' melakukannya sejam sekali" },
    { "only say what would go",
      "hanya sebutkan apa yang akan dihapus" },
    { "--outlet, --lang or --feed, one of them",
      "--outlet, --lang, atau --feed, salah satu" },
    { "feed", "umpan" },
    { "hand on the pages that the desk keeps, as a web archive", "serahkan halaman yang disimpan meja sebagai arsip web" },
    { "Pages are kept as they came once 'kabar keep --raw on' says so. Each is a response with its address, time, media type\n"
      "and digests; its body is unpacked. 'kabar read' reads the archive as any other.\n\n"
      "    kabar export --warc march.warc.gz --since 2031-03-01 --until 2031-03-31",
      "Halaman disimpan seperti datangnya sejak 'kabar keep --raw on'. Masing-masing adalah respons dengan alamat, waktu, jenis\n"
      "media, dan sidik; isinya tidak dimampatkan. 'kabar read' membaca arsip itu seperti yang lain.\n\n"
      "    kabar export --warc maret.warc.gz --since 2031-03-01 --until 2031-03-31" },
    { "the pages that the desk keeps as they came, as a web archive (WARC/1.1, gzip)",
      "halaman yang disimpan meja seperti datangnya, sebagai arsip web (WARC/1.1, gzip)" },
    { "that came on this day or later", "yang datang pada hari ini atau sesudahnya" },
    { "that came on this day or earlier", "yang datang pada hari ini atau sebelumnya" },
    { "--warc FILE is wanted", "perlu --warc FILE" },
    { "%s: %zu pages", "%s: %zu halaman" },
    { "texts", "teks" },
    { "claims", "klaim" },
    { "index", "indeks" },
    { "grouping", "pengelompokan" },
    { "copies", "salinan" },
    { "rest", "lainnya" },
    { "unused", "tidak terpakai" },
    { "kept:", "disimpan:" },
    { "for ever",
      "selamanya" },
    { "%lld day",
      "%lld hari" },
    { "%.1f MB at most",
      "paling banyak %.1f MB" },
    { "as large as it becomes",
      "sebesar jadinya" },
    { "raw pages",
      "halaman mentah" },
    { "as long as their articles",
      "selama artikelnya" },
    { "not kept",
      "tidak disimpan" },
    { "would go: %lld stories, %lld articles, %lld raw pages",
      "akan dihapus: %lld peristiwa, %lld artikel, %lld halaman mentah" },
    { "gone: %lld stories, %lld articles, %lld raw pages",
      "dihapus: %lld peristiwa, %lld artikel, %lld halaman mentah" },
    { "; %.1f MB are used",
      "; terpakai %.1f MB" },
    {
      "What is past its time goes, whole stories, once no report of them is to be kept: an article counts from when it came or\n"
      "last changed. Stories in which somebody marked or decided something, or of which an alert tells, stay. What went may come\n"
      "back when it is added again; a feed that still lists it does not bring it back.\n"
      "\n"
      "    kabar keep                                   the rules\n"
      "    kabar keep --days 30 --size 5G\n"
      "    kabar keep --days forever --outlet 'Suara Timur'\n"
      "    kabar keep --raw on --raw-days 7             pages as they came, for archives\n"
      "    kabar keep --dry-run",
      "Yang lewat waktunya dihapus, sebagai peristiwa utuh, bila tidak satu pun laporannya harus disimpan lagi: umur artikel\n"
      "dihitung sejak datang atau terakhir berubah. Peristiwa yang ditandai atau diatur seseorang, atau yang diikuti peringatan,\n"
      "tetap ada. Yang dihapus dapat kembali bila ditambahkan lagi; umpan yang masih memuatnya tidak mengembalikannya.\n"
      "\n"
      "    kabar keep                                   aturannya\n"
      "    kabar keep --days 30 --size 5G\n"
      "    kabar keep --days forever --outlet 'Suara Timur'\n"
      "    kabar keep --raw on --raw-days 7             halaman seperti datangnya, untuk arsip\n"
      "    kabar keep --dry-run" },
    { "which reports are of one event", "laporan mana tentang satu peristiwa yang sama" },
    { "take the documents in the order of their dates", "mengambil dokumen menurut urutan tanggalnya" },
    { "fine: a running story is split by its events; coarse: it stays together",
      "fine: berita berjalan dipecah menurut peristiwanya; coarse: tetap satu" },
    { "print what was measured of each pair of reports", "menampilkan hasil ukur setiap pasangan laporan" },
    { "the same of each pair of reports of two languages", "sama, untuk pasangan laporan dua bahasa" },
    { "--grain is fine or coarse, not '%s'", "--grain adalah fine atau coarse, bukan '%s'" },
    { "which texts repeat which, and how much", "teks mana mengulang teks mana, dan seberapa banyak" },
    { "Below each source the texts that repeat it, whole, nearly or in part: the share of their words that they take, what\n"
      "they added and what they cut; with --why word by word. What an outlet puts under all of its articles makes no copy.\n\n"
      "    kabar copies articles.jsonl\n"
      "    kabar copies --why first.txt second.txt\n"
      "    kabar copies --story 7",
      "Di bawah tiap sumber teks yang mengulangnya, utuh, hampir, atau sebagian: berapa bagian katanya yang diambil, apa\n"
      "yang ditambah dan dibuang; dengan --why kata demi kata. Yang ditaruh media di bawah semua artikelnya bukan salinan.\n\n"
      "    kabar copies artikel.jsonl\n"
      "    kabar copies --why pertama.txt kedua.txt\n"
      "    kabar copies --story 7" },
    { "exact", "sama" },
    { "near", "hampir" },
    { "part", "sebagian" },
    { "revision", "revisi" },
    { " / and %zu more", " / dan %zu lagi" },
    { "; names it as its agency", "; menyebutnya sebagai kantor beritanya" },
    { "; both rest on ", "; keduanya bersumber dari " },
    { "and %.0f %% of: ", "dan %.0f %% dari: " },
    { "%u of %u words are its own; %u of its outlet's standing lines do not count",
      "%u dari %u kata miliknya sendiri; %u dari baris tetap media tidak dihitung" },
    { "; of the source's words %.0f %%", "; dari kata sumbernya %.0f %%" },
    { "%zu texts, %zu independent; %zu exact copies, %zu near, %zu in part; %zu revisions",
      "%zu teks, %zu mandiri; %zu salinan sama, %zu hampir sama, %zu sebagian; %zu revisi" },
    { "markdown, csv (rows), counts (CSV by day) or ninjs, to hand on",
      "markdown, csv (baris), counts (CSV per hari), atau ninjs, untuk diteruskan" },
    { "--json, --html or --format, one of them", "--json, --html, atau --format, salah satu" },
    { "--format: '%s' is none of %s", "--format: '%s' bukan salah satu dari %s" },
    { "counts: CSV by day, to hand on", "counts: CSV per hari, untuk diteruskan" },
    { "captured", "diambil" },
    { "source", "sumber" },
    { "address", "alamat" },
    { "translation:", "terjemahan:" },
    { "a command that translates, or a LibreTranslate address; else $KABAR_TRANSLATE",
      "perintah penerjemah, atau alamat LibreTranslate; jika tidak, $KABAR_TRANSLATE" },
    { "the language to translate into; else that of $LANG", "bahasa tujuan terjemahan; jika tidak, bahasa $LANG" },
    { "a URL or mail address that hosts are told; else $KABAR_CONTACT",
      "URL atau alamat surel yang diberitahukan; jika tidak, $KABAR_CONTACT" },
    { "cookies of your own subscriptions (cookies.txt), each for its one host",
      "kuki langganan Anda sendiri (cookies.txt), masing-masing untuk satu host" },
    { "ask through this proxy, which resolves names and is not watched",
      "bertanya lewat proksi ini, yang mencari alamat nama dan tidak diawasi" },
    { "ask hosts of this machine and of inner nets too", "tanyai juga host di mesin ini dan jaringan dalam" },
    { "the proxy %.*s%.*s resolves names itself: which hosts they lead to is not watched",
      "proksi %.*s%.*s mencari alamat nama sendiri: ke host mana nama itu menuju tidak diawasi" },
    { "%s; going on without translations", "%s; dilanjutkan tanpa terjemahan" },
    { "Report", "Laporan" },
    { "Title", "Judul" },
    { "Published", "Terbit" },
    { "Captured", "Diambil" },
    { "Basis", "Sumber" },
    { "mark words of a comparison as wrong or verified", "menandai kata-kata perbandingan sebagai salah atau terverifikasi" },
    { "VERDICT is wrong-row, wrong-speaker, wrong-alignment or verified; PLACE is report:begin-end, as 'kabar compare\n"
      "--story N --spans' prints it. The mark stays with the words, however reports are grouped, and stands in every\n"
      "comparison and export of them. Without arguments all marks are listed.\n\n"
      "    kabar mark 7 3:224-287 verified --note 'heard the recording'\n"
      "    kabar mark 7 2:98-169 wrong-speaker\n"
      "    kabar mark --undo 4",
      "VERDICT adalah wrong-row, wrong-speaker, wrong-alignment, atau verified; PLACE adalah laporan:awal-akhir seperti\n"
      "ditampilkan 'kabar compare --story N --spans'. Tanda tetap pada kata-katanya, bagaimanapun laporan dikelompokkan,\n"
      "dan tampil di setiap perbandingan dan ekspor. Tanpa argumen semua tanda ditampilkan.\n\n"
      "    kabar mark 7 3:224-287 verified --note 'mendengar rekamannya'\n"
      "    kabar mark 7 2:98-169 wrong-speaker\n"
      "    kabar mark --undo 4" },
    { "nothing can be added until this is done; who reads sees the desk as it was",
      "sampai selesai tidak ada yang dapat ditambahkan; pembaca melihat data seperti semula" },
    { "take back mark N", "membatalkan tanda N" },
    { "STORY, PLACE and VERDICT, --undo N, or nothing",
      "STORY, PLACE, dan VERDICT; --undo N; atau tanpa apa pun" },
    { "'%s' is no place like 3:224-287 ('kabar compare --spans' prints them)",
      "'%s' bukan tempat seperti 3:224-287 ('kabar compare --spans' menampilkannya)" },
    { "no marks", "tidak ada tanda" },
    { "the text is another one since", "teksnya sudah berubah sejak itu" },
    { "taken back by", "dibatalkan oleh" },
    { "wrong row", "baris salah" },
    { "wrong speaker", "narasumber salah" },
    { "wrong alignment", "penyandingan salah" },
    { "verified", "terverifikasi" },
    { "what a speaker said, over stories and outlets", "apa yang dikatakan seorang narasumber, di semua peristiwa dan media" },
    { "Each saying once, in order of time, with all outlets that carry it and how their wording differs. A part of a name\n"
      "finds the one of that name who said most, and names the others.\n\n"
      "    kabar quotes Lanukari\n"
      "    kabar quotes Yosafat Lanukari --about tenda --since 2025-03-01\n"
      "    kabar quotes Lanukari --stance deny",
      "Tiap ucapan sekali, menurut waktu, dengan semua media yang memuatnya dan beda kata-katanya. Sebagian nama menemukan\n"
      "dia yang paling banyak berbicara, dan menyebut yang lain.\n\n"
      "    kabar quotes Lanukari\n"
      "    kabar quotes Yosafat Lanukari --about tenda --since 2025-03-01\n"
      "    kabar quotes Lanukari --stance deny" },
    { "words of which one at least was said", "kata-kata yang setidaknya satu diucapkan" },
    { "say, deny, warn, promise ... (docs/json.md)", "say, deny, warn, promise ... (docs/json.md)" },
    { "at most so many, the newest; else 20", "paling banyak sekian, yang terbaru; jika tidak, 20" },
    { "no NAME given", "tidak ada NAMA" },
    { "statements: %zu · reports: %zu · outlets: %zu", "ucapan: %zu · laporan: %zu · media: %zu" },
    { "also as", "juga sebagai" },
    { "others of that name:", "yang lain dengan nama itu:" },
    { "%s %zu earlier; --limit shows more", "%s %zu sebelumnya; --limit menampilkan lebih" },
    { "older ones were not read: ask for a time with --until",
      "yang lebih lama tidak dibaca: batasi waktu dengan --until" },
    { "All words must be there, in any of their forms; capitals and accents do not count.\n\n"
      "    kabar search 'korban gempa'\n"
      "    kabar search '\"rumah rusak\" OR tsunami*'   a phrase; the begin of a word; either\n"
      "    kabar search 'title:banjir -hoaks'         title: text: outlet: by:; without a word\n"
      "    kabar search --since 2025-03-01 --lang id banjir\n"
      "    kabar search --format counts banjir        reports, outlets, speakers, stories by day, as CSV; of all without QUERY",
      "Semua kata harus ada, dalam bentuk apa pun; huruf besar dan aksen tidak dibedakan.\n\n"
      "    kabar search 'korban gempa'\n"
      "    kabar search '\"rumah rusak\" OR tsunami*'   frasa; awal kata; salah satu\n"
      "    kabar search 'title:banjir -hoaks'         title: text: outlet: by:; tanpa suatu kata\n"
      "    kabar search --since 2025-03-01 --lang id banjir\n"
      "    kabar search --format counts banjir        laporan, media, narasumber, peristiwa per hari, CSV; semua jika tanpa QUERY" },
    { "A line for each document, in the order given: its id and the number of its story. The documents are taken as a\n"
      "stream; a report that comes later may move earlier ones to another story.\n\n"
      "    kabar group articles.jsonl\n"
      "    kabar group --by-date --grain coarse folder/",
      "Satu baris per dokumen, menurut urutan yang diberikan: id dan nomor peristiwanya. Dokumen dibaca sebagai aliran;\n"
      "laporan yang datang kemudian dapat memindahkan laporan sebelumnya ke peristiwa lain.\n\n"
      "    kabar group articles.jsonl\n"
      "    kabar group --by-date --grain coarse folder/" },
    { "Options:", "Opsi:" },
    { "Options of all commands:", "Opsi semua perintah:" },
    { "Each article is read as its text, title, outlet, time and language, one JSON object a line.\n\n"
      "    kabar read article.html\n"
      "    kabar read folder/ | kabar claims -\n"
      "    kabar read --why article.html       who stated what, and what was left out: in words on a terminal",
      "Tiap artikel dibaca sebagai teks, judul, media, waktu, dan bahasa; satu objek JSON per baris.\n\n"
      "    kabar read artikel.html\n"
      "    kabar read folder/ | kabar claims -\n"
      "    kabar read --why artikel.html       siapa menyebut apa, dan apa yang ditinggalkan: berupa kata di terminal" },
    { "Quotes and statements with speaker, stance and those who carried the words, and what the text counts and "
      "dates.\n\n"
      "    kabar claims article.txt\n"
      "    kabar claims --json --offsets codepoints articles.jsonl",
      "Kutipan dan pernyataan dengan penutur, sikap, dan penerusnya, serta apa yang dihitung dan ditanggali teks.\n\n"
      "    kabar claims artikel.txt\n"
      "    kabar claims --json --offsets codepoints artikel.jsonl" },
    { "All documents of the FILEs are taken as reports of one event. What is disputed comes first: figures that "
      "differ,\n"
      "denials, silences; then counts that grew, what agrees, and what only one report has.\n\n"
      "    kabar compare first.txt second.txt\n"
      "    kabar compare --html reports/ > event.html\n"
      "    kabar compare --translate 'argos-translate --from-lang {from} --to-lang {to}' reports/",
      "Semua dokumen dalam FILE dianggap laporan tentang satu peristiwa. Yang diperselisihkan didahulukan: angka yang\n"
      "berbeda, bantahan, diam; lalu hitungan yang bertambah, yang selaras, dan yang hanya ada pada satu laporan.\n\n"
      "    kabar compare pertama.txt kedua.txt\n"
      "    kabar compare --html laporan/ > peristiwa.html" },
    { "RSS, Atom and JSON Feed, whatever is wrong with them, as JSON Feed 1.1; one feed a line. 'kabar read' gives "
      "the\n"
      "items of a feed as documents.\n\n"
      "    kabar feed rss.xml\n"
      "    kabar feed - < atom.xml",
      "RSS, Atom, dan JSON Feed, apa pun cacatnya, sebagai JSON Feed 1.1; satu umpan per baris. 'kabar read' memberi\n"
      "butir umpan sebagai dokumen.\n\n"
      "    kabar feed rss.xml\n"
      "    kabar feed - < atom.xml" },
    { "a feed of any kind as JSON Feed", "umpan jenis apa pun sebagai JSON Feed" },
    { "feed has no --html; it prints JSON", "feed tidak punya --html; keluarannya JSON" },
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
    { "remove articles and all that is known of them, for good", "menghapus artikel dan segala isinya untuk selamanya" },
    { "'kabar search' and 'kabar story' give the numbers of articles. What was found in them, marked or decided about them\n"
      "goes with them; 'add' and 'fetch' pass them over from then on. There is no way back but a backup.\n\n"
      "    kabar forget 12\n"
      "    kabar forget 12 15 18",
      "'kabar search' dan 'kabar story' menyebut nomor artikel. Yang ditemukan di dalamnya, ditandai, atau diputuskan\n"
      "tentangnya ikut terhapus; sejak itu 'add' dan 'fetch' melewatinya. Tidak dapat dikembalikan kecuali dari salinan.\n\n"
      "    kabar forget 12\n"
      "    kabar forget 12 15 18" },
    { "%zu article forgotten", "%zu artikel dihapus" },
    { "%zu articles forgotten", "%zu artikel dihapus" },
    { ", %zu forgotten", ", %zu dilewati karena dihapus" },
    { "what each revision changed, word by word", "apa yang diubah tiap revisi, kata demi kata" },
    { "copy the desk while it is in use", "menyalin meja selagi dipakai" },
    { "The copy is the desk as it was at one moment, whatever else is added or fetched meanwhile, and is opened as any desk\n"
      "is. A file that is there already stays as it is.\n\n"
      "    kabar backup \"desk-$(date +%F).sqlite\"\n"
      "    kabar check --desk desk-2025-03-05.sqlite",
      "Salinan itu adalah meja pada satu saat, apa pun yang ditambahkan atau diambil sementara itu, dan dibuka seperti meja\n"
      "lain. Berkas yang sudah ada tidak diubah.\n\n"
      "    kabar backup \"meja-$(date +%F).sqlite\"\n"
      "    kabar check --desk meja-2025-03-05.sqlite" },
    { "%s: %lld articles, %.1f MB", "%s: %lld artikel, %.1f MB" },
    { "one FILE is wanted, which is not there yet", "perlu satu FILE yang belum ada" },
    { "check the integrity of the desk", "memeriksa keutuhan meja" },
    { "JSON instead of text (docs/json.md)", "JSON alih-alih teks (docs/json.md)" },
    { "one self-contained HTML page instead of text", "satu halaman HTML utuh alih-alih teks" },
    { "bytes or codepoints: what spans count", "bytes atau codepoints: satuan rentang" },
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
    /* the desk */
    { "no place for the desk: name one with --desk or $KABAR_DESK",
      "tempat meja tidak diketahui: pakai --desk atau $KABAR_DESK" },
    { "%s; 'kabar add FILE...' makes one", "%s; 'kabar add FILE...' membuatnya" },
    { "'%s' is no number of a story or an article", "'%s' bukan nomor peristiwa atau artikel" },
    { "'%s' is not wanted here", "'%s' tidak diperlukan di sini" },
    { "nothing to search for", "tidak ada yang dicari" },
    { "one number is wanted", "perlu satu nomor" },
    { "%zu added", "%zu ditambahkan" },
    { ", %zu revised", ", %zu direvisi" },
    { ", %zu already there, %zu bad", ", %zu sudah ada, %zu rusak" },
    { "%zu of them is a live blog: kept to be found, in no story",
      "%zu di antaranya siaran langsung: dapat dicari, tetapi tidak masuk peristiwa" },
    { "%zu of them are live blogs: kept to be found, in no story",
      "%zu di antaranya siaran langsung: dapat dicari, tetapi tidak masuk peristiwa" },
    { "%zu page is no article", "%zu halaman bukan artikel" },
    { "%zu pages are no article", "%zu halaman bukan artikel" },
    { "%zu list", "%zu daftar" },
    { "%zu lists", "%zu daftar" },
    { "%zu first page", "%zu halaman depan" },
    { "%zu first pages", "%zu halaman depan" },
    { "%zu error page", "%zu halaman galat" },
    { "%zu error pages", "%zu halaman galat" },
    { "%zu question for consent", "%zu permintaan persetujuan" },
    { "%zu questions for consent", "%zu permintaan persetujuan" },
    { "live blog", "siaran langsung" },
    { "live blogs", "siaran langsung" },
    { "\r%zu added, %zu already there, %zu bad", "\r%zu ditambahkan, %zu sudah ada, %zu rusak" },
    { "stopped: the desk failed %zu times in a row; what it stored stays stored",
      "berhenti: meja gagal %zu kali berturut-turut; yang tersimpan tetap tersimpan" },
    { "%zu faults", "%zu kerusakan" },
    { "no faults", "tidak ada kerusakan" },
    { "kind", "jenis" },
    { "outlet", "media" },
    { "by", "oleh" },
    { "carriers", "penerus" },
    { "modified", "diubah" },
    { "section", "rubrik" },
    { "tags", "tanda" },
    { "url", "alamat" },
    { "canonical", "kanonik" },
    { "image", "gambar" },
    { "pay wall", "berbayar" },
    { "yes", "ya" },
    { "language", "bahasa" },
    { "encoding", "pengodean" },
    { "text", "teks" },
    { ", %zu bad byte sequences", ", %zu deret bita rusak" },
    { "%zu characters in %zu paragraph", "%zu huruf dalam %zu paragraf" },
    { "%zu characters in %zu paragraphs", "%zu huruf dalam %zu paragraf" },
    { "where the text may be", "tempat teks mungkin berada" },
    { "%zu characters of prose, worth %.0f", "%zu huruf prosa, bernilai %.0f" },
    { "taken", "diambil" },
    { "notes", "catatan pembacaan" },
    { "blocks of the page: + in the text, - left out", "blok halaman: + masuk teks, - ditinggalkan" },
    { "desk", "meja" },
    { "last", "terakhir" },
    { "published", "terbit" },
    { "reports", "laporan" },
    { "size", "ukuran" },
    { "story", "peristiwa" },
    { "title", "judul" },
    { "story %lld", "peristiwa %lld" },
    { "%lld reports, %lld outlets", "%lld laporan, %lld media" },

    /* by hand */
    { "make one story of several, by hand", "menyatukan beberapa peristiwa, secara manual" },
    { "The reports of all go to the first; the other numbers lead there from then on. What a hand decides holds in all\n"
      "grouping that comes after: what it put together stays together, what it put apart never joins by itself; later\n"
      "reports join either. 'kabar undo' takes a decision back.\n\n"
      "    kabar merge 3 7 --note 'the same quake'",
      "Semua laporan masuk ke yang pertama; nomor lainnya sejak itu menuju ke sana. Keputusan manual berlaku pada semua\n"
      "pengelompokan sesudahnya: yang disatukan tetap bersama, yang dipisah tidak bergabung sendiri; laporan baru boleh\n"
      "masuk ke mana saja. 'kabar undo' menarik kembali keputusan.\n\n"
      "    kabar merge 3 7 --note 'gempa yang sama'" },
    { "make a story of its own of some reports, by hand", "menjadikan beberapa laporan peristiwa sendiri, secara manual" },
    { "'kabar story' gives the numbers of its articles. See 'kabar help merge'.\n\n"
      "    kabar split 3 12 15 18",
      "'kabar story' menampilkan nomor artikelnya. Lihat 'kabar help merge'.\n\n"
      "    kabar split 3 12 15 18" },
    { "put a report into another story, by hand", "memindahkan laporan ke peristiwa lain, secara manual" },
    { "See 'kabar help merge'.\n\n"
      "    kabar move 12 7",
      "Lihat 'kabar help merge'.\n\n"
      "    kabar move 12 7" },
    { "take back a decision by hand; without a number: list them",
      "menarik kembali keputusan manual; tanpa nomor: daftarnya" },
    { "Its reports go where they were. A later decision about one of them must be taken back first.\n\n"
      "    kabar undo\n"
      "    kabar undo 4",
      "Laporannya kembali ke tempat semula. Keputusan sesudahnya tentang laporan itu harus ditarik lebih dahulu.\n\n"
      "    kabar undo\n"
      "    kabar undo 4" },
    { "group all reports anew", "mengelompokkan semua laporan dari awal" },
    { "From what is stored and in the order in which it was added, with what was decided by hand: after an update of kabar\n"
      "or of its dictionaries (see 'kabar status'). Stories keep their numbers where most of their reports agree; other\n"
      "numbers lead on. Nothing changes until it is done, and nothing can be added meanwhile.",
      "Dari yang tersimpan menurut urutan masuknya, dengan keputusan manual: sesudah kabar atau kamusnya diperbarui (lihat\n"
      "'kabar status'). Peristiwa tetap bernomor sama bila sebagian besar laporannya sama; nomor lain menuju ke sana.\n"
      "Tidak ada yang berubah sebelum selesai, dan sementara itu tidak ada yang dapat ditambahkan." },
    { "%zu reports grouped anew, %lld of them now in another story; %lld stories",
      "%zu laporan dikelompokkan dari awal, %lld di antaranya kini di peristiwa lain; %lld peristiwa" },
    { "\r%zu of %zu reports", "\r%zu dari %zu laporan" },
    { "grouped with other data than today's (%.*s): 'kabar regroup' groups anew",
      "dikelompokkan dengan data lain dari kini (%.*s): 'kabar regroup' mengelompokkan ulang" },
    { "who decides; else the login name", "siapa yang memutuskan; jika tidak, nama login" },
    { "why", "alasannya" },
    { "a number is missing", "kurang satu nomor" },
    { "who decides? name somebody with --by", "siapa yang memutuskan? sebutkan dengan --by" },
    { "out of memory", "memori habis" },
    { "story %lld is story %lld now", "peristiwa %lld kini peristiwa %lld" },
    { "by hand", "secara manual" },
    { "no decisions by hand", "tidak ada keputusan manual" },
    { "story %s merged into %lld", "peristiwa %s disatukan dengan %lld" },
    { "stories %s merged into %lld", "peristiwa %s disatukan dengan %lld" },
    { "article %s split off story %s, now story %lld", "artikel %s dipisah dari peristiwa %s, kini peristiwa %lld" },
    { "articles %s split off story %s, now story %lld", "artikel %s dipisah dari peristiwa %s, kini peristiwa %lld" },
    { "article %s moved from story %s to %lld", "artikel %s dipindahkan dari peristiwa %s ke %lld" },
    { "decision %lld taken back", "keputusan %lld ditarik kembali" },
    { "taken back by decision %lld", "ditarik kembali oleh keputusan %lld" },

    /* rows and cells */
    { "differs", "berbeda" },
    { "denied", "dibantah" },
    { "silent", "diam" },
    { "changed", "berubah" },
    { "earlier version", "versi sebelumnya" },
    { "in an earlier version alone", "hanya di versi sebelumnya" },
    { "now", "sekarang" },
    { "a report gave it otherwise, or gave it, in an earlier version",
      "satu laporan menyebutnya lain, atau menyebutnya, di versi sebelumnya" },
    { "series", "deret" },
    { "compatible", "selaras" },
    { "shared", "sama" },
    { "only", "hanya" },
    { "sure", "pasti" },
    { "likely", "mungkin" },
    { "unsure", "kurang pasti" },
    { "claim", "klaim" },
    { "denial", "bantahan" },
    { "remark", "catatan" },
    { "experimental", "percobaan" },
    { "languages: %s\n", "bahasa: %s\n" },
    { "experimental languages: %s\n", "bahasa percobaan: %s\n" },
    { "rests on", "bersandar pada" },
    { "own reporting", "liputan sendiri" },
    { "%.0f %% of its words are from report %" PRIu32, "%.0f %% katanya dari laporan %" PRIu32 },
    { "via", "melalui" },
    { "%zu reports", "%zu laporan" },
    { ", %zu independent text", ", %zu teks mandiri" },
    { ", %zu independent texts", ", %zu teks mandiri" },
    { "why:", "alasan:" },
    { "Nothing disputed was found.", "Tidak ditemukan perselisihan." },
    { " (in 1 of %zu)", " (di 1 dari %zu)" },
    { "%zu reports, %zu independent", "%zu laporan, %zu mandiri" },
    { "%s %zu more; --all shows them", "%s %zu lagi; --all menampilkan semuanya" },
    { "The reports have nothing in common that could be laid side by side.",
      "Tidak ada hal dalam laporan-laporan ini yang dapat disandingkan." },
    /* units */
    { "trillion", "triliun" },
    { "billion", "miliar" },
    { "million", "juta" },
    { "year", "tahun" },
    { "years", "tahun" },
    { "month", "bulan" },
    { "months", "bulan" },
    { "week", "pekan" },
    { "weeks", "pekan" },
    { "day", "hari" },
    { "days", "hari" },
    { "hour", "jam" },
    { "hours", "jam" },
    { "minute", "menit" },
    { "minutes", "menit" },
    { "second", "detik" },
    { "seconds", "detik" },

    /* claims */
    { "who says what", "siapa berkata apa" },
    { "quoted, and nobody named", "dikutip tanpa penutur" },
    { "denials and silences", "bantahan dan diam" },
    { "figures", "angka" },
    { "dates", "tanggal" },
    { "names", "nama" },
    { "to", "kepada" },
    { "did not say", "tidak mengatakan" },
    { "not at first hand", "bukan dari tangan pertama" },
    { "of another time", "dari waktu lain" },
    { "planned", "rencana" },
    { "happened", "terjadi" },
    { "said", "dikatakan" },
    { "reported", "dilaporkan" },
    { "past", "lampau" },
    { "say", "berkata" },
    { "praise", "memuji" },
    { "thank", "berterima kasih" },
    { "agree", "setuju" },
    { "promise", "berjanji" },
    { "demand", "menuntut" },
    { "ask", "bertanya" },
    { "warn", "memperingatkan" },
    { "accuse", "menuduh" },
    { "deny", "membantah" },
    { "refuse", "menolak" },
    { "doubt", "meragukan" },
    { "confirm", "memastikan" },
    { "estimate", "menaksir" },
    { "think", "menilai" },
    { "criticise", "mengkritik" },
    { "announce", "mengumumkan" },
    { "report", "melaporkan" },
    { "show", "menunjukkan" },
    { "decline", "enggan" },
    { "omit", "tidak menyebut" },

    /* the page */
    { "the same thing at the same moment, and the figures lie apart",
      "hal dan waktu yang sama, tetapi angkanya berjauhan" },
    { "a claim, and who denies it", "sebuah klaim, dan siapa yang membantahnya" },
    { "a report remarks that someone does not say it", "laporan mencatat bahwa seseorang tidak mengatakannya" },
    { "the same count at different moments", "hitungan yang sama pada waktu berbeda" },
    { "given differently, and both can be true", "disebut berbeda, dan keduanya bisa benar" },
    { "two or more reports say it", "disebut dua laporan atau lebih" },
    { "one report has it, the others nothing like it", "hanya ada pada satu laporan" },
    { "back to the comparison", "kembali ke perbandingan" },
    { "kinds of rows", "jenis baris" },
    { "articles", "artikel" },
    { "original", "asli" },
    { "%zu more", "%zu lagi" },
    { "the figures on one line", "angka pada satu garis" },
    { "the figures over time", "angka menurut waktu" },

    /* the desk */
    { "revisions", "revisi" },
    { "outlets", "media" },
    { "stories", "peristiwa" },
    { "of several reports", "dari beberapa laporan" },
    { "statements", "pernyataan" },
    { "no stories", "tidak ada peristiwa" },
    { "nothing found", "tidak ditemukan" },
    { "article %lld", "artikel %lld" },
    { "revision %lld", "revisi %lld" },
    { "%lld revisions", "%lld revisi" },
    { "the same words as article %lld", "kata-katanya sama dengan artikel %lld" },
    { "%.0f %% of its words are from article %lld", "%.0f %% katanya dari artikel %lld" },
    { "%.0f %% of its words are from ", "%.0f %% katanya dari " },
    { "%lld of %lld words are its own", "%lld dari %lld kata miliknya sendiri" },
    { "repeated by article ", "diulang artikel " },
    { " and %zu more", " dan %zu lagi" },
    { "%lld report", "%lld laporan" },
    { "%lld reports", "%lld laporan" },
    { ", %zu independent", ", %zu mandiri" },
    { " · %zu outlets", " · %zu media" },
    { " a day", " sehari" },
    { "independent", "mandiri" },
    { "growth", "laju" },
    { "in", "dalam" },
    { "time", "waktu" },
    { "pace", "laju" },
    { " reports a day, before ", " laporan sehari, sebelumnya " },
    { "  a bar: %lld h", "  satu batang: %lld jam" },
    { "  a bar: %lld d", "  satu batang: %lld hari" },
    { "no comparison: %s", "tanpa perbandingan: %s" },
    { "almost certain", "hampir pasti" },
    { "very likely", "sangat mungkin" },
    { "open", "terbuka" },
    { "unlikely", "kecil kemungkinan" },
    { "hardly", "hampir mustahil" },
    { "%lld d", "%lld hari" },
    { "%lld h", "%lld jam" },
    { "%lld min", "%lld menit" },
    { "dictionary", "kamus" },
    { "spelling", "ejaan" },
    { "territory", "wilayah" },
    { "sense", "makna" },
    { "no other report of its story is near", "tidak ada laporan lain dari peristiwanya yang dekat" },
    { "; nearest ", "; terdekat " },
    { "at the same time", "pada waktu yang sama" },
    { " before it", " sebelumnya" },
    { " after it", " sesudahnya" },
    { "by hand, from story %lld", "dengan tangan, dari peristiwa %lld" },
    { "by repair, from story %lld", "oleh perbaikan, dari peristiwa %lld" },
    { "words", "kata" },
    { "else", "lain" },
    { "moved", "pindah" },
    { "places", "tempat" },
    { "report %zu", "laporan %zu" },
    { "published on this day or later", "terbit pada hari ini atau sesudahnya" },
    { "published on this day or earlier", "terbit pada hari ini atau sebelumnya" },
    { "newest, largest, growing (now, fastest first) or independent (most independent texts first)",
      "newest (terbaru), largest (terbesar), growing (paling cepat bertambah) atau independent (paling banyak teks mandiri)" },
    { "--sort: '%s' is none of newest, largest, growing, independent",
      "--sort: '%s' bukan newest, largest, growing, atau independent" },
    { "at most so many; else 20", "paling banyak sekian; bawaan: 20" },
    /* following */
    { "follow feeds; list and change what is followed",
      "mengikuti umpan; mendaftar dan mengubah yang diikuti" },
    { "ask the feeds that are due, and store what is new",
      "menanyai umpan yang sudah waktunya, dan menyimpan yang baru" },
    { "do what 'fetch' does until it is stopped (SIGTERM, Ctrl-C)",
      "melakukan 'fetch' terus sampai dihentikan (SIGTERM, Ctrl-C)" },
    { "all feeds and how they do; so does 'kabar follow' alone",
      "semua umpan dan keadaannya; sama dengan 'kabar follow' saja" },
    { "write all feeds as OPML",
      "menulis semua umpan sebagai OPML" },
    { "ask the feed no more, for now",
      "berhenti menanyai umpan itu untuk sementara" },
    { "ask it again",
      "menanyainya lagi" },
    { "follow it no more; its articles stay",
      "berhenti mengikutinya; artikelnya tetap ada" },
    { "a name of your own; '' for the feed's",
      "nama pilihan sendiri; '' untuk nama dari umpan" },
    { "the folder in which it lies: News/Asia",
      "folder tempatnya: News/Asia" },
    { "tags, parted by commas",
      "label, dipisah koma" },
    { "the outlet of its articles, whatever they state",
      "media artikel-artikelnya, apa pun yang dinyatakan" },
    { "how often it is asked: 30m, 2h, 1d; auto: by its own pace",
      "seberapa sering ditanyai: 30m, 2h, 1d; auto: menurut lajunya" },
    { "always fetch the page behind an entry",
      "selalu mengambil halaman di balik entri" },
    { "always take the feed's text",
      "selalu memakai teks umpan" },
    { "the feed's text where it is whole, else the page; this is how a feed begins",
      "teks umpan bila utuh, selain itu halamannya; begitulah awalnya" },
    { "take such entries alone: words, title:words, /expression/",
      "hanya mengambil entri seperti itu: kata, title:kata, /ekspresi/" },
    { "leave such entries out",
      "membuang entri seperti itu" },
    { "take all rules back",
      "mencabut semua aturan" },
    { "so many hosts are asked at once; else 100",
      "sekian host ditanyai sekaligus; selain itu 100" },
    { "between two requests to a host; else 1",
      "jeda antara dua permintaan ke satu host; selain itu 1" },
    { "--page or --text, not both",
      "--page atau --text, bukan keduanya" },
    { "--pause, --resume or --remove, one of them",
      "--pause, --resume, atau --remove, salah satu" },
    { "--opml stands alone: all feeds are written",
      "--opml berdiri sendiri: semua umpan ditulis" },
    { "name a feed, a site or a list of feeds",
      "sebutkan umpan, situs, atau daftar umpan" },
    { "--rename is for one feed",
      "--rename hanya untuk satu umpan" },
    { "no feeds are followed",
      "tidak ada umpan yang diikuti" },
    { "more feeds that it names ('--all' follows them):",
      "umpan lain yang disebutnya ('--all' mengikutinya):" },
    { "%lld days",
      "%lld hari" },
    { "always the page",
      "selalu halamannya" },
    { "always the feed's text",
      "selalu teks umpan" },
    { "every %s",
      "tiap %s" },
    { "%lld article",
      "%lld artikel" },
    { "%lld articles",
      "%lld artikel" },
    { "%lld page waits",
      "%lld halaman menunggu" },
    { "%lld pages wait",
      "%lld halaman menunggu" },
    { "%.1f new a day",
      "%.1f baru per hari" },
    { "%lld of %lld times unchanged",
      "%lld dari %lld kali tanpa perubahan" },
    { "paused",
      "dijeda" },
    { "the host says that it is gone: not asked any more",
      "menurut host sudah tiada: tidak ditanyai lagi" },
    { "failed %lld time",
      "gagal %lld kali" },
    { "failed %lld times",
      "gagal %lld kali" },
    { "asked %s ago",
      "ditanyai %s lalu" },
    { "next in %s",
      "berikutnya dalam %s" },
    { "due now",
      "sekarang waktunya" },
    { "\r%zu feeds asked, %zu pages, %zu articles",
      "\r%zu umpan ditanyai, %zu halaman, %zu artikel" },
    { "%zu feed asked",
      "%zu umpan ditanyai" },
    { "%zu feeds asked",
      "%zu umpan ditanyai" },
    { ", %zu unchanged",
      ", %zu tanpa perubahan" },
    { ", %zu failed",
      ", %zu gagal" },
    { ", %zu gone",
      ", %zu sudah tiada" },
    { ", %zu withdrawn",
      ", %zu ditarik" },
    { " (%zu withdrawn)",
      " (%zu ditarik)" },
    { "withdrawn",
      "ditarik" },
    { "; %zu looked at again",
      "; %zu ditengok lagi" },
    { "%lld looked at again",
      "%lld ditengok lagi" },
    { "pages read once",
      "halaman dibaca sekali" },
    { "pages looked at",
      "halaman ditengok" },
    { "look at no article's page again",
      "tidak menengok lagi halaman artikel" },
    { "look at its articles' pages again, whether they changed; this is how a feed begins",
      "menengok lagi halaman artikelnya, apakah berubah; begitulah awalnya" },
    { "read each page once",
      "membaca tiap halaman sekali saja" },
    { "--looks or --no-looks, not both",
      "--looks atau --no-looks, bukan keduanya" },
    { ", %zu already there",
      ", %zu sudah ada" },
    { ", %zu no article",
      ", %zu bukan artikel" },
    { ", %zu bad",
      ", %zu rusak" },
    { "feeds",
      "umpan" },
    { "feeds paused",
      "umpan dijeda" },
    { "feeds gone",
      "umpan sudah tiada" },
    { "feeds in trouble",
      "umpan bermasalah" },
    { "pages that wait",
      "halaman menunggu" },
    { "A FEED is its URL, the URL of a site (its feeds are looked for in its page, at the usual places and in its sitemaps\n"
      "of news), a file with a list of feeds (OPML), or the number or URL of one that is followed: then the options change\n"
      "how. 'kabar fetch' and 'kabar watch' bring what is new.\n"
      "\n"
      "    kabar follow https://islandpost.example/\n"
      "    kabar follow feeds.opml                      a list of feeds with its folders; --opml writes one\n"
      "    kabar follow                                 all feeds, and how they do\n"
      "    kabar follow 3 --rename 'Island Post' --tag ferry,islands --every 30m\n"
      "    kabar follow 3 --keep title:ferry --block 'url:/\\/advert\\//'\n"
      "    kabar follow 3 --pause",
      "FEED adalah URL umpan, URL situs (umpannya dicari di halamannya, di tempat yang lazim, dan di peta situs berita),\n"
      "berkas berisi daftar umpan (OPML), atau nomor atau URL umpan yang diikuti: maka opsi mengubah caranya. 'kabar fetch'\n"
      "dan 'kabar watch' membawa yang baru.\n"
      "\n"
      "    kabar follow https://islandpost.example/\n"
      "    kabar follow umpan.opml                      daftar umpan dengan foldernya; --opml menulisnya\n"
      "    kabar follow                                 semua umpan dan keadaannya\n"
      "    kabar follow 3 --rename 'Island Post' --tag feri,pulau --every 30m\n"
      "    kabar follow 3 --keep title:feri --block 'url:/\\/iklan\\//'\n"
      "    kabar follow 3 --pause" },
    { "Each feed has its own pace, and its publisher's limits hold (docs/following.md). --all asks those that are not due\n"
      "too. What is not done when it is interrupted is done the next time.\n"
      "\n"
      "    kabar fetch --contact desk@islandpost.example",
      "Tiap umpan punya lajunya, dan batas dari penerbitnya berlaku (docs/following.md). --all menanyai juga yang belum\n"
      "waktunya. Yang belum selesai saat dihentikan dikerjakan kali berikutnya.\n"
      "\n"
      "    kabar fetch --contact meja@islandpost.example" },
    { "be told of what comes: a search, a speaker, a story",
      "diberi tahu tentang yang datang: pencarian, narasumber, peristiwa" },
    { "Without options all alerts are listed. What comes from now on is told, once, by 'add', 'fetch', 'watch' or 'alert\n"
      "--run': as a line, by a command that gets it as JSON on its standard input, or to a webhook (docs/alerts.md).\n"
      "\n"
      "    kabar alert --search 'title:banjir -hoaks' --lang id\n"
      "    kabar alert --speaker Lanukari --about tenda --stance deny --webhook https://desk.example/hook\n"
      "    kabar alert --story 7                          each new report of it\n"
      "    kabar alert --story 7 --differs                a new difference or denial in it\n"
      "    kabar alert --growth 10 --within 1h --exec notify-send kabar\n"
      "    kabar alert 3 --pause",
      "Tanpa opsi semua pemberitahuan ditampilkan. Yang datang mulai sekarang diberitahukan sekali oleh 'add', 'fetch', 'watch',\n"
      "atau 'alert --run': sebagai baris, oleh perintah yang menerimanya sebagai JSON, atau ke webhook (docs/alerts.md).\n"
      "\n"
      "    kabar alert --search 'title:banjir -hoaks' --lang id\n"
      "    kabar alert --speaker Lanukari --about tenda --stance deny --webhook https://meja.example/hook\n"
      "    kabar alert --story 7                          setiap laporan barunya\n"
      "    kabar alert --story 7 --differs                perbedaan atau bantahan baru di dalamnya\n"
      "    kabar alert --growth 10 --within 1h --exec notify-send kabar\n"
      "    kabar alert 3 --pause" },
    { "articles that 'kabar search' would find",
      "artikel yang akan ditemukan 'kabar search'" },
    { "what everybody says whose name has these words",
      "ucapan setiap orang yang namanya memuat kata-kata ini" },
    { "of a speaker: about these words",
      "dari narasumber: tentang kata-kata ini" },
    { "of a speaker: say, deny, accuse, ... (docs/json.md)",
      "dari narasumber: say, deny, accuse, ... (docs/json.md)" },
    { "new reports of this story; or, of it alone, what follows",
      "laporan baru peristiwa ini; atau, hanya darinya, yang berikut" },
    { "a story has so many reports",
      "suatu peristiwa punya sekian laporan" },
    { "a story has so many outlets",
      "suatu peristiwa punya sekian media" },
    { "so many reports of a story are published",
      "sekian laporan suatu peristiwa diterbitkan" },
    { "within this time: 30m, 2h, 1d; else a day",
      "dalam waktu ini: 30m, 2h, 1d; selain itu sehari" },
    { "a new difference or denial in the story's comparison",
      "perbedaan atau bantahan baru dalam sandingan peristiwa itu" },
    { "also what was published since then and is there already",
      "juga yang terbit sejak itu dan sudah ada" },
    { "post each event as JSON to this address",
      "mengirim tiap kejadian sebagai JSON ke alamat ini" },
    { "run this with the event as JSON on its standard input; the last option",
      "menjalankan ini dengan kejadian sebagai JSON di masukan standarnya; opsi terakhir" },
    { "tell nothing, for now",
      "tidak memberi tahu, untuk sementara" },
    { "tell what comes from now on",
      "memberi tahu yang datang mulai sekarang" },
    { "try again what was given up",
      "mencoba lagi yang sudah dihentikan" },
    { "take the alert away",
      "menghapus pemberitahuan" },
    { "tell what came and what is due, as 'add', 'fetch' and 'watch' do",
      "memberi tahu yang datang dan yang sudah waktunya, seperti 'add', 'fetch', dan 'watch'" },
    { "--search, --speaker, --story, --reports, --outlets, --growth or --differs, one of them",
      "--search, --speaker, --story, --reports, --outlets, --growth, atau --differs, salah satu" },
    { "--differs wants --story N",
      "--differs memerlukan --story N" },
    { "--about and --stance want --speaker NAME",
      "--about dan --stance memerlukan --speaker NAME" },
    { "--within wants --growth N",
      "--within memerlukan --growth N" },
    { "--exec or --webhook, not both",
      "--exec atau --webhook, bukan keduanya" },
    { "of what? --search, --speaker, --story, --reports, --outlets or --growth says it",
      "tentang apa? --search, --speaker, --story, --reports, --outlets, atau --growth menyebutnya" },
    { "an alert's number and --pause, --resume, --again or --remove; or what a new one tells; or --run",
      "nomor pemberitahuan dan --pause, --resume, --again, atau --remove; atau isi yang baru; atau --run" },
    { "too many alerts at once",
      "terlalu banyak pemberitahuan sekaligus" },
    { "'%s' is no number of an alert",
      "'%s' bukan nomor pemberitahuan" },
    { "alert %lld (%.*s): ",
      "pemberitahuan %lld (%.*s): " },
    { "any story",
      "peristiwa apa pun" },
    { "search ",
      "pencarian " },
    { ", about %.*s",
      ", tentang %.*s" },
    { ": new reports",
      ": laporan baru" },
    { " within ",
      " dalam " },
    { "%lld s",
      "%lld dtk" },
    { ": new differences and denials",
      ": perbedaan dan bantahan baru" },
    { ", stance %.*s",
      ", sikap %.*s" },
    { ", in %.*s",
      ", bahasa %.*s" },
    { ", since %.*s",
      ", sejak %.*s" },
    { "a line",
      "sebaris" },
    { "%lld told",
      "%lld diberitahukan" },
    { "%lld waits",
      "%lld menunggu" },
    { "%lld wait",
      "%lld menunggu" },
    { "%lld given up ('--again' tries them)",
      "%lld dihentikan ('--again' mencobanya)" },
    { "no alerts",
      "tidak ada pemberitahuan" },
    { "%lld outlets",
      "%lld media" },
    { "not ",
      "tidak " },
    { "what a day brought: stories, new differences, corrections",
      "yang dibawa satu hari: peristiwa, perbedaan baru, koreksi" },
    { "The stories that got reports, those with most independent texts first, with what their reports share and what came\n"
      "into dispute; titles and figures that were corrected; what readers marked. As Markdown, or with --html as a page.\n"
      "\n"
      "    kabar digest\n"
      "    kabar digest --day 2025-03-04 --html --out digest.html\n"
      "    kabar digest --since 2025-03-04T18:00+07:00 --exec mail -s kabar desk@islandpost.example",
      "Peristiwa yang mendapat laporan, yang teks mandirinya terbanyak lebih dahulu, dengan yang sama-sama dilaporkan dan yang\n"
      "menjadi sengketa; judul dan angka yang dikoreksi; tanda dari pembaca. Sebagai Markdown, atau dengan --html sebagai halaman.\n"
      "\n"
      "    kabar digest\n"
      "    kabar digest --day 2025-03-04 --html --out ringkasan.html\n"
      "    kabar digest --since 2025-03-04T18:00+07:00 --exec mail -s kabar meja@islandpost.example" },
    { "of this day, where you are; else of the last 24 hours",
      "hari ini, di tempat Anda; selain itu 24 jam terakhir" },
    { "of the time since then",
      "waktu sejak itu" },
    { "so many stories; else 20",
      "sekian peristiwa; selain itu 20" },
    { "of each story so many differences and denials; else 6",
      "dari tiap peristiwa sekian perbedaan dan bantahan; selain itu 6" },
    { "write it to this file, which is replaced when it is whole",
      "menulisnya ke berkas ini, yang diganti setelah utuh" },
    { "run this with the digest on its standard input; the last option",
      "menjalankan ini dengan ringkasan di masukan standarnya; opsi terakhir" },
    { "--day or --since, not both",
      "--day atau --since, bukan keduanya" },
    { "'%s' is no day like 2025-03-04",
      "'%s' bukan hari seperti 2025-03-04" },
    { "'%s' is no time like 2025-03-04T09:10:00Z",
      "'%s' bukan waktu seperti 2025-03-04T09:10:00Z" },
    { "a digest is Markdown or, with --html, HTML",
      "ringkasan berupa Markdown atau, dengan --html, HTML" },
    { "--out or --exec, not both",
      "--out atau --exec, bukan keduanya" },
    { "Digest",
      "Ringkasan" },
    { "%zu story",
      "%zu peristiwa" },
    { "%zu stories",
      "%zu peristiwa" },
    { "%zu report",
      "%zu laporan" },
    { "the %zu with most independent texts",
      "%zu dengan teks mandiri terbanyak" },
    { "%zu new",
      "%zu baru" },
    { "%zu more: kabar story %lld",
      "%zu lagi: kabar story %lld" },
    { "Corrections",
      "Koreksi" },
    { "write a digest each day at this time",
      "menulis ringkasan tiap hari pada jam ini" },
    { "--out and --exec want --digest HH:MM",
      "--out dan --exec memerlukan --digest HH:MM" },
    { "--digest wants --out FILE or --exec CMD",
      "--digest memerlukan --out FILE atau --exec CMD" },
    { "'%s' is no time of the day like 07:00",
      "'%s' bukan jam seperti 07:00" },
    { "Withdrawn pages",
      "Halaman yang ditarik" },
    { "Marks of readers",
      "Tanda pembaca" },
    { "%zu other article was changed",
      "%zu artikel lain berubah" },
    { "%zu other articles were changed",
      "%zu artikel lain berubah" },
    { "title: ",
      "judul: " },
    { NULL, NULL },
};

const char *kb_word_ui(const char *ui, const char *english)
{
    if (!ui || strcmp(ui, "id") != 0) return english;
    for (const kb_ui_word *w = kb_ui_words; w->english; w++)
        if (strcmp(w->english, english) == 0) return w->indonesian;
    return english;
}
