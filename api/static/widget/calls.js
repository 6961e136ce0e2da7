// The funding calls inside the widget: what is open and what is coming, as the service lists it at this moment.
import { TEXTS } from "./calls-texts.js";
import { ServiceError } from "./client.js";
import { button, h, icon } from "./dom.js";

const SHOWN = ["closing_soon", "open", "continuous", "upcoming"];
const FACTS = ["period", "next_event", "funding_rate", "own_contribution", "applicants", "regions"];

export class CallsView {
  #client;
  #onswitch;
  #shown = false;
  #loading = null; // AbortController of the list that is being fetched
  #calls = null;
  #failure = null;

  /**
   * @param {Client} client
   * @param {() => void} onswitch The reader wants the other view.
   */
  constructor(client, onswitch) {
    this.#client = client;
    this.#onswitch = onswitch;
    this.element = h("div", { class: "calls", hidden: true });
  }

  /** Draws the view and, into `bar`, the button that leads to it and back, in the language of `texts`. */
  draw(texts, bar) {
    const changed = this.texts?.language !== texts.language;
    this.texts = texts;
    this.words = TEXTS[texts.language];
    this.#switch = button("", null, () => this.#onswitch(), { class: "switch" });
    bar.querySelector("h2").after(this.#switch);
    this.#name();
    if (changed && this.#shown) this.load();
    else this.#render();
  }

  /** Comes into view or goes; what is open may have changed meanwhile, so it is fetched anew. */
  show(shown) {
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.element.hidden = !shown;
    this.#name();
    if (shown) this.load();
    else this.close();
  }

  /** Ends what is under way. */
  close() {
    this.#loading?.abort();
  }

  async load() {
    this.close();
    const loading = (this.#loading = new AbortController());
    this.#failure = null;
    this.#render();
    try {
      this.#calls = await this.#client.calls(SHOWN, this.texts.language, loading.signal);
    } catch (error) {
      if (error.name === "AbortError") return;
      if (!(error instanceof ServiceError)) throw error;
      this.#failure = error.reason;
    }
    this.#loading = null;
    this.#render();
  }

  #switch;

  #name() {
    const words = this.#shown ? this.words.back : this.words.calls;
    this.#switch.replaceChildren(icon(this.#shown ? "chat" : "calendar"), h("span", {}, words));
  }

  #render() {
    const parts = [
      h("h3", {}, this.words.heading),
      h("p", { class: "said", role: "status" }, this.#said()),
      this.#failure && button(this.texts.say("retry"), "retry", () => this.load()),
      !this.#loading && !this.#failure && this.#list(),
      h("p", {}, this.#outward("calls", this.words.all, { lang: this.texts.language })),
    ];
    this.element.replaceChildren(...parts.filter(Boolean));
  }

  #said() {
    if (this.#failure) return this.texts.failure(this.#failure);
    if (this.#loading || !this.#calls) return this.words.loading;
    return this.#calls.some(({ status }) => status !== "upcoming") ? "" : this.words.none;
  }

  #list() {
    if (!this.#calls?.length) return null;
    return h("ul", { role: "list" }, ...this.#calls.map((call) => h("li", {}, this.#call(call))));
  }

  #call({ status, in_words: said, sources }) {
    const lang = said.name.language === said.language ? null : said.name.language;
    const facts = FACTS.flatMap((key) => said.facts.filter((fact) => fact.key === key));
    return h(
      "article",
      { class: "call", "data-call": status },
      h("h4", {}, h("bdi", { lang }, said.name.text)),
      h("p", { class: "state" }, h("strong", {}, said.status), said.days && ` · ${said.days}`),
      h("dl", {}, ...facts.flatMap((fact) => [h("dt", {}, fact.label), ...fact.values.map((value) => this.#value(value))])),
      ...said.notes.map((note) => h("p", { class: "remark", dir: "auto" }, note)),
      this.#outward(sources[0].url, this.texts.say("open"), {}, said.name.text),
    );
  }

  #value({ text, link, url }) {
    const words = h("span", { dir: "auto" }, text);
    if (!url) return h("dd", {}, words);
    const opens = h("span", { class: "unseen" }, ` (${text}; ${this.texts.say("newTab")})`);
    return h("dd", {}, words, " ", h("a", { href: url, target: "_blank", rel: "noopener" }, link ?? url, opens));
  }

  #outward(path, words, query, about = null) {
    const href = this.#client.address(path, query);
    const opens = h("span", { class: "unseen" }, ` (${about ? `${about}; ` : ""}${this.texts.say("newTab")})`);
    return h("a", { class: "open", href, target: "_blank", rel: "noopener" }, words, opens, icon("external"));
  }
}
