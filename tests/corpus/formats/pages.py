"""Pages written by hand, as sites and mail programs write them: what is said, what stands around.

Every name in them is invented.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """kept: stretches of text that must be read, in this order; gone: ones that must not."""

    html: str
    kept: tuple[str, ...]
    gone: tuple[str, ...] = ()


_BLOG = Page(
    """<!doctype html><html lang="de"><head><title>Der Deich hält | Watt und Welle</title></head>
<body class="post-template single nav-open">
<div id="page" class="site"><div class="announcement-bar">Jetzt neu: unser Podcast!</div>
<div class="site-header"><div class="site-branding"><a href="/">Watt und Welle</a></div>
<div class="main-navigation"><ul id="menu-main" class="menu"><li class="menu-item">
<a href="/a">Küste</a></li><li class="menu-item"><a href="/b">Inseln</a></li></ul></div></div>
<div id="content" class="site-content"><div id="primary" class="content-area"><div class="post">
<h1 class="entry-title">Der Deich hält</h1>
<div class="entry-meta">Wiebke Harms, <time datetime="2026-09-03">3. September 2026</time></div>
<div class="entry-content">
<p class="lead">Der neue Deich von Norderhusen hat seine erste Sturmflut überstanden.</p>
<p>Ja.</p>
<p>Das Wasser stieg auf 4,12 Meter. <a href="https://pegel.example/d">Der Pegel</a> fiel erst nach
Mitternacht.</p>
<h2>Was er gekostet hat</h2>
<ul><li>Erdarbeiten: 14 Mio. Euro</li><li>Pflaster: 3 Mio. Euro<ul><li>davon Klinker: 1 Mio.</li>
</ul></li></ul>
<div class="info-box"><h3>Stichwort: Sturmflut</h3><p>So nennt man eine Flut, die 1,5 Meter über
dem mittleren Hochwasser liegt.</p></div>
<figure><img src="d.jpg" alt="Deich"><figcaption>Der Deich am Morgen danach.</figcaption></figure>
<blockquote><p>Wir haben gezittert.</p></blockquote>
<p>So der Deichgraf.</p>
</div>
<div class="sharedaddy"><h3>Teilen mit:</h3><ul><li><a href="#">Klick, um zu teilen</a></li>
</ul></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3>Ähnliche Beiträge</h3>
<p><a href="/x">Die Möwen kommen wieder</a></p></div>
<div id="comments" class="comments-area"><h2>2 Kommentare</h2><ol><li><p>Toller Beitrag, danke
für die Mühe!</p></li></ol><form><textarea></textarea></form></div>
</div></div>
<div id="secondary" class="widget-area"><section class="widget"><h2>Neueste Beiträge</h2><ul><li>
<a href="/1">Ebbe im Haushalt</a></li><li><a href="/2">Krabben werden teuer</a></li></ul></section>
</div></div>
<div id="colophon" class="site-footer"><a href="/impressum">Impressum</a> |
<a href="/datenschutz">Datenschutz</a></div></div></body></html>""",
    (
        "Der Deich hält",
        "Der neue Deich von Norderhusen",
        "Ja.",
        "Der Pegel fiel erst nach Mitternacht.",
        "Was er gekostet hat",
        "Erdarbeiten: 14 Mio. Euro",
        "davon Klinker: 1 Mio.",
        "Stichwort: Sturmflut",
        "So nennt man eine Flut",
        "Der Deich am Morgen danach.",
        "Wir haben gezittert.",
        "So der Deichgraf.",
    ),
    (
        *("Inseln", "Klick, um zu teilen", "Die Möwen kommen wieder", "Toller Beitrag"),
        *("Krabben werden teuer", "Impressum", "Datenschutz"),
    ),
)

_PRESS = Page(
    """<html lang="de-AT"><head><title>Ministerium für Stege: Meldung</title>
<meta name="DC.date" content="2026-10-06"></head><body>
<a href="#inhalt" class="skiplink">Zum Inhalt springen</a>
<header role="banner"><p>Ministerium für Stege und Brücken</p><nav><ul><li><a href="/m">Das
Ministerium</a></li><li><a href="/t">Themen</a></li></ul></nav></header>
<div role="main" id="inhalt"><p class="date">6. Oktober 2026</p><h1>Neuer Steg in Unterau</h1>
<p>Minister Alfons Traunfellner hat heute den neuen Steg in Unterau eröffnet.</p>
<p>Er ist 212 Meter lang.</p>
<h2>Kontakt</h2>
<p>Pressestelle, Frau Lechner, Tel. 01 555 0100</p>
<section><h2>Weitere Meldungen</h2><ul><li><a href="/1">Fähre in Oberau eingestellt</a></li>
<li><a href="/2">Brückenbericht 2025</a></li></ul></section></div>
<footer role="contentinfo"><ul><li><a href="/i">Impressum</a></li></ul></footer></body></html>""",
    (
        *("6. Oktober 2026", "Neuer Steg in Unterau", "Minister Alfons Traunfellner"),
        *("Er ist 212 Meter lang.", "Pressestelle, Frau Lechner, Tel. 01 555 0100"),
    ),
    ("Zum Inhalt springen", "Themen", "Fähre in Oberau", "Impressum"),
)

_DIVS = Page(
    """<html><head><title>Tolls rise in Port Ellery - The Gull</title></head><body><div id="root">
<div class="css-1x"><div class="css-2y"><a href="/">The Gull</a><a href="/n">News</a></div>
<div class="css-3z"><div class="css-h">Tolls rise in Port Ellery</div>
<div class="css-p">The harbour board doubled the toll for ferries on Monday, from 40 to 80 crowns
a crossing.</div><div class="css-p">Operators had a week's notice. Two of them have stopped.</div>
<div class="css-p">“Nobody asked us,” said Captain Rowan Thistlewood.</div></div></div></div>
</body></html>""",
    (
        "Tolls rise in Port Ellery",
        "from 40 to 80 crowns a crossing.",
        "Two of them have stopped.",
        "said Captain Rowan Thistlewood.",
    ),
)

_OLD = Page(
    """<HTML><HEAD><TITLE>Bulletin 7</TITLE></HEAD><BODY bgcolor=white><TABLE width=100%><TR>
<TD width=120 valign=top bgcolor=#ccccff><A HREF=a.htm>Archive</A><BR><A HREF=b.htm>Links</A><BR>
<A HREF=c.htm>Guestbook</A></TD><TD><FONT SIZE=5><B>Bulletin of the Lantern Society</B></FONT><P>
<B>The winter fair</B><P>The fair opens on 5 December in the old mill<P>Stalls cost 12 crowns. They
must be booked by 28 November with the <A HREF="http://mill.example/book">keeper of the mill</A>.
<P><TABLE border=1><TR><TD>Stall</TD><TD>Crowns</TD></TR><TR><TD>Small</TD><TD>12</TD></TR><TR><TD>
Large</TD><TD>20</TD></TR></TABLE><P>All are welcome<BR>Ottilie Marsh<BR>Secretary</TD></TR></TABLE>
</BODY></HTML>""",
    (
        *("Bulletin of the Lantern Society", "The winter fair"),
        "The fair opens on 5 December in the old mill",
        "with the keeper of the mill.",
        *("Small", "Large", "All are welcome", "Ottilie Marsh"),
    ),
)

_WORD = Page(
    """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal
{margin:0cm; font-size:11.0pt;} --></style></head><body lang=DE><div class=WordSection1>
<p class=MsoNormal><b><span style='font-size:14.0pt'>Lagebild Hafen<o:p></o:p></span></b></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>Die Kräne in Becken&nbsp;3 stehen seit Dienstag still.<o:p></o:p></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>
<span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;&nbsp; </span>
</span></span><![endif]>Kran 1: Getriebe<o:p></o:p></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>
<span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;&nbsp; </span>
</span></span><![endif]>Kran 2: Seil gerissen<o:p></o:p></p>
<!--[if gte mso 9]><xml><w:WordDocument>Unsichtbar</w:WordDocument></xml><![endif]-->
<p class=MsoNormal>Die Werft rechnet mit neun Tagen.<o:p></o:p></p></div></body></html>""",
    (
        *("Lagebild Hafen", "Die Kräne in Becken\u00a03 stehen", "• Kran 1: Getriebe"),
        *("• Kran 2: Seil gerissen", "Die Werft rechnet mit neun Tagen."),
    ),
    ("Unsichtbar", "·"),
)

_MODAL = Page(
    """<html lang="en"><body style="opacity:0"><main aria-hidden="true"><h1>Grain waits</h1><p>Forty
barges wait at the lock of Saltmarsh since Friday, the keeper says.</p><p>The gate is to be mended
by Thursday. Until then grain goes by rail, which costs 14 crowns more a tonne.</p></main>
<div class="modal-cookie" role="dialog" aria-modal="true"><h2>Your privacy</h2><p>We and our 812
partners store cookies on your device. You may accept or refuse.</p><button>Accept</button></div>
</body></html>""",
    ("Grain waits", "Forty barges wait", "which costs 14 crowns more a tonne."),
    ("812", "Accept"),
)

_ACCORDION = Page(
    """<html lang="en"><head><style>.panel{display:none}.hint{display:none}</style></head><body>
<main><h1>Questions on the new ferry</h1>
<h2>When does it sail?</h2><div class="panel"><p>From 1 March it sails every two hours, on Sundays
every three. In storms above nine it stays in port, which happened on eleven days last winter. Those
who hold a ticket may then take the bus across the dam, which the harbour pays. It leaves from the
old customs house twenty minutes after the hour and takes seventy minutes, fifty more than the ferry
takes in calm weather.</p></div>
<details><summary>What does it cost?</summary><p>Nine crowns, and four for children.</p></details>
<p class="hint">Press Esc to close</p></main></body></html>""",
    (
        *("When does it sail?", "From 1 March it sails every two hours", "in calm weather."),
        *("What does it cost?", "Nine crowns, and four for children."),
    ),
    ("Press Esc",),
)

_ASPX = Page(
    """<html lang="de"><body><form method="post" action="./x.aspx" id="aspnetForm"><input
type="hidden" name="__VIEWSTATE" value="abc"/><div id="sideNavBox"><ul><li><a href="1">Start</a>
</li><li><a href="2">Archiv</a></li></ul></div><div id="MainContent"><h1>Rundbrief 12</h1>
<p>Die Kasse ist geprüft, es fehlen 40 Euro.</p>
<p>Die Fahrt nach Krabbenhörn beginnt um acht.</p></div></form>
</body></html>""",
    ("Rundbrief 12", "es fehlen 40 Euro.", "Die Fahrt nach Krabbenhörn"),
    ("Archiv",),
)

_LETTER = Page(
    """<html><head><title></title><style>.mcnPreview{display:none !important}</style></head><body>
<span class="mcnPreview">Wasser, Watt und Weizen &#847; &zwnj; &nbsp; &#8199; &#847; &zwnj;</span>
<center><table id="bodyTable"><tr><td id="bodyCell"><table class="templateContainer"><tr>
<td id="templatePreheader"><table><tr><td class="mcnTextContent"><a href="https://us1.mail.example/?u=1">
View this email in your browser</a></td></tr></table></td></tr><tr><td id="templateHeader">
<img alt="" src="h.png"></td></tr><tr><td id="templateBody"><table><tr><td class="mcnTextContent">
<h1>Marsh Letter</h1><span style="font-size:18px"><strong>1. Wheat</strong></span><br><br>
The harvest is in. It brought 6.1 tonnes a hectare.<br><br>Prices fell by a tenth.<br><br>
<span style="font-size:18px"><strong>2. Water</strong></span><br><br>
The pumps at <a href="https://pump.example/3?utm_source=x">Gull Bay</a> run day and night.
</td></tr></table><table><tr><td width="20">•</td><td>Two new pumps come in May.</td></tr><tr>
<td>•</td><td>They were bought second-hand.</td></tr></table></td></tr><tr>
<td id="templateFooter"><table><tr><td class="mcnTextContent">
<em>Copyright © 2026 Marsh Letter, All rights reserved.</em>
<br>You are receiving this email because you opted in.<br><br><strong>Our mailing address is:
</strong><br>Marsh Letter<br>1 Mill Lane<br>Gull Bay<br><br>
Want to change how you receive these emails?<br>
You can <a href="https://us1.mail.example/p">update your preferences</a> or
<a href="https://us1.mail.example/u">unsubscribe from this list</a>.</td></tr></table></td></tr>
</table></td></tr></table></center><img src="https://us1.mail.example/o.gif" height="1" width="1">
</body></html>""",
    (
        *("Marsh Letter", "1. Wheat", "6.1 tonnes a hectare.", "Prices fell by a tenth."),
        *("2. Water", "The pumps at Gull Bay run day and night.", "• Two new pumps come in May."),
        "• They were bought second-hand.",
    ),
    ("Watt und Weizen", "View this email", "rights reserved", "Mill Lane", "unsubscribe"),
)

_SOURCES = Page(
    """<html lang="de"><body><article><h1>Krill</h1><p>Die Fänge sinken seit drei Jahren.</p>
<h2>Quellen</h2><ul><li><a href="https://a.example/1">Meeresbericht 2026</a></li><li>
<a href="https://b.example/2">Fangzahlen der Inselgemeinden</a></li></ul>
<footer><p>Redaktion: Silke Brodersen. Der Brief erscheint alle zwei Wochen.</p></footer></article>
<aside><p>Hintergrund: Krill ist ein Krebs, der in Schwärmen lebt und von dem Wale leben.</p>
</aside></body></html>""",
    (
        *("Krill", "Die Fänge sinken", "Quellen", "Meeresbericht 2026"),
        *("Fangzahlen der Inselgemeinden", "Redaktion: Silke Brodersen.", "Hintergrund: Krill"),
    ),
)

_BROKEN = Page(
    """<html><body><h2>Kabel</H3><p>Das Kabel nach <b>Ostersiel<p>ist <i>gerissen</b> worden.</i>
<ul><li>Erster Riss<li>Zweiter Riss</ul><table><tr><td>Lose Zelle<p>Ende &amp Schluss &#8364; 5
&hellip; &bogus; 😀""",
    (
        *("Kabel", "Das Kabel nach Ostersiel", "ist gerissen worden.", "• Erster Riss"),
        *("• Zweiter Riss", "Lose Zelle", "Ende & Schluss", "€ 5 … &bogus; 😀"),
    ),
)

PAGES = {
    "blog": _BLOG,
    "press release": _PRESS,
    "divs only": _DIVS,
    "tables of the nineties": _OLD,
    "word processor": _WORD,
    "open modal": _MODAL,
    "accordion": _ACCORDION,
    "one form": _ASPX,
    "mailing service": _LETTER,
    "sources": _SOURCES,
    "broken": _BROKEN,
}
