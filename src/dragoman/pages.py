"""What pages have in common: one file that needs nothing else, in light and dark, on screen and on paper.

No script, no font, no picture from elsewhere. Colours of text keep a contrast of 4.5 to 1 or more on their ground.
"""

from __future__ import annotations

from html import escape

STYLE = (
    ":root{color-scheme:light dark;--ink:#1c2126;--dim:#59636c;--line:#d3d9df;--paper:#fff;--link:#1b5e91}"
    "@media(prefers-color-scheme:dark){:root{--ink:#e6e9ec;--dim:#9fabb5;--line:#3a434c;--paper:#14181c;--link:#8fc1e3}}"
    "*{box-sizing:border-box}body{margin:0 auto;padding:2rem 1.25rem 4rem;background:var(--paper);color:var(--ink);"
    "font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}h1{font-size:1.5rem;margin:0 0 .25rem}"
    "h2{font-size:1.15rem;margin:2rem 0 .5rem;break-after:avoid}a{color:var(--link)}.dim{color:var(--dim)}"
    "@media print{:root{--ink:#000;--dim:#444;--line:#999;--paper:#fff;--link:#000}body{padding:0;max-width:none;"
    "font-size:10.5pt}nav{display:none}@page{margin:18mm}}"
)


def page(title: str, body: str, style: str) -> str:
    """A whole page. title: plain text, also its first heading; body: HTML; style: CSS."""
    words = escape(title)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{words}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n<h1>{words}</h1>\n{body}\n</main>\n"
        "</body>\n</html>\n"
    )
