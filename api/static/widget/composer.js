// Where a question is written: the labelled field, its hint, send and stop, and the language of the answer.
import { button, h } from "./dom.js";
import { LANGUAGES } from "./i18n.js";

export class Composer {
  #busy = false;

  /** @param {{onask: (question: string, language: string|undefined) => void, onstop: () => void}} listeners */
  constructor({ onask, onstop }) {
    this.onask = onask;
    this.onstop = onstop;
    this.element = h("form", { class: "composer", novalidate: true, onsubmit: (event) => this.#submit(event) });
  }

  /** Draws the form in the language of `texts`; what has been written and picked stays. */
  draw(texts) {
    this.texts = texts;
    const draft = this.field?.value ?? "";
    const language = this.language?.value ?? "";
    this.field = h("textarea", {
      id: "question",
      rows: 1,
      dir: "auto",
      enterkeyhint: "send",
      "aria-describedby": "hint note",
      onkeydown: (event) => this.#keydown(event),
      oninput: () => this.#note(""),
    });
    this.language = h("select", { id: "answer-language" }, ...languageOptions(texts));
    this.note = h("p", { id: "note", class: "note", role: "alert" });
    this.send = h("button", { type: "submit", class: "primary" }, texts.say("send"));
    this.stop = button(texts.say("stop"), "stop", () => this.onstop(), { class: "primary" });
    this.element.replaceChildren(
      h(
        "div",
        { class: "above" },
        h("label", { for: "question" }, texts.say("questionLabel")),
        h("p", { id: "hint", class: "hint" }, texts.say("questionHint")),
      ),
      this.field,
      this.note,
      h(
        "div",
        { class: "row" },
        h("label", { class: "language" }, h("span", {}, texts.say("answerLanguage")), this.language),
        this.send,
        this.stop,
      ),
    );
    this.field.value = draft;
    this.language.value = language;
    this.busy = this.#busy;
  }

  /** While an answer is coming, stop stands where send stood; the focus goes along. */
  set busy(busy) {
    const [shown, gone] = busy ? [this.stop, this.send] : [this.send, this.stop];
    const focused = gone.matches(":focus");
    this.#busy = busy;
    shown.hidden = false;
    if (focused) shown.focus();
    gone.hidden = true;
    if (!busy) this.#note("");
  }

  focus() {
    this.field.focus();
  }

  /** Says that one answer must end before the next question. */
  wait() {
    this.#note(this.texts.say("wait"));
  }

  #keydown(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.element.requestSubmit();
  }

  #submit(event) {
    event.preventDefault();
    const question = this.field.value.trim();
    if (this.#busy) return this.wait();
    if (!question) {
      this.#note(this.texts.say("writeFirst"), { invalid: true });
      return this.focus();
    }
    this.field.value = "";
    this.#note("");
    this.onask(question, this.language.value || undefined);
  }

  #note(text, { invalid = false } = {}) {
    this.note.textContent = text;
    this.field.toggleAttribute("aria-invalid", false);
    if (invalid) this.field.setAttribute("aria-invalid", "true");
  }
}

/** The question's own language first, then every language of the house under its own name. */
function languageOptions(texts) {
  const names = Object.entries(LANGUAGES).map(([code, { locale }]) => {
    const name = new Intl.DisplayNames(locale, { type: "language" }).of(code);
    return h("option", { value: code, lang: code }, name);
  });
  return [h("option", { value: "" }, texts.say("sameLanguage")), ...names];
}
