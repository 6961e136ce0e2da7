// An answer's plain text, taken apart into what is shown: paragraphs of words, quotations and [n] markers.

/**
 * @typedef {{text: string, language?: string}} Words Words, with their language where it is not the answer's.
 * @typedef {{marker: number}} Marker
 */

/**
 * The paragraphs of an answer, each a list of words and markers.
 *
 * @param {string} text Plain text with `[n]` markers; blank lines part paragraphs.
 * @param {Array<{marker: number, quote: string, language: string}>} citations Only their markers count as markers.
 * @returns {Array<Array<Words|Marker>>}
 */
export function paragraphs(text, citations) {
  return text
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim())
    .map((paragraph) => pieces(paragraph.trim(), citations));
}

/** The text without the list of documents that the widget draws as links ("– Title" line by line). */
export function withoutList(text, results) {
  const items = new Set(results.map((result) => `– ${result.document.title}`));
  const listing = (paragraph) => paragraph.split("\n").some((line) => items.has(line.trim()));
  return text.split(/\n{2,}/).filter((paragraph) => !listing(paragraph)).join("\n\n");
}

/** The same text without its markers: what a screen reader announces. */
export function withoutMarkers(text) {
  return text.replace(/ ?\[\d+\]/g, "");
}

function pieces(paragraph, citations) {
  const known = new Set(citations.map((citation) => citation.marker));
  return paragraph
    .split(/(\[\d+\])/)
    .filter(Boolean)
    .flatMap((piece) => {
      const marker = /^\[\d+\]$/.test(piece) && Number(piece.slice(1, -1));
      return marker && known.has(marker) ? [{ marker }] : quotations(piece, citations);
    });
}

/** Marks verbatim quotations with their document's language, so that a screen reader picks the right voice. */
function quotations(text, citations) {
  for (const { quote, language } of citations) {
    const start = quote ? text.indexOf(quote) : -1;
    if (start < 0) continue;
    const end = start + quote.length;
    return [
      ...quotations(text.slice(0, start), citations),
      { text: quote, language },
      ...quotations(text.slice(end), citations),
    ];
  }
  return text ? [{ text }] : [];
}
