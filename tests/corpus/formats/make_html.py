"""Source → HTML: a plain page, a page of a news site, a newsletter of nested layout tables."""

from __future__ import annotations

from html import escape

from tests.corpus.formats.source import Block, Bullets, Content, Heading, Table, Text


def make_page(content: Content) -> str:
    """Return a page of semantic mark-up with nothing around the text."""
    blocks = "\n".join(_semantic(block) for block in content.blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="{content.language}">\n<head><meta charset="utf-8">'
        f"<title>{escape(content.title)}</title></head>\n<body>\n"
        f"<p>{escape(content.series)} – {content.printed_date}</p>\n"
        f"<h1>{escape(content.title)}</h1>\n{blocks}\n</body>\n</html>\n"
    )


def make_site_page(content: Content) -> str:
    """Return a page of a news site, with all that stands around an article there."""
    german = content.language == "de"
    menu = ("Start", "Politik", "Wirtschaft", "Über uns") if german else ("Home", "World", "About")
    links = "".join(f'<li><a href="/{n}">{text}</a></li>' for n, text in enumerate(menu))
    cookies = (
        "Wir verwenden Cookies, um unsere Seite zu verbessern. Mehr dazu in der Erklärung."
        if german
        else "We use cookies to improve your experience. Read more in our cookie policy."
    )
    blocks = "\n".join(_semantic(block) for block in content.blocks)
    return f"""<!DOCTYPE html>
<html lang="{content.language}-{"DE" if german else "GB"}">
<head>
<meta charset="utf-8">
<title>{escape(content.title)} | {escape(content.series)}</title>
<meta property="og:title" content="{escape(content.title)}">
<meta property="og:site_name" content="{escape(content.series)}">
<link rel="canonical" href="https://brief.example/{content.date:%Y/%m}/{content.language}">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [
{{"@type": "WebSite", "name": "x"}}, {{"@type": "NewsArticle",
"datePublished": "{content.date.isoformat()}T06:30:00+02:00"}}]}}</script>
<style>.visually-hidden {{ position: absolute }} .modal {{ display: none }}</style>
</head>
<body class="single">
<a class="skip-link" href="#main">{"Zum Inhalt" if german else "Skip to content"}</a>
<div id="cookie-banner" class="cookie-consent" role="dialog"><p>{cookies}</p>
<button>{"Alle akzeptieren" if german else "Accept all"}</button> <a href="/privacy">?</a></div>
<header class="site-header"><a class="logo" href="/"><img src="/logo.svg" alt="Logo"></a>
<nav aria-label="main"><ul class="menu">{links}</ul></nav>
<form action="/search"><input name="q"><button>{"Suche" if german else "Search"}</button></form>
</header>
<nav class="breadcrumbs"><a href="/">{menu[0]}</a> › <a href="/1">{menu[1]}</a></nav>
<main id="main"><article>
<header><p class="kicker">{escape(content.series)}</p>
<h1>{escape(content.title)}</h1>
<p><time datetime="{content.date.isoformat()}">{content.printed_date}</time></p></header>
<div class="share-buttons"><a href="https://social.example/share?u=x">{_share(german)}</a>
<a href="mailto:?subject=x">E-Mail</a></div>
<div class="entry-content">
{blocks}
</div>
<div class="share-buttons"><a href="https://social.example/share?u=y">{_share(german)}</a></div>
</article>
<section class="related-articles"><h2>{"Das könnte Sie auch interessieren" if german else "Related"}
</h2><ul>{_teasers(german)}</ul></section></main>
<aside class="sidebar"><h3>{"Meistgelesen" if german else "Most read"}</h3>
<ol>{_teasers(german)}</ol></aside>
<div class="modal">Newsletter? <input name="mail"></div>
<footer><p>© 2026 {escape(content.series)}</p><ul>{links}</ul></footer>
<script>window.dataLayer = [];</script>
<noscript><img src="https://pixel.example/p.gif" width="1" height="1"></noscript>
</body>
</html>
"""


def make_newsletter(content: Content) -> str:
    """Return a newsletter: nested layout tables, and headings that are only set as such."""
    german = content.language == "de"
    view = "Im Browser ansehen" if german else "View in browser"
    leave = (
        "Sie erhalten diese Nachricht, weil Sie sich angemeldet haben."
        if german
        else "You are receiving this email because you signed up."
    )
    blocks = "\n".join(_styled(block) for block in content.blocks)
    filling = "&#847;&zwnj;&nbsp;" * 40
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" lang="{content.language}">
<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{escape(content.title)}</title>
<!--[if mso]><xml><o:OfficeDocumentSettings></o:OfficeDocumentSettings></xml><![endif]-->
<style type="text/css">
body {{ margin: 0; }} td {{ font-size: 16px; }}
.mobile {{ display: none; }}
@media only screen and (max-width: 480px) {{ .mobile {{ display: block !important; }} }}
</style></head>
<body style="margin:0;padding:0;background-color:#f4f4f4;">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all;">
{"Heute neu im Brief" if german else "New in this issue"} {filling}</div>
<table width="100%" cellpadding="0" cellspacing="0" role="presentation"><tr><td align="center">
<!--[if mso]><table width="600"><tr><td><![endif]-->
<table width="600" cellpadding="0" cellspacing="0"><tr>
<td align="right" style="font-size:11px;"><a href="https://mail.example/view/1">{view}</a></td></tr>
<tr><td><img src="https://mail.example/logo.png" width="200" alt="" /></td></tr>
<tr><td style="font-size:13px;">{escape(content.series)} | {content.printed_date}</td></tr>
<tr><td style="font-size:30px;line-height:36px;"><strong>{escape(content.title)}</strong></td></tr>
<tr><td class="mobile">{"Für unterwegs" if german else "On the go"}</td></tr>
<tr><td><table width="100%" cellpadding="0" cellspacing="0">
{blocks}
</table></td></tr>
<tr><td style="font-size:1px;line-height:1px;" height="1">&nbsp;</td></tr>
<tr><td align="center"><a href="https://social.example/a"><img src="a.png" alt="" /></a>
<a href="https://social.example/b"><img src="b.png" alt="" /></a></td></tr>
<tr><td style="font-size:11px;color:#888888;">{leave}<br />
<a href="https://mail.example/u/1">{"Abmelden" if german else "Unsubscribe"}</a> |
<a href="https://mail.example/p/1">{"Einstellungen" if german else "Manage preferences"}</a>
</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
<img src="https://mail.example/open.gif" width="1" height="1" style="display:none" alt="" />
</body></html>
"""


def _share(german: bool) -> str:
    return "Teilen" if german else "Share"


def _teasers(german: bool) -> str:
    titles = (
        ("Fischer klagen über den Nebel", "Neue Brücke für Krabbenhörn", "Deich wird teurer")
        if german
        else ("Fog troubles fishermen", "A new bridge for Gull Bay", "The dyke gets dearer")
    )
    return "".join(f'<li><a href="/t/{n}">{title}</a></li>' for n, title in enumerate(titles))


def _semantic(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>"
    if isinstance(block, Bullets):
        tag = "ol" if block.numbered else "ul"
        items = "\n".join(f"  <li>{escape(item)}</li>" for item in block.items)
        return f"<{tag}>\n{items}\n</{tag}>"
    if isinstance(block, Table):
        head, *rows = block.rows
        return (
            f"<table><thead>{_cells(head, 'th')}</thead>\n<tbody>"
            + "\n".join(_cells(row, "td") for row in rows)
            + "</tbody></table>"
        )
    return f"<p>{_paragraph(block)}</p>"


def _cells(row: tuple[str, ...], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row) + "</tr>"


def _paragraph(block: Text) -> str:
    text = escape(block.text)
    for words, address in block.links:
        link = f'<a href="{escape(address)}">{escape(words)}</a>'
        text = text.replace(escape(words), link, 1)
    return f"<strong>{escape(block.label)}:</strong> {text}" if block.label else text


def _styled(block: Block) -> str:
    """Return the rows of a layout table that a block is in a newsletter."""
    if isinstance(block, Heading):
        if block.level == 1:
            style = "font-size:22px;font-weight:bold;padding:20px 0 8px;"
            return f'<tr><td style="{style}">{escape(block.text)}</td></tr>'
        span = f'<span style="font-size:18px"><strong>{escape(block.text)}</strong></span>'
        return f'<tr><td><p style="margin:0">{span}</p></td></tr>'
    if isinstance(block, Table):
        rows = "".join(_cells(row, "td") for row in block.rows)
        return f'<tr><td><table border="1" width="100%">{rows}</table></td></tr>'
    return f'<tr><td style="font-size:16px;line-height:24px;">{_semantic(block)}</td></tr>'
