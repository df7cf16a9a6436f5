#!/usr/bin/env python3
"""make_pdf.py: writes the PDFs that the tests read, all of them plain to look at: tests/golden/read-pdf/input and
tests/fuzz/corpus/pdf; and in tests/fuzz/corpus/pdf_pieces what is told of two of them (src/read/pdf_piece.h). Run it after a change here, and commit what it writes."""
import os
import struct
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
WIDE, HIGH = 595, 842


def escape(text):
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def content(lines):
    """Lines are (x, y from the top, size, bold, text)."""
    out = [b"BT"]
    for x, y, size, bold, text in lines:
        out.append(b"/F%d %g Tf 1 0 0 1 %g %g Tm (%s) Tj" % (2 if bold else 1, size, x, HIGH - y, escape(text)))
    return b"\n".join(out + [b"ET"])


def pdf(pages, info=None, packed=False, encrypt=None):
    """A file of these pages; `info` as in a PDF's dictionary."""
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica%s /Encoding /WinAnsiEncoding >>"
    count = len(pages)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>",
               ("<< /Type /Pages /Count %d /Kids [%s] >>" %
                (count, " ".join(f"{5 + 2 * i} 0 R" for i in range(count)))).encode(),
               (font % "").encode(), (font % "-Bold").encode()]
    for i, lines in enumerate(pages):
        stream = content(lines) if lines else b""
        how = b""
        if packed:
            stream, how = zlib.compress(stream), b" /Filter /FlateDecode"
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R "
                       b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (WIDE, HIGH, 6 + 2 * i))
        objects.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(stream), how, stream))
    trailer = b"/Root 1 0 R"
    if info:
        objects.append(b"<< %s >>" % b" ".join(b"/%s (%s)" % (k.encode(), escape(v)) for k, v in info.items()))
        trailer += b" /Info %d 0 R" % len(objects)
    if encrypt:
        objects.append(encrypt)
        trailer += b" /Encrypt %d 0 R /ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>]" % \
            len(objects)
    out, places = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)


def block(x, y, text, size=10, step=12.5, bold=False):
    return [(x, y + i * step, size, bold, line) for i, line in enumerate(text.strip().split("\n"))]


def statement():
    """Indonesian, three pages: letterhead, running header and footer, hyphens of both kinds."""
    def page(n, body):
        return [(60, 40, 8, False, "Dewan Air Lembah Sura | Siaran Pers Nomor 12"),
                *body, (260, 812, 8, False, f"Halaman {n} dari 3")]
    one = [(60, 90, 20, True, "Tiga pintu bendungan ditutup setelah"), (60, 114, 20, True, "hujan lebat dua hari"),
           (60, 150, 10, False, "Sura Hulu, 4 Maret 2025"),
           *block(60, 180, """Dewan Air Lembah Sura menutup tiga pintu bendungan pada Senin malam setelah hujan turun dua hari. Anak-
anak sekolah di tiga desa tidak perlu mengungsi, karena permukaan air telah turun di bawah batas yang meng-
khawatirkan sejak Minggu siang."""),
           *block(60, 230, """\u201cKami memeriksa tiap pintu, tiap enam jam,\u201d kata Ratna Wibisana, ketua dewan itu. Ia menambahkan bahwa air
bersih dibagikan kepada 1.200 keluarga di Sura Hilir, dan bahwa pemeriksaan akan berlangsung sampai para"""),
           ]
    two = [*block(60, 90, """insinyur menyatakan keadaan aman."""),
           (60, 120, 13, True, "Langkah berikutnya"),
           *block(60, 145, """\u2022 pemeriksaan dinding pada hari Rabu
\u2022 rapat dengan pemerintah kabupaten
\u2022 pembagian air bersih sampai Jumat"""),
           *block(60, 200, """Curah hujan mencapai 142 milimeter dalam dua hari.1 Angka itu yang tertinggi sejak pencatatan dimulai, kata
petugas di pos Tanjung.""")]
    three = [*block(60, 90, """Narahubung: Bima Anggara
Telepon 0555-0101""")]
    return pdf([page(1, one), page(2, two), page(3, three)],
               {"Title": "Microsoft Word - siaran_final2.docx", "Author": "user01", "CreationDate": "D:20250305091500+07'00'"})


def columns():
    """English, two columns below a title, with a word broken at the end of the first."""
    left = """The harbour board of Port Ellery has clos-
ed the north pier to all vessels. The pier
was damaged in the storm of Sunday night,
and engineers found cracks in four of its
eleven pillars, the board said.

No one was hurt. Two fishing boats broke
loose and were brought back by the well-"""
    right = """known tug Marigold in the early morning.

Work on the pillars will take three weeks,
said Tomas Hale, who leads the board. He
thanked the crews, and asked owners to
use the south pier until 30 June.

The well-known tug was built in 1962."""
    lines = [(60, 80, 22, False, "North pier closed after the storm"), (60, 110, 10, False, "PRESS RELEASE"),
             (60, 125, 10, False, "Port Ellery, June 9, 2025"),
             *[l for l in block(60, 160, left) if l[4]], *[l for l in block(310, 160, right) if l[4]]]
    return pdf([lines], {"Title": "North pier closed after the storm", "Author": "Tomas Hale",
                         "CreationDate": "D:20250610080000Z"}, packed=True)


def piece(kind, text="", *numbers):
    data = text.encode()
    return struct.pack("=II5d", kind, len(data), *(numbers + (0,) * (5 - len(numbers)))) + data


def pieces():
    """Two pages, in one column and in two."""
    out = piece(0, "", 2) + piece(4, "North pier closed") + piece(5, "Tomas Hale") + piece(6, "2025-06-10") + piece(1, "", 595, 842)
    for i, line in enumerate(["North pier closed after storm", "Port Ellery, June 9, 2025", "The harbour board has clos-",
                              "ed the pier.", "\u2022 anak-", "anak \ufb01ve"]):
        out += piece(3 if i == 0 else 2, line, 60, 100 + 12 * i, 60 + 5 * len(line), 110 + 12 * i, 18 if i == 0 else 10)
    out += piece(1, "", 595, 842)
    for i in range(12):
        line, left = f"words of the left or right {i}", 60 if i % 2 else 300
        out += piece(2, line, left, 100 + 12 * (i // 2), left + 5 * len(line), 110 + 12 * (i // 2), 10)
    return out + piece(2, "Page 2", 300, 820, 330, 830, 8)


LOCK = (b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"A5" * 32, b"5A" * 32))
FILES = {"statement": statement(), "columns": columns(), "scan": pdf([[], []]), "locked": pdf([[]], encrypt=LOCK),
         "broken": b"%PDF-1.7\nhalf a file\n", "cut": statement()[:1800]}


def main():
    for folder in ("golden/read-pdf/input", "fuzz/corpus/pdf"):
        os.makedirs(os.path.join(HERE, folder), exist_ok=True)
        for name, data in FILES.items():
            with open(os.path.join(HERE, folder, name + ".pdf"), "wb") as file:
                file.write(data)
    os.makedirs(os.path.join(HERE, "fuzz/corpus/pdf_pieces"), exist_ok=True)
    with open(os.path.join(HERE, "fuzz/corpus/pdf_pieces/two-pages"), "wb") as file:
        file.write(pieces())


if __name__ == "__main__":
    main()
