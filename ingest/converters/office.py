"""What Word, PowerPoint and Excel files say of themselves."""

from __future__ import annotations

import zipfile

from lxml import etree

CORE = "docProps/core.xml"
KEYS = {
    "title": "title",
    "creator": "creator",
    "subject": "description",
    "keywords": "themes",
    "category": "kind",
    "created": "created",
}


def core_properties(package: zipfile.ZipFile) -> dict[str, object]:
    """The core properties under the keys of a front matter; the language is left out, since programs fill in theirs."""
    try:
        tree = etree.fromstring(package.read(CORE), etree.XMLParser(resolve_entities=False, no_network=True))
    except (KeyError, etree.XMLSyntaxError):
        return {}
    found: dict[str, object] = {}
    for element in tree.iter(etree.Element):
        key = KEYS.get(etree.QName(element).localname)
        if key and element.text and element.text.strip():
            found[key] = element.text.strip()
    return found
