#include "text/language.h"

#include "base/embedded.h"
#include "base/test.h"

static void test_languages_are_told(void **state)
{
    static const struct {
        const char *text, *code;
    } rows[] = {
        { "Warga mengatakan bahwa uang itu belum bisa diambil karena kantor tutup.", "id" },
        { "Penduduk berkata bahawa wang itu belum boleh diambil kerana pejabat ditutup.", "ms" },
        { "Jembatan Wanasari Ditutup Usai Banjir, Warga Diimbau Memutar", "id" },
        { "VIDEO: Warga Sambut Bantuan Bahan Bakar dan Obat di Wanasari", "id" },
        { "Residents said that the money could not be drawn because the office was closed.", "en" },
        { "Bridge closed after the flood", "en" },
        { "Жители сказали, что мост через реку закрыт до вечера.", "ru" },
        { "ነዋሪዎች ድልድዩ በጎርፍ ምክንያት እንደተዘጋ ተናገሩ።", "am" }, /* only libcld2_full's tables know it */
        { "Iyanjẹ omi gbé afárá lọ ní ìlú náà ní òwúrọ̀ yìí, àwọn ará ìlú sọ pé wọn kò lè kọjá mọ́.", "yo" },
        { "Menteri: Warga Diminta Tidak Panik", "id" },
        { "POLIS TAHAN LIMA LELAKI DI STESEN BAS", "ms" },
        { "LIVE STREAMING: Sidang Kasus Suap Proyek Jembatan", "id" },
        { "Tokyo bridge reopens for the first time since the flood", "en" }, /* one name is no language */
        { "Le pont de Tokyo rouvre pour la première fois depuis la crue", "fr" },
        { "", "und" },
        { "12345 --- 67890", "und" },
        { "\x01\x02\x1B", "und" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        char code[12];
        kb_language_find(kb_str_of(rows[i].text), code);
        KB_ROW_STR(i, kb_str_of(code), kb_str_of(rows[i].code));
    }
}

/* One sentence each, as short as a lead: a town says that the bridge stays closed until Friday. */
static void test_each_language_is_told_by_one_sentence(void **state)
{
    static const struct {
        const char *code, *text;
    } rows[] = {
        { "en", "The council said the bridge will stay closed until Friday." },
        { "de", "Der Stadtrat teilte mit, dass die Brücke bis Freitag gesperrt bleibt." },
        { "nl", "De gemeente meldt dat de brug tot vrijdag gesloten blijft." },
        { "af", "Die stadsraad sê die brug bly tot Vrydag gesluit." },
        { "fy", "De gemeente seit dat de brêge oant freed ticht bliuwt." },
        { "lb", "D'Gemeng sot, datt d'Bréck bis e Freideg gespaart bleift." },
        { "fr", "La mairie annonce que le pont restera fermé jusqu'à vendredi." },
        { "es", "El ayuntamiento anuncia que el puente seguirá cerrado hasta el viernes." },
        { "pt", "A prefeitura informou que a ponte continuará fechada até sexta-feira." },
        { "gl", "O concello informou de que a ponte seguirá pechada ata o venres." },
        { "ca", "L'ajuntament diu que el pont continuarà tancat fins divendres." },
        { "it", "Il comune fa sapere che il ponte resterà chiuso fino a venerdì." },
        { "ro", "Primăria anunță că podul rămâne închis până vineri." },
        { "nb", "Kommunen opplyser at brua holdes stengt frem til fredag etter flommen." },
        { "nn", "Kommunen seier at brua ikkje vert opna att før fredag, fordi elva framleis er for høg." },
        { "da", "Kommunen oplyser, at broen forbliver lukket indtil fredag efter oversvømmelsen." },
        { "sv", "Kommunen uppger att bron förblir stängd till fredag efter översvämningen." },
        { "is", "Bærinn segir að brúin verði lokuð fram á föstudag." },
        { "fo", "Kommunan sigur, at brúgvin verður stongd til fríggjadag." },
        { "fi", "Kaupunki kertoo, että silta pysyy suljettuna perjantaihin asti." },
        { "et", "Linnavalitsus teatas, et sild jääb suletuks reedeni." },
        { "lv", "Pašvaldība paziņoja, ka tilts paliks slēgts līdz piektdienai." },
        { "lt", "Savivaldybė pranešė, kad tiltas liks uždarytas iki penktadienio." },
        { "pl", "Ratusz poinformował, że most pozostanie zamknięty do piątku." },
        { "cs", "Radnice oznámila, že most zůstane uzavřený až do pátku." },
        { "sk", "Mestský úrad oznámil, že most zostane zatvorený až do piatka." },
        { "sl", "Občina je sporočila, da bo most zaprt do petka." },
        { "hr", "Gradsko vijeće priopćilo je da će most ostati zatvoren do kraja tjedna zbog poplave." },
        { "bs", "Općina je saopćila da će most ostati zatvoren do kraja sedmice zbog poplave." },
        { "sr", "Општина је саопштила да ће мост остати затворен до краја недеље због поплаве." },
        { "hu", "Az önkormányzat közölte, hogy a híd péntekig zárva marad." },
        { "sq", "Bashkia njoftoi se ura do të mbetet e mbyllur deri të premten." },
        { "el", "Ο δήμος ανακοίνωσε ότι η γέφυρα θα παραμείνει κλειστή έως την Παρασκευή." },
        { "tr", "Belediye, köprünün cuma gününe kadar kapalı kalacağını açıkladı." },
        { "az", "Bələdiyyə bildirdi ki, körpü cümə gününə qədər bağlı qalacaq." },
        { "ga", "Deir an chomhairle go mbeidh an droichead dúnta go dtí an Aoine." },
        { "cy", "Dywedodd y cyngor y bydd y bont ar gau tan ddydd Gwener." },
        { "gd", "Thuirt a' chomhairle gum bi an drochaid dùinte gu Dihaoine." },
        { "eu", "Udalak jakinarazi duenez, zubia itxita egongo da ostiralera arte." },
        { "mt", "Il-kunsill qal li l-pont se jibqa' magħluq sal-Ġimgħa." },
        { "eo", "La urbestraro sciigis, ke la ponto restos fermita ĝis vendredo." },
        { "ku", "Şaredariyê ragihand ku pir dê heta roja înê girtî bimîne." },
        { "ru", "Мэрия сообщила, что мост останется закрытым до пятницы." },
        { "uk", "Мерія повідомила, що міст залишиться закритим до п'ятниці." },
        { "be", "Мэрыя паведаміла, што мост застанецца зачыненым да пятніцы." },
        { "bg", "Общината съобщи, че мостът ще остане затворен до петък." },
        { "mk", "Општината соопшти дека мостот ќе остане затворен до петок." },
        { "kk", "Қала әкімдігі көпір жұмаға дейін жабық болатынын хабарлады." },
        { "ky", "Мэрия көпүрө жума күнүнө чейин жабык болоорун билдирди." },
        { "uz", "Hokimlik koʻprik juma kunigacha yopiq boʻlishini maʼlum qildi." },
        { "tt", "Шәһәр хакимияте күпернең җомгага кадәр ябык булачагын хәбәр итте." },
        { "tg", "Шаҳрдорӣ хабар дод, ки пул то рӯзи ҷумъа баста мемонад." },
        { "mn", "Хотын захиргаа гүүр баасан гараг хүртэл хаалттай байна гэж мэдэгдэв." },
        { "hy", "Քաղաքապետարանը հայտնել է, որ կամուրջը փակ կմնա մինչև ուրբաթ։" },
        { "ka", "მერიამ განაცხადა, რომ ხიდი პარასკევამდე დაკეტილი იქნება." },
        { "he", "העירייה הודיעה שהגשר יישאר סגור עד יום שישי." },
        { "yi", "די שטאָט האָט געמאָלדן אַז די בריק וועט בלייבן פֿאַרמאַכט ביז פֿרײַטיק." },
        { "ar", "أعلنت البلدية أن الجسر سيبقى مغلقا حتى يوم الجمعة." },
        { "fa", "شهرداری اعلام کرد که پل تا روز جمعه بسته خواهد ماند." },
        { "ur", "بلدیہ نے بتایا کہ پل جمعہ تک بند رہے گا۔" },
        { "ps", "ښاروالۍ وویل چې پل به تر جمعې پورې تړلی وي." },
        { "sd", "ميونسپل ٻڌايو ته پل جمعي تائين بند رهندي." },
        { "ug", "شەھەرلىك ھۆكۈمەت كۆۋرۈكنىڭ جۈمە كۈنىگىچە تاقىلىدىغانلىقىنى ئېيتتى." },
        { "hi", "नगर निगम ने बताया कि पुल शुक्रवार तक बंद रहेगा।" },
        { "mr", "पालिकेने सांगितले की पूल शुक्रवारपर्यंत बंद राहणार आहे." },
        { "ne", "नगरपालिकाले पुल शुक्रबारसम्म बन्द रहने जनाएको छ।" },
        { "sa", "नगरपालिका अवदत् यत् सेतुः शुक्रवासरपर्यन्तं पिहितः भविष्यति इति।" },
        { "bn", "পৌরসভা জানিয়েছে যে সেতুটি শুক্রবার পর্যন্ত বন্ধ থাকবে।" },
        { "as", "পৌৰসভাই জনাইছে যে দলংখন শুকুৰবাৰলৈকে বন্ধ থাকিব।" },
        { "pa", "ਨਗਰ ਕੌਂਸਲ ਨੇ ਕਿਹਾ ਕਿ ਪੁਲ ਸ਼ੁੱਕਰਵਾਰ ਤੱਕ ਬੰਦ ਰਹੇਗਾ।" },
        { "gu", "નગરપાલિકાએ જણાવ્યું કે પુલ શુક્રવાર સુધી બંધ રહેશે." },
        { "or", "ପୌରପାଳିକା କହିଛି ଯେ ପୋଲ ଶୁକ୍ରବାର ପର୍ଯ୍ୟନ୍ତ ବନ୍ଦ ରହିବ।" },
        { "ta", "பாலம் வெள்ளிக்கிழமை வரை மூடப்பட்டிருக்கும் என்று நகராட்சி தெரிவித்தது." },
        { "te", "వంతెన శుక్రవారం వరకు మూసి ఉంటుందని పురపాలక సంఘం తెలిపింది." },
        { "kn", "ಸೇತುವೆ ಶುಕ್ರವಾರದವರೆಗೆ ಮುಚ್ಚಿರುತ್ತದೆ ಎಂದು ಪುರಸಭೆ ತಿಳಿಸಿದೆ." },
        { "ml", "പാലം വെള്ളിയാഴ്ച വരെ അടച്ചിടുമെന്ന് നഗരസഭ അറിയിച്ചു." },
        { "si", "පාලම සිකුරාදා දක්වා වසා තබන බව නගර සභාව පැවසීය." },
        { "th", "เทศบาลแจ้งว่าสะพานจะปิดจนถึงวันศุกร์" },
        { "lo", "ເທດສະບານແຈ້ງວ່າຂົວຈະປິດຈົນຮອດວັນສຸກ" },
        { "km", "សាលាក្រុងបានប្រាប់ថាស្ពាននឹងបិទរហូតដល់ថ្ងៃសុក្រ។" },
        { "my", "တံတားကို သောကြာနေ့အထိ ပိတ်ထားမည်ဟု မြို့တော်စည်ပင်က ပြောသည်။" },
        { "vi", "Chính quyền thành phố cho biết cây cầu sẽ đóng cửa đến thứ Sáu." },
        { "ko", "시는 다리가 금요일까지 폐쇄될 것이라고 밝혔다." },
        { "ja", "市は、橋を金曜日まで通行止めにすると発表した。" },
        { "zh", "市政府表示，这座桥将关闭到星期五，请市民绕行其他道路。" },
        { "zh-Hant", "市政府表示，這座橋將關閉到星期五，請市民繞行其他道路。" },
        { "id", "Pemkot menyebut jembatan itu ditutup hingga Jumat karena banjir." },
        { "ms", "Majlis perbandaran memaklumkan jambatan itu ditutup hingga Jumaat kerana banjir." },
        { "jv", "Pamaréntah kutha ngandharaké yèn kreteg iku isih ditutup nganti dina Jemuwah amarga banjir." },
        { "su", "Pamaréntah kota nyebutkeun yén sasak éta ditutup nepi ka poé Jumaah lantaran caah." },
        { "fil", "Sinabi ng pamahalaang lungsod na mananatiling sarado ang tulay hanggang Biyernes." },
        { "ceb", "Matod sa pangagamhanan sa syudad, magpabilin nga sirado ang tulay hangtod sa Biyernes." },
        { "sw", "Baraza la jiji limesema daraja litabaki limefungwa hadi Ijumaa." },
        { "so", "Dowladda hoose ayaa sheegtay in buundada ay xirnaan doonto ilaa Jimcaha." },
        { "ha", "Karamar hukumar ta ce gadar za ta ci gaba da kasancewa a rufe har zuwa ranar Juma'a." },
        { "yo", "Ìjọba ìbílẹ̀ sọ pé afárá náà yóò wà ní títì títí di ọjọ́ Ẹtì." },
        { "ig", "Gọọmentị obodo kwuru na akwa mmiri ahụ ga-emechi ruo ụbọchị Fraịde." },
        { "zu", "Umasipala uthe ibhuloho lizohlala livaliwe kuze kube nguLwesihlanu." },
        { "rw", "Umujyi watangaje ko ikiraro kizakomeza gufungwa kugeza ku wa gatanu." },
        { "mg", "Nilaza ny kaominina fa hikatona hatramin'ny zoma ny tetezana." },
        { "am", "ማዘጋጃ ቤቱ ድልድዩ እስከ አርብ ድረስ ዝግ እንደሚሆን አስታወቀ።" },
        { "ti", "ምምሕዳር ከተማ እቲ ድልድል ክሳብ ዓርቢ ተዓጽዩ ክጸንሕ እዩ ኢሉ።" },
        { "ht", "Lakomin nan di pon an ap rete fèmen jiska vandredi." },
        { "qu", "Llaqta kamachiqkuna nirqan chaka viernes p'unchawkama wisq'asqa kananta." },
        { "gn", "Tavao oje'i puente oñembotýtaha viernes peve." },
        { "mi", "E kī ana te kaunihera ka kati tonu te piriti tae noa ki te Paraire." },
        { "la", "Magistratus nuntiavit pontem usque ad diem Veneris clausum manere." },
        { "sn", "Kanzuru yakati zambuko richaramba rakavharwa kusvika neChishanu." },
        { "sr", "Opština je saopštila da će most ostati zatvoren do kraja nedelje zbog poplave." },
        { "ckb", "شارەوانی ڕایگەیاند کە پردەکە تا ڕۆژی هەینی بە داخراوی دەمێنێتەوە." },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        char code[12];
        kb_language_find(kb_str_of(rows[i].text), code);
        KB_ROW_STR(i, kb_str_of(code), kb_str_of(rows[i].code));
    }
}

static void test_a_control_character_hides_no_language(void **state)
{
    char code[12];
    (void)state;
    kb_language_find(
        KB_STR("Warga mengatakan\x1B bahwa \x07uang itu belum bisa diambil karena kantor tutup sejak kemarin pagi."),
        code);
    assert_string_equal(code, "id");
}

/* Names and single words that tell nothing have no language rather than a wrong one; a word or a script that tells is
 * enough. */
static void test_few_words_that_tell_nothing_have_no_language(void **state)
{
    static const struct {
        const char *text, *code;
    } rows[] = {
        { "Ringo Ayumi", "und" }, { "OK", "und" },         { "Marlow Quill", "und" }, { "12:30 UTC", "und" },
        { "Banjir", "id" },       { "Perbandaran", "ms" }, { "東京", "ja" },          { "สะพาน", "th" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        char code[12];
        kb_language_find(kb_str_of(rows[i].text), code);
        KB_ROW_STR(i, kb_str_of(code), kb_str_of(rows[i].code));
    }
}

/* Long documents of several languages and scripts: `times` repeats of each part, in order. */
static void test_a_mixed_document_has_the_language_of_most_of_its_body(void **state)
{
#define ID "Warga Wanasari mengatakan bahwa jembatan itu belum bisa dilewati karena arus sungai masih deras. "
#define EN "Residents of the town said that the bridge could not be crossed because the river was still high. "
#define AR "قال سكان البلدة إن الجسر لا يمكن عبوره لأن مياه النهر ما زالت مرتفعة. "
#define MS "Penduduk berkata bahawa jambatan itu belum boleh dilalui kerana arus sungai masih deras. "
    static const struct {
        const char *code;
        struct {
            const char *text;
            size_t times;
        } parts[3];
    } rows[] = {
        { "id", { { ID, 6 }, { EN, 2 }, { ID, 6 } } },    /* a paragraph quoted */
        { "id", { { EN, 45 }, { ID, 110 }, { EN, 3 } } }, /* an abstract longer than 4 KiB before the body */
        { "id", { { EN, 3 }, { ID, 12 }, { EN, 3 } } },   /* boilerplate around it */
        { "id", { { ID, 60 }, { EN, 60 }, { "", 0 } } },  /* two halves: the first */
        { "en", { { EN, 60 }, { ID, 60 }, { "", 0 } } },  { "ms", { { EN, 10 }, { MS, 80 }, { ID, 10 } } },
        { "ar", { { ID, 3 }, { AR, 20 }, { EN, 3 } } },   { "en", { { EN, 20 }, { ID, 4 }, { "", 0 } } },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        char text[20000], code[12];
        size_t len = 0;
        for (size_t p = 0; p < KB_COUNT(rows[i].parts); p++)
            for (size_t n = 0; n < rows[i].parts[p].times; n++) {
                kb_str part = kb_str_of(rows[i].parts[p].text);
                assert_true(len + part.len <= sizeof text);
                memcpy(text + len, part.at, part.len);
                len += part.len;
            }
        kb_language_find((kb_str){ text, len }, code);
        KB_ROW_STR(i, kb_str_of(code), kb_str_of(rows[i].code));
    }
}

/* The table is searched by halving: its words must be in byte order, none twice. */
static void test_the_table_of_words_is_in_order(void **state)
{
    kb_str table = { kb_embedded_apart[0].bytes, kb_embedded_apart[0].len }, line, last = { 0 };
    size_t lines = 0;
    (void)state;
    while (kb_str_next(&table, '\n', &line)) {
        kb_str rest = line, key;
        if (line.len == 0 || line.at[0] == '#' || !kb_str_next(&rest, ' ', &key)) continue;
        if (last.at && kb_str_compare(last, key) >= 0)
            fail_msg("\"%.*s\" stands behind \"%.*s\"", KB_STR_ARGS(key), KB_STR_ARGS(last));
        assert_true(rest.len >= 2 || kb_str_is(rest, "="));
        last = key;
        lines++;
    }
    assert_true(lines > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_languages_are_told),
        cmocka_unit_test(test_each_language_is_told_by_one_sentence),
        cmocka_unit_test(test_a_control_character_hides_no_language),
        cmocka_unit_test(test_few_words_that_tell_nothing_have_no_language),
        cmocka_unit_test(test_a_mixed_document_has_the_language_of_most_of_its_body),
        cmocka_unit_test(test_the_table_of_words_is_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
