"""Why a file was not read, or not read whole, in German; the corpus says it in English.

A reason is put together from parts (what is wrong; what to do), so a pattern's ``{}`` may hold
another one. What no pattern knows stays as it is: an English reason is better than none.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

#: English and German, longer ones before those that they begin with.
PATTERNS = (
    # whole files
    ("is empty; {}", "ist leer; {}"),
    ("is too large ({} MB, the limit is {} MB); {}", "ist zu groß ({} MB, erlaubt sind {} MB); {}"),
    (
        "cannot be opened ({}); check its permissions",
        "lässt sich nicht öffnen ({}); bitte die Rechte prüfen",
    ),
    (
        "is not a file, or a link to none; remove it",
        "ist keine Datei oder ein Verweis ins Leere; bitte entfernen",
    ),
    (
        "is a link out of the folder; put the file itself there",
        "ist ein Verweis aus dem Ordner hinaus; bitte die Datei selbst hineinlegen",
    ),
    (
        "is of a kind that cannot be read (known: {})",
        "ist von einer Art, die nicht gelesen werden kann (lesbar: {})",
    ),
    (
        "is of a kind that cannot be read; export it as PDF or text",
        "ist von einer Art, die nicht gelesen werden kann; bitte als PDF oder Text exportieren",
    ),
    ("holds no paragraph that could be cited", "enthält keinen Absatz, der sich zitieren ließe"),
    (
        "is not in that file any more; run `briefing-bot ingest`",
        "ist nicht mehr in dieser Datei; bitte `briefing-bot ingest` ausführen",
    ),
    (
        "is {}, not text; export it as plain text (UTF-8) and try again",
        "ist {}, kein Text; bitte als einfachen Text (UTF-8) exportieren",
    ),
    (
        "is {}, not a Word file; give it the ending of what it is",
        "ist {}, keine Word-Datei; bitte die passende Endung geben",
    ),
    (
        "is {}, not a Word file; export it as PDF or Word and try again",
        "ist {}, keine Word-Datei; bitte als PDF oder Word exportieren",
    ),
    (
        "holds no text; save the page again once it is shown in full",
        "enthält keinen Text; bitte die Seite erst speichern, wenn sie ganz zu sehen ist",
    ),
    # limits and crashes
    (
        "needs more than {} GB of memory to be read; {}",
        "braucht zum Lesen mehr als {} GB Speicher; {}",
    ),
    ("takes longer than {} s to be read; {}", "braucht zum Lesen länger als {} s; {}"),
    ("ends the program that reads it ({}); {}", "bringt das lesende Programm zum Absturz ({}); {}"),
    ("nests deeper than can be followed; {}", "ist zu tief verschachtelt; {}"),
    (
        "cannot be read ({}); please report this file as a bug",
        "lässt sich nicht lesen ({}); bitte diese Datei als Fehler melden",
    ),
    ("cannot start a process: {}", "kann keinen Prozess starten: {}"),
    # mails
    (
        "is a broken or endlessly nested mail; export it again",
        "ist eine kaputte oder endlos verschachtelte Mail; bitte neu exportieren",
    ),
    ("is a broken mail; export it again", "ist eine kaputte Mail; bitte neu exportieren"),
    (
        "has no header of a mail; export it again as .eml",
        "hat keinen Mail-Kopf; bitte neu als .eml exportieren",
    ),
    (
        "is encrypted; decrypt it in your mail program and export it again",
        "ist verschlüsselt; bitte im Mailprogramm entschlüsseln und neu exportieren",
    ),
    (
        "is nested too deep; export its parts one by one",
        "ist zu tief verschachtelt; bitte die Teile einzeln exportieren",
    ),
    (
        "is nested too deep; export it and put it beside the mail",
        "ist zu tief verschachtelt; bitte exportieren und neben die Mail legen",
    ),
    (
        "holds no text and no attachment that can be read",
        "enthält weder Text noch eine lesbare Anlage",
    ),
    (
        "is no mailbox; export it again as mbox, or its mails as .eml",
        "ist kein Postfach; bitte neu als mbox exportieren, oder die Mails als .eml",
    ),
    (
        "has more messages than the {} that were read; split it",
        "hat mehr Nachrichten als die {}, die gelesen wurden; bitte aufteilen",
    ),
    ("holds no message that can be read: {}", "enthält keine lesbare Nachricht: {}"),
    ("all are empty", "alle sind leer"),
    ("has an attachment that was not read: {}", "hat eine Anlage, die nicht gelesen wurde: {}"),
    ("was not read: it {}", "wurde nicht gelesen: {}"),
    (
        "has more than {} parts; the others were not read: export them apart",
        "hat mehr als {} Teile; die übrigen wurden nicht gelesen: bitte einzeln exportieren",
    ),
    # PDF
    ("has no pages; export it again", "hat keine Seiten; bitte neu exportieren"),
    ("needs a password; save it without one", "verlangt ein Kennwort; bitte ohne speichern"),
    (
        "is protected with a password; save it without one",
        "ist mit einem Kennwort geschützt; bitte ohne speichern",
    ),
    (
        "is no PDF, whatever its name says; export it again",
        "ist kein PDF, was auch immer der Name sagt; bitte neu exportieren",
    ),
    (
        "is too damaged to be read as a PDF; export it again",
        "ist für ein PDF zu stark beschädigt; bitte neu exportieren",
    ),
    (
        "has no text on any of its {} pages: scanned? {}",
        "hat auf keiner der {} Seiten Text: eingescannt? {}",
    ),
    (
        "has no text on any page; export it again",
        "hat auf keiner Seite Text; bitte neu exportieren",
    ),
    (
        "has fonts that do not say which letters they show; {}",
        "hat Schriften, die nicht sagen, welche Buchstaben sie zeigen; {}",
    ),
    (
        "is damaged or cut off; compare it with the original, or export it again",
        (
            "ist beschädigt oder abgeschnitten; bitte mit dem Original vergleichen oder neu"
            " exportieren"
        ),
    ),
    (
        "has {} pages, of which {} are read; split it into its briefings",
        "hat {} Seiten, von denen {} gelesen werden; bitte in die einzelnen Briefings aufteilen",
    ),
    (
        "has {} page that cannot be opened ({}); export it again",
        "hat {} Seite, die sich nicht öffnen lässt ({}); bitte neu exportieren",
    ),
    (
        "has {} pages that cannot be opened ({}); export it again",
        "hat {} Seiten, die sich nicht öffnen lassen ({}); bitte neu exportieren",
    ),
    ("has {} page without text ({}): scanned? {}", "hat {} Seite ohne Text ({}): eingescannt? {}"),
    (
        "has {} pages without text ({}): scanned? {}",
        "hat {} Seiten ohne Text ({}): eingescannt? {}",
    ),
    (
        "has {} page whose fonts do not say which letters they show ({}); {}",
        "hat {} Seite, deren Schriften nicht sagen, welche Buchstaben sie zeigen ({}); {}",
    ),
    (
        "has {} pages whose fonts do not say which letters they show ({}); {}",
        "hat {} Seiten, deren Schriften nicht sagen, welche Buchstaben sie zeigen ({}); {}",
    ),
    (
        "has {} page read by character recognition ({}); it errs, compare what you quote",
        (
            "hat {} Seite, die mit Texterkennung gelesen wurde ({}); sie irrt sich, bitte"
            " vergleichen, was Sie zitieren"
        ),
    ),
    (
        "has {} pages read by character recognition ({}); it errs, compare what you quote",
        (
            "hat {} Seiten, die mit Texterkennung gelesen wurden ({}); sie irrt sich, bitte"
            " vergleichen, was Sie zitieren"
        ),
    ),
    (
        "has {} page with letters that their fonts do not name ({}); compare what you quote",
        (
            "hat {} Seite mit Buchstaben, die ihre Schriften nicht nennen ({}); bitte"
            " vergleichen, was Sie zitieren"
        ),
    ),
    (
        "has {} pages with letters that their fonts do not name ({}); compare what you quote",
        (
            "hat {} Seiten mit Buchstaben, die ihre Schriften nicht nennen ({}); bitte"
            " vergleichen, was Sie zitieren"
        ),
    ),
    (
        "nothing could be recognised on them; look at them yourself",
        "darauf war nichts zu erkennen; bitte selbst ansehen",
    ),
    (
        "there was no time to recognise all that is on them; set READ_SECONDS higher",
        "die Zeit reichte nicht, um alles darauf zu erkennen; READ_SECONDS höher setzen",
    ),
    (
        "install Tesseract to have them read (Debian: tesseract-ocr and tesseract-ocr-deu)",
        (
            "Tesseract liest sie, wenn es installiert ist (Debian: tesseract-ocr und"
            " tesseract-ocr-deu)"
        ),
    ),
    # Word
    (
        "is an old Word document (.doc); save it as .docx or PDF",
        "ist ein altes Word-Dokument (.doc); bitte als .docx oder PDF speichern",
    ),
    (
        "is cut off or damaged; copy it again, or {}",
        "ist abgeschnitten oder beschädigt; bitte neu kopieren, oder {}",
    ),
    (
        "is damaged; what was read of it may not be all: {}",
        "ist beschädigt; vielleicht wurde nicht alles gelesen: {}",
    ),
    ("is damaged ({}); {}", "ist beschädigt ({}); {}"),
    ("has no text that Word would find in it; {}", "hat keinen Text, den Word darin fände; {}"),
    (
        "would unpack to far more than a document has; it was left alone",
        "würde entpackt viel größer, als ein Dokument ist; es blieb ungelesen",
    ),
    (
        "has pictures but no text; export it as PDF so that its pages can be recognised",
        (
            "hat Bilder, aber keinen Text; bitte als PDF exportieren, damit die Seiten"
            " erkannt werden können"
        ),
    ),
    ("has no text; {}", "hat keinen Text; {}"),
    (
        "holds parts of another format that were not read; {}",
        "enthält Teile in einem anderen Format, die nicht gelesen wurden; {}",
    ),
    # what to do
    ("remove it or export it again", "bitte entfernen oder neu exportieren"),
    ("split it into its briefings", "bitte in die einzelnen Briefings aufteilen"),
    (
        "split it into its briefings, or save it anew from the program that made it",
        "bitte in die einzelnen Briefings aufteilen oder im ursprünglichen Programm neu speichern",
    ),
    ("open it in Word and save it again", "bitte in Word öffnen und neu speichern"),
    # what something is
    ("a PDF document", "ein PDF"),
    ("a ZIP archive or Office document", "ein ZIP-Archiv oder Office-Dokument"),
    ("an old Office document", "ein altes Office-Dokument"),
    ("a Rich Text document", "ein RTF-Dokument"),
    ("a picture", "ein Bild"),
    ("a compressed file", "eine gepackte Datei"),
    ("a program", "ein Programm"),
    ("a database", "eine Datenbank"),
    ("a binary file", "eine Binärdatei"),
    ("text, a web page or something else", "Text, eine Webseite oder etwas anderes"),
    ("an Excel workbook", "eine Excel-Mappe"),
    ("a PowerPoint presentation", "eine PowerPoint-Präsentation"),
    ("an OpenDocument text or e-book", "ein OpenDocument-Text oder E-Book"),
    # pages of the web
    ("the server says {}", "der Server sagt {}"),
    ("there is no such address", "diese Adresse gibt es nicht"),
    ("that is no address of a page", "das ist keine Adresse einer Seite"),
    ("it leads on and on", "sie führt immer weiter"),
    ("it is larger than {} MB", "sie ist größer als {} MB"),
    (
        "it lies in a network of its own, not on the public web",
        "sie liegt in einem eigenen Netz, nicht im öffentlichen Web",
    ),
)


#: Characters that are looked at, and parts that a reason has at most.
_LONGEST, _PARTS = 1_000, 6


def in_german(reason: str) -> str:
    """Return a reason in German; whatever of it is not known stays in English."""
    return _german(reason[:_LONGEST]) + reason[_LONGEST:]


@lru_cache(maxsize=500)
def _german(text: str) -> str:
    parts = text.split("; ")
    said = []
    while parts:
        german, count = _first(parts)
        said.append(german)
        parts = parts[count:]
    return "; ".join(said)


def _first(parts: list[str]) -> tuple[str, int]:
    """Return the longest reason that some parts begin with, in German, and how many it takes.

    A reason may stand behind the name of a file, as in ``a.pdf is empty; remove it ...``.
    """
    names = ["", *(parts[0][: match.end()] for match in _BEGINS.finditer(parts[0]))]
    for name in names:
        for count in range(min(len(parts), _PARTS), 0, -1):
            german = _known("; ".join(parts[:count])[len(name) :])
            if german is not None:
                return f"{name}{german}", count
    return parts[0], 1


def _known(text: str) -> str | None:
    for english, german in PATTERNS:
        if (found := _pattern(english).fullmatch(text)) is not None:
            return german.format(*map(_german, found.groups()))
    return None


@cache
def _pattern(english: str) -> re.Pattern[str]:
    return re.compile("(.+?)".join(map(re.escape, english.split("{}"))), re.DOTALL)


#: Where a reason may begin behind a name.
_BEGINS = re.compile(
    r" (?=(?:" + "|".join(sorted({re.escape(one.split(" ")[0]) for one, _ in PATTERNS})) + r")\b)"
)
