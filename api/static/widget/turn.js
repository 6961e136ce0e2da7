// One question and what became of it.
import { button, h, icon } from "./dom.js";
import { paragraphs, withoutList } from "./marked-text.js";
import { languageTag, nearestList, sourceList, sourceName } from "./sources.js";

const ICONS = {
  partial: "info",
  unanswerable_no_evidence: "question",
  unanswerable_not_grounded: "question",
  clarification: "question",
  refused: "info",
  error: "warning",
  stopped: "stop",
};

export class Turn {
  #client;
  #listeners;
  #found = 0;
  #streamed = "";
  #failure = null;

  /**
   * @param {number} number From 1; keeps the ids of its parts apart.
   * @param {{question: string, language?: string}} asked
   * @param {Client} client
   * @param {{onask: (question: string) => void, onretry: (turn: Turn) => void,
   *   oncopy: (turn: Turn, button: HTMLButtonElement) => void}} listeners
   */
  constructor(number, asked, client, listeners) {
    this.number = number;
    this.asked = asked;
    this.#client = client;
    this.#listeners = listeners;
    this.element = h("article", { class: "turn", tabindex: -1, "aria-labelledby": `turn-${number}` });
    this.begin();
  }

  /** Back to the start: the question is about to be asked, perhaps again. */
  begin() {
    this.status = "searching";
    this.answer = null;
    this.#found = 0;
    this.#streamed = "";
    this.#failure = null;
  }

  sources(results) {
    this.#found = results.length;
    this.draw(this.texts);
  }

  delta(text) {
    this.#streamed += text;
    this.draw(this.texts);
  }

  /** The whole answer, which replaces what was streamed. */
  complete(answer) {
    this.status = answer.status;
    this.answer = answer;
    this.draw(this.texts);
  }

  stop() {
    this.status = "stopped";
    this.draw(this.texts);
  }

  /** @param {string} reason As in `ServiceError`. */
  fail(reason) {
    this.status = "error";
    this.#failure = reason;
    this.draw(this.texts);
  }

  /** True when the answer gives the reader nothing to go on with. */
  get isDeadEnd() {
    return this.status === "error" || this.status.startsWith("unanswerable");
  }

  /** What a screen reader hears once the turn has ended. */
  get spoken() {
    return this.#failure ? this.texts.failure(this.#failure) : (this.answer?.text ?? "");
  }

  /** What is said about the question before it is answered: how it was understood, that a new conversation began. */
  get asides() {
    const { understood_as: question, conversation_restarted: restarted } = this.answer ?? {};
    return [
      ...(restarted ? [this.texts.say("restarted")] : []),
      ...(question ? [this.texts.say("understoodAs", { question })] : []),
    ];
  }

  /** Draws the whole turn in the language of `texts`. */
  draw(texts) {
    this.texts = texts;
    this.element.replaceChildren(
      h(
        "h3",
        { id: `turn-${this.number}`, class: "question" },
        h("span", { class: "unseen" }, `${texts.say("question")}: `),
        h("span", { dir: "auto" }, this.asked.question),
      ),
      h(
        "div",
        { class: "answer", "data-status": this.status, "aria-busy": String(this.status === "searching") },
        this.#heading(),
        ...this.asides.map((aside) => h("p", { class: "aside", dir: "auto" }, aside)),
        this.#text(),
        this.#writer(),
        this.#narrowed(),
        this.#sources(),
        this.#suggestions(),
        this.#actions(),
      ),
    );
  }

  #heading() {
    if (this.status === "searching") {
      const words = this.#found ? this.texts.say("composing", { n: this.#found }) : this.texts.say("searching");
      return h("p", { class: "progress" }, words);
    }
    const name = ICONS[this.status];
    return h("h4", { class: name ? "status" : "unseen" }, name && icon(name), this.texts.say(this.status));
  }

  #text() {
    if (this.#failure) return h("p", { class: "text" }, this.texts.failure(this.#failure));
    const { text, citations, language } = this.answer ?? { text: this.#streamed, citations: [], language: null };
    const shown = this.#hasNearest ? withoutList(text, this.answer.results) : text;
    const drawn = paragraphs(shown, citations).map((pieces) =>
      h("p", { dir: "auto" }, ...pieces.map((piece) => this.#piece(piece, citations))),
    );
    return h("div", { class: "text", lang: language }, ...drawn);
  }

  /** Which language model wrote the answer; nothing under quotations. */
  #writer() {
    const model = this.answer?.model;
    return model ? h("p", { class: "writer" }, this.texts.say("writtenBy", { model })) : null;
  }

  /** Under a count or a list of documents: the page of the same search. */
  #narrowed() {
    const narrowed = this.answer?.narrowed;
    const href = narrowed && this.#client.sourceUrl(narrowed);
    if (!href) return null;
    const words = this.texts.say("narrowed", { n: narrowed.count });
    const opens = h("span", { class: "unseen" }, ` (${this.texts.say("newTab")})`);
    return h("p", {}, h("a", { class: "open", href, target: "_blank", rel: "noopener" }, words, opens, icon("external")));
  }

  #piece({ text, language, marker }, citations) {
    if (!marker) return language ? h("span", { lang: languageTag(language) }, text) : text;
    const name = sourceName(citations.find((citation) => citation.marker === marker), this.texts);
    const lang = this.texts.language; // the name is in the language of the page, not of the answer
    const onclick = () => this.element.querySelector(`#${this.#sourceId(marker)}`).focus();
    return h("button", { type: "button", class: "marker", lang, "aria-label": name, onclick }, marker);
  }

  #sources() {
    const context = { texts: this.texts, client: this.#client, id: (marker) => this.#sourceId(marker) };
    if (this.answer?.citations.length) return sourceList(this.answer, context);
    return this.#hasNearest ? nearestList(this.answer.results, context) : null;
  }

  get #hasNearest() {
    return this.isDeadEnd && this.answer?.results.length > 0;
  }

  #sourceId(marker) {
    return `source-${this.number}-${marker}`;
  }

  #suggestions() {
    if (!this.answer?.suggestions.length) return null;
    const { language, suggestions, status } = this.answer;
    const heading = this.texts.say(status === "clarification" ? "choices" : "suggestions");
    return questionList(h("h4", {}, heading), suggestions, this.#listeners.onask, language);
  }

  #actions() {
    if (this.status === "searching") return null;
    const { onretry, oncopy } = this.#listeners;
    const actions = [];
    if (this.#failure) actions.push(button(this.texts.say("retry"), "retry", () => onretry(this)));
    if (this.status === "stopped") actions.push(button(this.texts.say("askAgain"), "retry", () => onretry(this)));
    if (this.answer?.citations.length && navigator.clipboard)
      actions.push(button(this.texts.say("copy"), "copy", (event) => oncopy(this, event.currentTarget)));
    return h("div", { class: "actions" }, ...actions);
  }

  /** The turn as plain text: question, answer, and where each source can be read. */
  toString() {
    const sources = this.answer.citations.map((citation) => {
      const name = sourceName(citation, this.texts);
      return `[${citation.marker}] ${name}\n    ${this.#client.sourceUrl(citation) ?? citation.uri}`;
    });
    return [this.asked.question, this.answer.text, `${this.texts.say("sources")}:`, ...sources].join("\n\n");
  }
}

/** Questions that are asked by pressing them. */
export function questionList(heading, questions, onask, language = null) {
  const items = questions.map((question) =>
    h("li", {}, h("button", { type: "button", lang: language, dir: "auto", onclick: () => onask(question) }, question)),
  );
  return h("section", { class: "questions" }, heading, h("ul", { role: "list" }, ...items));
}
