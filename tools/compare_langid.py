#!/usr/bin/env python3
"""compare_langid.py KABAR FOLDER [--each]: the languages that kabar finds beside those that CLD2 alone finds.

FOLDER holds cld2/texts.jsonl ({"label": "sr_Latn", "text"}: CLD2's own test texts) and whatlang/examples.json ({"cmn": text}).
CLD2 alone is a program of a few lines that this script builds twice with c++: with libcld2's own tables (83 languages) and with
libcld2_full's (160, which kabar uses). A label is met by its language; codes that name one language are one ("no" and "nb").
Texts whose UTF-8 was read as Latin-1 and written as UTF-8 again are counted apart: nobody can be asked for their language.
--each names the texts where kabar is wrong. Each text, of whatever kind, that CLD2 with its own tables tells and kabar does not
is named in any case, and then the exit code is 1."""
import json
import os
import subprocess
import sys
import tempfile

SOURCE = r"""
#include <cstdio>
#include <iostream>
#include <string>
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
int main()
{
    for (std::string s; std::getline(std::cin, s);) {
        CLD2::Language three[3] = { CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE };
        int percent[3], bytes = 0, valid = 0;
        double scores[3];
        bool sure = false;
        CLD2::CLDHints hints = { nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE };
        CLD2::ExtDetectLanguageSummaryCheckUTF8(s.data(), (int)s.size(), true, &hints, 0, three, percent, scores, nullptr,
                                                &bytes, &sure, &valid);
        std::puts(CLD2::LanguageCode(three[0]));
    }
}
"""
SAME = {"und": "un", "he": "iw", "jv": "jw", "nb": "no", "fil": "tl", "cmn": "zh", "ckb": "ku", "zho": "zh", "ron": "ro"}
# ISO 639-3, as whatlang writes, to the codes of BCP 47
THREE = dict(pair.split("=") for pair in """
afr=af aka=ak amh=am ara=ar aze=az bel=be ben=bn bul=bg cat=ca ces=cs cym=cy dan=da deu=de ell=el eng=en epo=eo est=et fin=fi fra=fr
guj=gu heb=iw hin=hi hrv=hr hun=hu hye=hy ind=id ita=it jav=jw jpn=ja kan=kn kat=ka khm=km kor=ko lat=la lav=lv lit=lt mal=ml mar=mr
mkd=mk mya=my nep=ne nld=nl nob=no ori=or pan=pa pes=fa pol=pl por=pt rus=ru sin=si slk=sk slv=sl sna=sn spa=es srp=sr swe=sv
tam=ta tel=te tgl=tl tha=th tuk=tk tur=tr ukr=uk urd=ur uzb=uz vie=vi yid=yi zul=zu""".split())


def language(code):
    code = THREE.get(code, code)
    return SAME.get(code, SAME.get(code.split("-")[0], code.split("-")[0]))


def twice_encoded(text):
    high = [c for c in text if ord(c) > 0x7F]
    try:
        text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return False
    return bool(high)


def told_by_kabar(kabar, texts):
    lines = "".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate(texts))
    run = subprocess.run([kabar, "read", "-"], input=lines.encode(), capture_output=True)
    found = {d["id"]: d["lang"] for d in map(json.loads, run.stdout.splitlines())}
    return [language(found.get(str(i), "und")) for i in range(len(texts))]


def told_by_cld2(texts, libraries):
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(folder, "alone")
        subprocess.run(["c++", "-x", "c++", "-", "-o", program, "-Wl,--no-as-needed"] + libraries, input=SOURCE.encode(), check=True)
        lines = "\n".join(" ".join(text.split()) for text in texts) + "\n"
        return [language(line) for line in subprocess.run([program], input=lines.encode(), capture_output=True,
                                                          check=True).stdout.decode().splitlines()]


def main():
    arguments = [a for a in sys.argv[1:] if a != "--each"]
    if len(arguments) != 2:
        sys.exit(__doc__)
    kabar, folder = arguments
    rows = []
    with open(os.path.join(folder, "cld2", "texts.jsonl"), encoding="utf-8") as file:
        for row in map(json.loads, file):
            kind = "cld2, encoded twice" if twice_encoded(row["text"]) else "cld2"
            if (kind, row["label"], row["text"]) not in rows:
                rows.append((kind, row["label"], row["text"]))
    with open(os.path.join(folder, "whatlang", "examples.json"), encoding="utf-8") as file:
        rows += [("whatlang", label, text) for label, text in json.load(file).items()]
    texts = [row[2] for row in rows]
    found = {"kabar": told_by_kabar(kabar, texts), "cld2": told_by_cld2(texts, ["-lcld2"]),
             "cld2_full": told_by_cld2(texts, ["-lcld2_full", "-lcld2"])}
    right = {name: [code == language(label.split("_")[0]) for code, (_, label, _) in zip(codes, rows)]
             for name, codes in found.items()}
    for kind in dict.fromkeys(row[0] for row in rows):
        at = [i for i, row in enumerate(rows) if row[0] == kind]
        print(f"{kind:22}", "  ".join(f"{name} {sum(oks[i] for i in at)}" for name, oks in right.items()), f" of {len(at)}")
    below = [i for i in range(len(rows)) if right["cld2"][i] and not right["kabar"][i]]
    for i, (kind, label, _) in enumerate(rows):
        if i in below or ("--each" in sys.argv and not right["kabar"][i] and kind != "cld2, encoded twice"):
            better = "".join(f"; {name} right" for name in ("cld2", "cld2_full") if right[name][i])
            print(f"  {kind}: {label} taken for {found['kabar'][i]}{better}")
    print(f"below CLD2 on {len(below)} of {len(rows)} texts")
    sys.exit(1 if below else 0)


main()
