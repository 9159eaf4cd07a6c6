"""What the layout cannot say: closed classes of words and marks that hold in any briefing.

German, English, French and Spanish; nothing here names a publisher, a rubric or a subject.
"""

from __future__ import annotations

import re

#: Words that cannot end a sentence or a heading: what follows belongs to it.
DANGLING = frozenset(
    """
    der das den dem des eine einen einem einer eines und oder sowie bzw von vom zur im
    beim für gegen durch ohne bei seit als wie dass weil wenn ob zwischen laut wegen trotz ihre
    ihren ihrer seine seinen seiner dieser diese dieses the a and or of into whose than between
    against its their his her le la les un une du de et ou dans pour avec sans chez que qui aux
    los las una del para
    """.split()  # noqa: SIM905 (a table of words reads better than a list of strings)
)
#: After a hyphen at a line end these show that it stands for the rest of a word (``In- und``).
SUSPENDING = frozenset("und oder bzw sowie als bis noch wie and or to nor et ou y u".split())  # noqa: SIM905
#: First halves that English writes with a hyphen.
HYPHENATING = frozenset(
    """
    well self long short high low state cross far all half full part year old new third fourth
    first second two three four five six seven eight nine ten one decision policy law hard soft
    large small ill best better deep wide broad left right fast slow heavy double single cold e
    """.split()  # noqa: SIM905
)
#: Words within those that English writes with several hyphens (``state-of-the-art``).
LINKING = frozenset("of the to in up by and a an on for out off over at with or".split())  # noqa: SIM905
#: Ends of words, before which a typesetter divides: no second halves.
SUFFIXES = frozenset(
    """
    ment ments ing ings er ers est age ages ary ness ly ful less ish able ed ity ism ist ists dom
    hood ship ships tion sion ward wards en ens or ors al ally ance ence ive ize ise
    """.split()  # noqa: SIM905
)
#: First halves that English writes with or without one: the second half must be a word then.
PREFIXING = frozenset(
    "anti co ex mid multi non post pre pro quasi semi vice north south east west".split()  # noqa: SIM905
)
#: Second halves that English writes with a hyphen.
HYPHENATED = frozenset(
    """
    based led term called known run owned year old scale level style related driven backed free
    friendly up in off out making maker makers wide ranging looking standing funded
    sponsored controlled imposed elect class speaking majeure fire effective intensive
    to day month week hour month people range powered
    """.split()  # noqa: SIM905
)
#: Verbs that announce a quotation: words before a colon with one of these are no label.
SAYING = frozenset(
    """
    said says say told tells added adds asked asks wrote writes stated states noted notes argued
    argues warned warns explained explains declared announced insisted is are was were has have
    sagt sagte sagten erklärt erklärte erklärten betont betonte schreibt schrieb fügt fügte fragt
    fragte meint meinte warnt warnte teilt teilte hieß heißt lautet lautete ist sind war waren
    hat haben wird werden kann können soll muss gilt
    dit déclaré écrit ajouté sont dijo afirmó añadió señaló
    """.split()  # noqa: SIM905
)
#: Words that open a question, and verbs that may then stand in a label (``Was zu tun ist``).
ASKING = frozenset(
    """
    was wie warum wer wo wann weshalb wieso wozu womit woran worum wohin what why how who where
    when which pourquoi comment qui quand où que qué cómo quién dónde cuándo
    """.split()  # noqa: SIM905
)
BEING = frozenset("is are was were ist sind war waren gilt wird werden sont".split())  # noqa: SIM905
SALUTATION = re.compile(
    r"(?:dear|hi|hello|good (?:morning|afternoon|evening)|liebe[rs]?|sehr geehrte[rs]?|hallo"
    r"|guten (?:tag|morgen|abend)|bonjour|chers?|chère?s?|estimad[oa]s?|querid[oa]s?)\b"
    r"[^.:;?]{0,80}[,!]$",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"(?:(?:kind|best|warm)(?:est)? (?:regards|wishes)|sincerely|yours\b.{0,20}|regards"
    r"|mit (?:freundlichen|besten|herzlichen) grüßen|(?:viele|beste|herzliche|schöne) grüße"
    r"|cordialement|bien à vous|atentamente|saludos(?: cordiales)?)[,!.]?(?: .{0,40})?$",
    re.IGNORECASE,
)
#: The last line of a letter: who it is from (``Ihre Redaktion``, ``Your editors``).
SIGNED = re.compile(r"(?i:ihre?|eure?|euer|your|votre|vos|su|sus)\s(?:[\w.’'-]+\s?){1,4}[,.]?$")
BYLINE = re.compile(
    r"(?i:das (?:gespräch|interview) führte|die fragen stellte|interviewed by|interview:).{3,60}$|"
    r"(?:By|BY|Von|VON|Par|Por|Text:|Autor(?:in)?:)\s+(?:(?:Dr|Prof)\.\s+)*[^\W\d_a-zß-öø-ÿ][\w.’'-]*"
    r"(?:,?\s+(?:und|and|et|y|von|van|de|der|[^\W\d_a-zß-öø-ÿ][\w.’'-]*)){0,8}$"
)
#: A line that says: here stand the sources of what came before.
SOURCE_WORDS = re.compile(
    r"\b(?:quellen?|sources?|references?|referenzen|literatur|further reading"
    r"|read(?:ing)? (?:list|more)|links?|belege|nachweise|fuentes?|références"
    r"|bibliograph\w+|weiterführend\w*|zum weiterlesen"
    r"|en savoir plus|pour aller plus loin|à lire|más información|para saber más"
    r"|lecturas|we[’']?re reading"
    r"|medienberichte?|media reports?|presseschau|\w*quellen)\b",
    re.IGNORECASE,
)
UNSUBSCRIBE = re.compile(
    r"\bunsubscrib|\babbestell|\babmeld(?:en|ung)\b"
    r"|\bview (?:this|it)?.{0,20}\bin (?:your|a) browser"
    r"|\bim browser (?:an|be)|\bonline(?:-)?version\b|\bdésabonn|\bse désinscrire|\bdarse de baja"
    r"|\bmanage (?:your )?(?:preferences|subscription)|\bupdate your (?:email )?preferences"
    r"|\bauf dieser liste\b|\bmailing list\b.{0,60}\bremove",
    re.IGNORECASE,
)
MAIL_KEYS = {
    **dict.fromkeys(("from", "von", "de", "absender", "sender"), "publisher"),
    **dict.fromkeys(("subject", "betreff", "objet", "asunto", "betr", "re"), "title"),
    **dict.fromkeys(("date", "sent", "gesendet", "datum", "envoyé", "fecha", "enviado"), "date"),
    **dict.fromkeys(("to", "an", "cc", "bcc", "à", "para", "reply-to", "antwort an"), ""),
    **dict.fromkeys(("attachments", "anlagen", "anhänge", "importance", "priorität"), ""),
}
#: Words that make a line the name of a series.
SERIES_WORDS = re.compile(
    r"\w*(?:brief(?:ing|s)?|newsletter|digest|bulletin|monitor|weekly|daily|monthly|quarterly"
    r"|(?:research|policy|briefing|working|discussion|occasional) (?:note|paper)"
    r"|\w*(?:überblick|rückblick|ausblick|blick|schau|ticker|telegramm|kompakt|journal|gazette)"
    r"|(?:revue|panorama|synthèse|veille)"
    r"|update|report|review|watch|tracker|essentials|dispatch|bericht|rundbrief|rundschau|lage"
    r"|presse(?:mitteilung|spiegel)|press release|infobrief|nachrichten|notizen|lettre|bulletin"
    r"|boletín|hebdo|semanal)\b",
    re.IGNORECASE,
)
ISSUE = re.compile(
    r"\b(?:issue|no|nr|ausgabe|edition|vol(?:ume)?|jahrgang|jg|kw|calendar week|week|woche"
    r"|kalenderwoche|número|numéro)\b\.?\s*(?:no\.?|nr\.?)?\s*\d+(?:\s?/\s?\d{1,4})?"
    r"|\b\d{1,3}\s?/\s?(?:19|20)\d\d\b(?!\s?/)|(?<!\w)(?:#|n\.?\s?[°º])\s?\d{1,4}\b"
    r"|(?:(?<=paper )|(?<=brief )|(?<=briefing )|(?<=report )|(?<=note )|(?<=bulletin )"
    r"|(?<=letter )|(?<=update )|(?<=bericht ))\d{1,3}$",
    re.IGNORECASE,
)

#: Words of bodies that publish.
INSTITUTION = re.compile(
    r"\b(?:\w*minister(?:ium|y|io)|ministry|office of|bureau|ministère|embass\w+|botschaft"
    r"|\w*vertretung|\w*institute?|instituto|foundation"
    r"|\w*stiftung|fondation|fundación|cent(?:er|re) for|\w*zentrum|universit\w+|agency|\w*agentur"
    r"|bundesamt|\w*behörde|council|commission|kommission|\w*verband|association|chamber of"
    r"|observatoire|observatory"
    r"|\w*kammer|parliament|think tank|gmbh|verlag|department|directorate|secretariat)\b"
    r"|\be\.\s?v\.",
    re.IGNORECASE,
)

_CLOSERS = "\"'”’“»«)]}*›"
_TERMINALS = tuple(".!?…:;。！？：；")
#: A sentence mark and after it a note: ``(23/11/06)``, ``[3]``, a raised figure.
_NOTED = re.compile(
    r"(?:[^\W\d_]{2}|[\d\"'”’“»)%])[.!?…][\"'”’“»)]*\s*(?:\([^()]{1,80}\)|\[[^\[\]]{1,40}\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)$"
    r"|[^\W\d_]{2}[.!?…][\"'”’“»)]*\d{1,2}$"
)
_OPENERS = "\"'„“‚‘«»([¿¡›‹*"
_WORD = re.compile(r"\w+")


def is_terminated(text: str) -> bool:
    """Tell whether the text ends as a sentence ends (closing marks and notes aside)."""
    end = text[-120:]
    return end.rstrip(_CLOSERS + " ")[-1:] in _TERMINALS or bool(_NOTED.search(end))


def starts_lower(text: str) -> bool:
    """Tell whether the first letter, opening marks aside, is a small one."""
    first = text.lstrip(_OPENERS + " –—-")[:1]
    return first.islower()


def first_word(text: str) -> str:
    """Return what stands before the first blank."""
    return text.split(" ", 1)[0]


def is_dangling(text: str) -> bool:
    """Tell whether the text breaks off: with a comma, a dash, a hyphen or a word of DANGLING."""
    if text.endswith((",", "-", "–", "—", "‐", "\u00ad", "/", "&", "+")):
        return True
    return _last_word(text) in DANGLING


def _last_word(text: str) -> str:
    return text[-40:].rsplit(" ", 1)[-1]


def is_open(text: str) -> bool:
    """Tell whether a bracket that was opened in the last part of the text is not closed yet."""
    tail = text[-300:]
    return any(tail.rfind(o) > tail.rfind(c) for o, c in ("()", "[]"))


def is_capitals(text: str) -> bool:
    """Tell whether the text is set in capitals (at least three letters, none small)."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= 3 and all(c.isupper() for c in letters if c != "ß")


def words(text: str) -> list[str]:
    """Return the words of a text, lower case."""
    return _WORD.findall(text.lower())
