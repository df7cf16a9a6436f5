// The one door to CLD2, which is C++.
#include <cstdio>   // its header names FILE

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

extern "C" const char *kb_cld2_code(const char *text, int len, int best_effort, int *percent, int *reliable);

// The code of the first language of `text` ("un" when CLD2 cannot tell), and its share of the text. CLD2 sets nothing
// when it meets a byte or control character that it takes for no text, so all is set before.
extern "C" const char *kb_cld2_code(const char *text, int len, int best_effort, int *percent, int *reliable)
{
    CLD2::Language three[3] = { CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE };
    int percents[3] = { 0, 0, 0 }, bytes = 0, valid = 0;
    double scores[3] = { 0, 0, 0 };
    bool sure = false;
    CLD2::CLDHints hints = { nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE };
    CLD2::ExtDetectLanguageSummaryCheckUTF8(text, len, true, &hints, best_effort ? CLD2::kCLDFlagBestEffort : 0, three,
                                            percents, scores, nullptr, &bytes, &sure, &valid);
    *percent = percents[0];
    *reliable = sure;
    return CLD2::LanguageCode(three[0]);
}
