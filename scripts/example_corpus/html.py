"""Sources → HTML pages as a web site would serve them: header, navigation, main content, footer, Dublin Core."""

from __future__ import annotations

from html import escape
from pathlib import Path

from scripts.example_corpus import source as src
from scripts.example_corpus.words import FOOTER, NAVIGATION, PUBLISHED, SITE, SKIP, date_text


def render(source: src.Source, path: Path) -> None:
    """Writes `source` as an HTML page to `path`."""
    meta, language = source.meta, source.meta["language"]
    day = date_text(meta["published"], language)
    links = "".join(f'<li><a href="https://tyoelama.example.fi/">{word}</a></li>' for word in NAVIGATION[language])
    body = "\n".join(_block(block) for block in source.blocks)
    notes = "".join(f'<li id="note-{mark}">{_inline(runs)}</li>' for mark, runs in source.footnotes.items())
    page = f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{escape(meta["title"])} | {SITE}</title>
{_dublin_core(source)}
</head>
<body>
<a href="#main">{SKIP[language]}</a>
<header><p>{SITE}</p><nav><ul>{links}</ul></nav></header>
<main id="main">
<h1>{escape(meta["title"])}</h1>
<p class="published">{PUBLISHED[language]} <time datetime="{meta["published"]}">{day}</time></p>
{body}
{f"<section class='footnotes'><ol>{notes}</ol></section>" if notes else ""}
</main>
<footer><p>{FOOTER[language]}</p></footer>
</body>
</html>
"""
    path.write_text(page, encoding="utf-8")


def _dublin_core(source: src.Source) -> str:
    meta = source.meta
    single = {
        "DC.title": meta["title"],
        "DC.creator": meta["creator"],
        "DC.publisher": meta["publisher"],
        "DC.date": str(meta["published"]),
        "DC.language": meta["language"],
        "DC.type": meta["kind"],
        "DC.description": meta["description"],
        "DC.replaces": meta.get("supersedes"),
        "DC.isPartOf": meta.get("project"),
    }
    pairs = [(name, value) for name, value in single.items() if value]
    pairs += [("DC.subject", theme) for theme in meta["themes"]]
    pairs += [("DC.coverage", region) for region in meta["regions"]]
    return "\n".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in pairs)


def _block(block: src.Block) -> str:
    match block:
        case src.Heading(level, runs):
            return f"<h{level}>{_inline(runs)}</h{level}>"
        case src.Paragraph(runs):
            return f"<p>{_inline(runs)}</p>"
        case src.ItemList(ordered, items):
            tag = "ol" if ordered else "ul"
            return f"<{tag}>" + "".join(f"<li>{_inline(item)}</li>" for item in items) + f"</{tag}>"
        case src.Table(header, rows):
            head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in header)
            body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
            return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        case _:
            return ""


def _inline(runs: src.Runs) -> str:
    pieces = []
    for run in runs:
        text = escape(run.text)
        if run.footnote:
            text = f'<sup><a href="#note-{text}">{text}</a></sup>'
        text = f"<strong>{text}</strong>" if run.bold else text
        text = f"<em>{text}</em>" if run.italic else text
        pieces.append(f'<a href="{escape(run.url)}">{text}</a>' if run.url else text)
    return "".join(pieces)
