"""Words that say nothing of what a text is about, German and English, folded (``index.text.fold``).

Question words, pronouns, articles, prepositions, auxiliaries and the fillers of a chat.
"""

from __future__ import annotations


def _read(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH = _read(
    """
    a about above after again against ago all also am an and any anybody anyone anything are
    aren as at be because been before being below between both but by can cannot could couldn d
    did didn do does doesn doing don done down during each either else etc ever every few for
    from further get gets give given got had has hasn have haven having he her here hers
    herself him himself his how i if in into is isn it its itself just kindly know let like ll
    many may me might more most much must my myself need no nor not now of off on once one only
    onto or other our ours ourselves out over own per please re s said same say says shall she
    should shouldn show so some somebody someone something such t tell than that the their
    theirs them themselves then there these they this those though through to too under until
    up upon us use used ve very via want was wasn we were weren what when where whether which
    while who whom whose why will with within without won would wouldn yes yet you your yours
    yourself yourselves
    """
)
GERMAN = _read(
    """
    ab aber alle allem allen aller alles als also am an ander andere anderem anderen anderer
    anderes auch auf aus bei beim bereits bin bis bist bitte da dabei dadurch dafur dagegen
    daher damit danach dann daran darauf daraus darf darin daruber darum das dass davon davor
    dazu dein deine dem den denen denn der deren derer des deshalb dessen dich die dies diese
    diesem diesen dieser dieses dir doch dort du durch durfen durfte eben eher ein eine einem
    einen einer eines einige einigen einiger einiges einmal er es etwa etwas euch euer eure fur
    gab ganz gar geben gegen genau gerade gern gib gibt habe haben habt halt hast hat hatte
    hatten hattest her hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im
    immer in indem ins inwiefern ist ja je jede jedem jeden jeder jedes jedoch jemand jene
    jenem jenen jener jenes kann kannst kein keine keinem keinen keiner konnen konnte konnten
    lassen los mach machen macht mal man manche mehr mein meine meinem meinen meiner mich mir
    mit mochte mochten musse mussen musste mussten nach nachdem nein nicht nichts noch nun nur
    ob obwohl oder ohne sage sagen sagt schon sehr sei seid sein seine seinem seinen seiner
    seines seit selbst sich sie sind so sogar solche solchem solchen solcher solches soll
    sollen sollte sollten sondern sonst sowie statt trotz uber um und uns unser unsere unserem
    unseren unserer unter usw viel viele vielen vieler vom von vor wahrend wann war ware waren
    warum was weg wegen weil welche welchem welchen welcher welches wem wen wenn wer werde
    werden werdet weshalb wessen wie wieder wieso wieviel wieviele will wir wird wirst wo wobei
    wodurch wofur woher wohin wollen wollte womit woran worauf woraus worin woruber worum wovon
    wozu wurde wurden zeig zeige zu zum zur zwar zwischen
    """
)
#: Words by which one asks for an issue as such (``What was new last week?``).
ASKING = _read(
    """
    steht stand stehen changed changes geandert anderte neu neue neues news new happened happen
    passiert passierte geschah geschehen content contents inhalt nachrichten meldungen themen topics
    update updates zusammenfassung summary summarize summarise overview uberblick wichtig wichtige
    wichtigste wichtiges important
    """
)
#: Words of one language that are content words of the other; not dropped unless sure.
AMBIGUOUS = _read("die war man gut will rat not bad hut kind gift")


def is_stop(folded: str, language: str | None) -> bool:
    """Tell whether a folded word says nothing; without a language, whether it does in either."""
    if language == "de":
        return folded in GERMAN
    if language == "en":
        return folded in ENGLISH
    return (folded in ENGLISH or folded in GERMAN) and folded not in AMBIGUOUS
