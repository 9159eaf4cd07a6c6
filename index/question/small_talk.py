"""Tell a greeting or chit-chat from a question, so that it gets help rather than passages."""

from __future__ import annotations

import re

from index.text import fold, words


def _read(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GREETINGS = _read(
    """
    hi hello hey hallo servus moin gruezi hoi salut morning evening morgen abend tag danke thanks
    thank dankeschon thx ok okay super cool toll prima great nice bye tschuss ciao goodbye ja nein
    yes no nope test help hilfe lol haha hahaha sorry bitte please perfect perfekt wow wonderful
    wunderbar gut good klasse alles klar
    """
)
_PHRASES = """
    wie geht |
    wie geht es dir | wie gehts | wie gehts dir | wie geht s | wie geht es ihnen | how are you
    | how are you doing | how do you do | how s it going | wer bist du | who are you | what are
    you | was bist du | was kannst du | was kannst du alles | what can you do | bist du ein bot
    | are you a bot | bist du ein mensch | are you human | wie heisst du | what s your name |
    what is your name | erzahl mir einen witz | tell me a joke | guten morgen | guten tag |
    guten abend | gute nacht | good morning | good evening | good night | good afternoon | was
    geht | what s up | whats up | wie funktionierst du | how do you work | how does this work |
    wie funktioniert das | schones wochenende | have a nice day | nice to meet you | freut mich
    | gern geschehen | you re welcome | vielen dank | thank you very much | thank you so much |
    danke schon | bis bald | bis morgen | see you | ich liebe dich | i love you | du bist toll
    | you are great | gruss gott | gruss dich
"""
_KNOWN = frozenset(" ".join(phrase.split()) for phrase in re.split(r"\|", _PHRASES))
_FILLERS = _read(
    """
    du bot there dir ihnen you an alle sehr vielen very much so schon gott dich na und euch zusammen
    lot briefing mr mein lieber liebe again nochmal auch all everyone guten gute good schonen a the
    """
)


def is_small_talk(text: str) -> bool:
    """Tell whether a message asks for nothing: a greeting, thanks, chit-chat, or no words."""
    folded = [fold(word) for word in words(text)]
    if not any(char.isalnum() for word in folded for char in word):
        return True
    said = " ".join(folded).replace("'", " ").replace("’", " ")
    if said in _KNOWN:
        return True
    if not folded[0].isalpha() or len(folded) > 6:
        return False
    rest = [word for word in folded if word not in _GREETINGS]
    return len(rest) < len(folded) and (
        all(word in _FILLERS for word in rest) or " ".join(rest) in _KNOWN
    )
