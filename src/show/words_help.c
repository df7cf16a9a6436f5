#include "show/words.h"

#include <stddef.h>

const kb_ui_word kb_ui_help[] = {
    /* help and usage */
    { "kabar lays the accounts of one event side by side.",
      "kabar menyandingkan berbagai laporan tentang satu peristiwa." },
    { "usage: kabar COMMAND [OPTION...] [FILE...]", "pemakaian: kabar PERINTAH [OPSI...] [BERKAS...]" },
    { "usage: kabar %s %s\n", "pemakaian: kabar %s %s\n" },
    { "usage: kabar %s %s\nTry 'kabar help %s'.\n", "pemakaian: kabar %s %s\nLihat 'kabar help %s'.\n" },
    { "Try 'kabar help'.\n", "Lihat 'kabar help'.\n" },
    { "Try 'kabar help COMMAND' for its options, 'kabar help TOPIC' for more on", "'kabar help PERINTAH' menampilkan opsinya, 'kabar help TOPIK' menjelaskan" },
    { "unknown command or topic '%s'", "perintah atau topik '%s' tidak dikenal" },
    { "unknown command or topic '%s'; did you mean '%s'?", "perintah atau topik '%s' tidak dikenal; maksud Anda '%s'?" },
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
    { "With --json all commands with their options, and all topics, as one object: for who writes a front end.\n\n"
      "    kabar help compare\n"
      "    kabar help query\n"
      "    LANG=id_ID.UTF-8 kabar help query",
      "Dengan --json semua perintah beserta opsinya dan semua topik sebagai satu objek: bagi pembuat antarmuka.\n\n"
      "    kabar help compare\n"
      "    kabar help query\n"
      "    LANG=en_GB.UTF-8 kabar help query" },
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
    { "keep pages as they came, packed, beside their articles",
      "simpan halaman seperti datangnya, dimampatkan, di samping artikelnya" },
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
    { "to hand on; csv: the rows, counts: CSV by day", "untuk diteruskan; csv: baris, counts: CSV per hari" },
    { "--json, --html or --format, one of them", "--json, --html, atau --format, salah satu" },
    { "%s: '%s' is none of %.*s", "%s: '%s' bukan salah satu dari %.*s" },
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
      "    kabar quotes Lanukari --stance deny\n"
      "    kabar quotes --speakers --days 7           who said most lately",
      "Tiap ucapan sekali, menurut waktu, dengan semua media yang memuatnya dan beda kata-katanya. Sebagian nama menemukan\n"
      "dia yang paling banyak berbicara, dan menyebut yang lain.\n\n"
      "    kabar quotes Lanukari\n"
      "    kabar quotes Yosafat Lanukari --about tenda --since 2025-03-01\n"
      "    kabar quotes Lanukari --stance deny\n"
      "    kabar quotes --speakers --days 7           siapa paling banyak berbicara belakangan ini" },
    { "who says most; with a NAME: of those who have these words in their names",
      "siapa paling banyak berbicara; dengan NAME: dari yang namanya memuat kata-kata ini" },
    { "with --speakers: in so many days up to the newest report; else ever",
      "dengan --speakers: dalam sekian hari sampai laporan terbaru; jika tidak disebut, sejak awal" },
    { "--speakers goes with --days and --limit alone", "--speakers hanya bersama --days dan --limit" },
    { "--days goes with --speakers", "--days hanya bersama --speakers" },
    { "newest first, not best first", "yang terbaru dahulu, bukan yang terbaik" },
    { "how many there are by language, outlet, story and time",
      "berapa banyak menurut bahasa, media, peristiwa, dan waktu" },
    { "--facets counts all that is found: without --newest, --limit, --format",
      "--facets menghitung semua yang ditemukan: tanpa --newest, --limit, --format" },
    { "words of which one at least was said", "kata-kata yang setidaknya satu diucapkan" },
    { "say, deny, warn, promise ... (docs/json.md)", "say, deny, warn, promise, ...: lihat docs/json.md" },
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
      "    kabar search --newest banjir               newest first\n"
      "    kabar search --facets banjir               how many, by language, outlet, story and time\n"
      "    kabar search --format counts banjir        reports, outlets, speakers, stories by day, as CSV; of all without QUERY",
      "Semua kata harus ada, dalam bentuk apa pun; huruf besar dan aksen tidak dibedakan.\n\n"
      "    kabar search 'korban gempa'\n"
      "    kabar search '\"rumah rusak\" OR tsunami*'   frasa; awal kata; salah satu\n"
      "    kabar search 'title:banjir -hoaks'         title: text: outlet: by:; tanpa suatu kata\n"
      "    kabar search --since 2025-03-01 --lang id banjir\n"
      "    kabar search --newest banjir               yang terbaru dahulu\n"
      "    kabar search --facets banjir               berapa banyak, menurut bahasa, media, peristiwa, dan waktu\n"
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
    { "this, or help on a command or a topic", "ini, atau bantuan tentang satu perintah atau topik" },
    { "read articles and store them", "membaca dan menyimpan artikel" },
    { "list stories, newest first", "daftar peristiwa, yang terbaru dahulu" },
    { "a story with its comparison", "satu peristiwa dengan perbandingannya" },
    { "a document as it is stored", "dokumen sebagaimana tersimpan" },
    { "search the full text", "mencari dalam teks lengkap" },
    { "the desk in a browser, and its API", "meja di peramban, dan API-nya" },
    { "Pages, a JSON API and feeds at http://127.0.0.1:8750/, for this machine alone. For others it wants TLS and a token\n"
      "(docs/serve.md). With --watch the feeds are followed meanwhile.\n\n"
      "    kabar serve\n"
      "    kabar serve --watch --contact desk@islandpost.example\n"
      "    kabar serve --read-only --listen 127.0.0.1:9000\n"
      "    kabar serve --listen 0.0.0.0:8443 --certificate desk.pem --key desk.key --name desk.example:8443",
      "Halaman, API JSON dan umpan di http://127.0.0.1:8750/, hanya untuk mesin ini. Bagi yang lain diperlukan TLS dan token\n"
      "(docs/serve.md). Dengan --watch umpan-umpan diikuti sementara itu.\n\n"
      "    kabar serve\n"
      "    kabar serve --watch --contact desk@islandpost.example\n"
      "    kabar serve --read-only --listen 127.0.0.1:9000\n"
      "    kabar serve --listen 0.0.0.0:8443 --certificate desk.pem --key desk.key --name desk.example:8443" },
    { "let somebody in from outside: make, list, remove tokens", "mengizinkan masuk dari luar: membuat, mendaftar, menghapus token" },
    { "A token is told once, when it is made; the desk keeps a hash of it. NAME stands below what its holder decides.\n\n"
      "    kabar token Ana\n"
      "    kabar token 'the newsroom' --read-only\n"
      "    kabar token                                  who has one\n"
      "    kabar token Ana --remove",
      "Token diberitahukan sekali, saat dibuat; meja menyimpan hash-nya. NAME tertera di bawah keputusan pemegangnya.\n\n"
      "    kabar token Ana\n"
      "    kabar token 'the newsroom' --read-only\n"
      "    kabar token                                  siapa yang punya\n"
      "    kabar token Ana --remove" },
    { "where; else 127.0.0.1:8750", "di mana; jika tidak, 127.0.0.1:8750" },
    { "follow the feeds meanwhile, as 'kabar watch' does", "ikuti umpan sementara itu, seperti 'kabar watch'" },
    { "nothing can be changed", "tidak ada yang dapat diubah" },
    { "ask for a token (kabar token) on this machine too", "minta token (kabar token) di mesin ini juga" },
    { "host, and port where it is not the usual one, by which readers reach it",
      "nama host, dengan port bila bukan yang lazim, yang dipakai pembaca" },
    { "speak TLS, with this certificate (PEM)", "pakai TLS, dengan sertifikat ini (PEM)" },
    { "and its private key (PEM)", "dan kunci pribadinya (PEM)" },
    { "a proxy speaks TLS with the readers", "proksi memakai TLS dengan pembaca" },
    { "who decides where no token says; else the login name", "siapa yang memutuskan bila tidak ada token; jika tidak, nama login" },
    { "at most so many at once; else 256", "paling banyak sekian sekaligus; jika tidak, 256" },
    { "its holder changes nothing", "pemegangnya tidak mengubah apa pun" },
    { "it lets nobody in any more", "tidak mengizinkan siapa pun lagi" },
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
    { "what spans count", "satuan rentang" },
    { "say why: which rule, what matched", "sebutkan alasan: aturan mana, apa yang cocok" },
    { "print where the words stand (report:begin-end)", "tampilkan letak kata (laporan:awal-akhir)" },
    { "leave nothing out of long lists", "tampilkan daftar panjang seluruhnya" },
    { "columns to fill; else those of the terminal", "lebar dalam kolom; bawaan: lebar terminal" },
    { "colours on the screen", "warna di layar" },
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
    { "--now: '%s' is no time like 2025-03-04T09:10:00Z", "--now: '%s' bukan waktu seperti 2025-03-04T09:10:00Z" },
    { "--json or --html, not both", "--json atau --html, tidak keduanya" },
    { "'%s' stands before the command; options stand behind it",
      "'%s' di depan perintah; opsi ditulis di belakangnya" },
    { "no FILE given; '-' is standard input", "FILE tidak disebut; '-' adalah masukan standar" },
    { "claims has no --html; compare has", "claims tidak punya --html; compare punya" },
    { "FILEs or --story, not both", "FILE atau --story, tidak keduanya" },
    { "the outlets, and what is known of them: names, hosts, owner, country",
      "media, dan apa yang diketahui tentangnya: nama, situs, pemilik, negara" },
    {
      "Articles state their outlets, each in its way. What is said here holds at once for all of them, those that are stored\n"
      "too: an article is of the outlet whose name or alias it states, or, where it states none, whose host it lies at.\n"
      "Outlets of one owner that are mirrors count as one wherever outlets are counted, and are one witness.\n"
      "\n"
      "    kabar outlets\n"
      "    kabar outlets 'Suara Timur' --alias 'ST Online; Suara Timur Online' --host suara.example --country ID --lang id\n"
      "    kabar outlets 'Nusa Barat' 'Nusa Utara' --owner 'Nusa Media' --mirror yes\n"
      "    kabar outlets 'Suara Timur' --merge 'Harian Suara Timur'\n"
      "    kabar outlets --csv > outlets.csv            then, once it is edited:\n"
      "    kabar outlets --import outlets.csv",
      "Setiap artikel menyebut medianya dengan caranya sendiri. Yang dikatakan di sini langsung berlaku untuk semuanya, juga\n"
      "yang sudah tersimpan: sebuah artikel milik media yang nama atau nama lainnya disebutnya, atau, bila tidak menyebut apa\n"
      "pun, media pemilik situsnya. Cermin milik satu pemilik dihitung satu di mana pun media dihitung, dan menjadi satu saksi.\n"
      "\n"
      "    kabar outlets\n"
      "    kabar outlets 'Suara Timur' --alias 'ST Online; Suara Timur Online' --host suara.example --country ID --lang id\n"
      "    kabar outlets 'Nusa Barat' 'Nusa Utara' --owner 'Nusa Media' --mirror yes\n"
      "    kabar outlets 'Suara Timur' --merge 'Harian Suara Timur'\n"
      "    kabar outlets --csv > outlets.csv            lalu, setelah disunting:\n"
      "    kabar outlets --import outlets.csv" },
    { "of this outlet alone", "hanya dari media ini" },
    { "of outlets of this country alone", "hanya dari media negara ini" },
    { "names under which its articles come too; several parted by ;",
      "nama lain pada artikelnya; beberapa dipisah dengan ;" },
    { "where its articles lie that state no outlet, subdomains among them",
      "letak artikelnya yang tidak menyebut media, termasuk subdomain" },
    { "take aliases back", "cabut nama lain" },
    { "take hosts back", "cabut situs" },
    { "who owns it; without an outlet: those of this owner alone",
      "pemiliknya; tanpa nama media: hanya milik pemilik ini" },
    { "it counts as one with the other mirrors of its owner; without an outlet: all of --owner",
      "dihitung satu dengan cermin lain milik pemiliknya; tanpa nama media: semua milik --owner" },
    { "its country, as ISO 3166 has it: ID; without an outlet: those of this country alone",
      "negaranya menurut ISO 3166: ID; tanpa nama media: hanya dari negara ini" },
    { "its name; the one before becomes an alias", "namanya; yang sebelumnya menjadi nama lain" },
    { "a note; '' takes it back, as with the others", "catatan; '' mencabutnya, begitu pula yang lain" },
    { "another outlet that is this one", "media lain yang sama dengan ini" },
    { "make it where there is none of that name", "buat bila belum ada yang bernama itu" },
    { "take back all that was said about it", "cabut semua yang dikatakan tentangnya" },
    { "those alone about which something was said", "hanya yang pernah disunting" },
    { "the list as a table for a spreadsheet", "daftar sebagai tabel untuk lembar kerja" },
    { "read such a table: all of it, or nothing", "baca tabel seperti itu: semuanya, atau tidak sama sekali" },
    { "--import stands alone", "--import berdiri sendiri" },
    { "--csv is for the list", "--csv untuk daftar" },
    { "name an outlet", "sebutkan nama media" },
    { "at most so many of them from one address; else a quarter, where others reach this machine",
      "paling banyak sekian dari satu alamat; jika tidak disebut seperempatnya, bila dicapai dari luar mesin ini" },
    { "names, aliases and hosts are for one outlet", "nama, nama lain, dan situs hanya untuk satu media" },
    { NULL, NULL },
};
