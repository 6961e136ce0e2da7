// The documents below an answer: what was quoted, from which page, and a link that opens it there.
import { h, icon } from "./dom.js";
import { findQuote, quotes } from "./marked-text.js";

/**
 * The citations of an answer. Each item takes the focus when its marker is pressed.
 *
 * @param {Object} answer
 * @param {{texts: Texts, client: Client, id: (marker: number) => string}} context
 */
export function sourceList(answer, { texts, client, id }) {
  const items = answer.citations.map((citation) =>
    h(
      "li",
      { id: id(citation.marker), class: "source", tabindex: -1 },
      h("p", { class: "source-title" }, h("span", { class: "number" }, citation.marker), title(citation)),
      description(citation, texts),
      citation.superseded_by && newerEdition(citation, { texts, client }),
      link(citation, citation.title, { texts, client }),
      quotations(citation, answer.text, texts),
    ),
  );
  return h("section", { class: "sources" }, h("h4", {}, texts.say("sources")), h("ol", { role: "list" }, ...items));
}

/** The passages nearest to a question that the documents do not answer: where to read on, quoting nothing. */
export function nearestList(results, { texts, client }) {
  const ids = results.map((result) => result.document.id);
  const items = results
    .filter((result, index) => ids.indexOf(result.document.id) === index)
    .slice(0, 3)
    .map((result) =>
      h(
        "li",
        { class: "source" },
        h("p", { class: "source-title" }, title(result.document)),
        description({ ...result.document, page: result.page, headings: result.headings }, texts),
        link(result, result.document.title, { texts, client }),
      ),
    );
  return h("section", { class: "sources" }, h("h4", {}, texts.say("nearest")), h("ul", { role: "list" }, ...items));
}

/** The name of a source for a screen reader and for copied text: "Source 1: Annual report, page 7". */
export function sourceName({ marker, title: name, page }, texts) {
  return texts.say(page ? "sourceAtPage" : "source", { n: marker, title: name, page });
}

/** The `lang` of words from a document; null, which leaves it out, where nobody could tell the language. */
export function languageTag(language) {
  return language === "und" ? null : language;
}

function title(document) {
  return h("strong", {}, h("bdi", { lang: languageTag(document.language) }, document.title));
}

function description({ kind, published, language, page, headings }, texts) {
  const facts = [
    texts.kind(kind),
    published && texts.date(published),
    texts.languageName(language),
    page && texts.say("page", { page }),
  ].filter(Boolean);
  return h(
    "div",
    { class: "description" },
    h("ul", { role: "list", class: "facts" }, ...facts.map((fact) => h("li", {}, fact))),
    headings.length && h("p", {}, h("bdi", { lang: languageTag(language) }, headings.join(" › "))),
  );
}

function newerEdition({ superseded_by: id }, { texts, client }) {
  const href = client.sourceUrl({ url: `documents/${id}` });
  const opens = h("span", { class: "unseen" }, ` (${texts.say("newTab")})`);
  return h(
    "p",
    { class: "warning" },
    icon("warning"),
    h("a", { href, target: "_blank", rel: "noopener" }, texts.say("superseded"), opens),
  );
}

/** What was quoted: folded away where the answer itself has said it word for word. */
function quotations(citation, said, texts) {
  const all = quotes(citation);
  const open = all.some((quote) => !findQuote(quote, said));
  const blocks = all.map((quote) => h("blockquote", { lang: languageTag(citation.language), dir: "auto" }, quote));
  return h("details", { open }, h("summary", {}, texts.say("quote")), ...blocks);
}

function link(place, name, { texts, client }) {
  const href = client.sourceUrl(place);
  if (!href) return null;
  const words = place.page ? texts.say("openAtPage", { page: place.page }) : texts.say("open");
  return h(
    "a",
    { class: "open", href, target: "_blank", rel: "noopener" },
    words,
    h("span", { class: "unseen" }, ` (${name}; ${texts.say("newTab")})`),
    icon("external"),
  );
}
