// An answer's plain text, taken apart into what is shown: paragraphs of words, quotations and [n] markers.

/**
 * @typedef {{text: string, language?: string}} Words Words, with their language where it is not the answer's.
 * @typedef {{marker: number}} Marker
 */

// The service writes a marker after a no-break space, so that a "[1]" inside a quotation is none.
const MARKER = /\u00a0\[(\d+)\]/;

/**
 * The paragraphs of an answer, each a list of words and markers.
 *
 * @param {string} text Plain text with markers; blank lines part paragraphs.
 * @param {Citation[]} citations Only their markers count as markers.
 * @returns {Array<Array<Words|Marker>>}
 */
export function paragraphs(text, citations) {
  return text
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim())
    .map((paragraph) => pieces(paragraph.trim(), citations));
}

/** Every stretch that is quoted from a citation's page. */
export function quotes({ quote, also = [] }) {
  return [quote, ...also];
}

/** Where `quote` stands in `text`, word for word; white space may differ. Null where it does not stand. */
export function findQuote(quote, text) {
  const words = quote.trim().split(/\s+/).map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return words[0] ? new RegExp(words.join("\\s+")).exec(text) : null;
}

/** The text without the list of documents that the widget draws as links ("– Title" line by line). */
export function withoutList(text, results) {
  const items = new Set(results.map((result) => `– ${result.document.title}`));
  const listing = (paragraph) => paragraph.split("\n").some((line) => items.has(line.trim()));
  return text.split(/\n{2,}/).filter((paragraph) => !listing(paragraph)).join("\n\n");
}

/** The text without its markers: what a screen reader announces. */
export function withoutMarkers(text) {
  return text.split(MARKER).filter((_, index) => index % 2 === 0).join("");
}

function pieces(paragraph, citations) {
  const known = new Set(citations.map((citation) => citation.marker));
  const languages = citations.flatMap((citation) => quotes(citation).map((quote) => [quote, citation.language]));
  return paragraph.split(MARKER).flatMap((piece, index) => {
    if (index % 2 === 0) return quotations(piece, languages);
    return known.has(Number(piece)) ? [{ text: "\u00a0" }, { marker: Number(piece) }] : [{ text: `\u00a0[${piece}]` }];
  });
}

/** Marks verbatim quotations with their document's language, so that a screen reader picks the right voice. */
function quotations(text, languages) {
  for (const [quote, language] of languages) {
    const found = findQuote(quote, text);
    if (!found) continue;
    const before = text.slice(0, found.index);
    const after = text.slice(found.index + found[0].length);
    return [...quotations(before, languages), { text: found[0], language }, ...quotations(after, languages)];
  }
  return text ? [{ text }] : [];
}
