"""Somebody else's web page, on an origin of its own, with a style sheet that would spoil an unprotected widget."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from tests.browser.scripted_service import serving

PAGE = """<!doctype html>
<html lang="fi">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Toisen palvelun sivu</title>
    <link rel="icon" href="data:,">
    <style>
      html {{ font-size: 62.5%; }}
      button, textarea, h2, form {{ display: none !important; color: red !important; }}
    </style>
    <script type="module" src="{service}/widget.js"></script>
  </head>
  <body>
    <main>
      <h1>Toisen palvelun sivu</h1>
      <p><a href="#loppu">Sivun oma linkki</a></p>
      <knowledge-assistant {attributes}><p>Yhteys: neuvonta@example.org</p></knowledge-assistant>
      <p id="loppu">Loppu.</p>
    </main>
  </body>
</html>
"""
# What docs/widget.md tells a site to allow, and nothing else.
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src {service}; connect-src {service}"


@contextmanager
def foreign_page(service: str, attributes: str) -> Iterator[str]:
    """Serves a page that embeds the widget of `service` with these attributes; its address is given."""
    html = PAGE.format(service=service, attributes=attributes)
    headers = {"Content-Security-Policy": POLICY.format(service=service)}
    with serving(Starlette(routes=[Route("/", lambda _: HTMLResponse(html, headers=headers))])) as url:
        yield url
