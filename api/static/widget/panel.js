// The conversation: heading, turns, notice and composer; it asks, stops, retries and starts anew.
import { ServiceError } from "./client.js";
import { Composer } from "./composer.js";
import { button, h, icon } from "./dom.js";
import { withoutMarkers } from "./marked-text.js";
import { Notice } from "./notice.js";
import { questionList, Turn } from "./turn.js";

export class Panel {
  #turns = [];
  #asking = null; // AbortController of the answer that is coming
  #conversation = null; // the id by which the service knows what was asked before

  /** @param {Client} client */
  constructor(client) {
    this.client = client;
    this.bar = h("header", { class: "bar" });
    this.intro = h("div", { class: "intro" });
    this.turns = h("div", { class: "turns" });
    this.given = h("slot");
    this.contact = h("div", { class: "contact", hidden: true }, this.given);
    this.further = h("div", { class: "actions" });
    this.log = h("div", { class: "log" }, this.intro, this.turns, this.contact, this.further);
    this.notice = new Notice();
    this.composer = new Composer({
      onask: (question, language) => this.ask(question, language),
      onstop: () => this.#asking?.abort(),
    });
    this.announcer = h("div", { class: "unseen", role: "status" });
    this.elements = [this.bar, this.log, this.notice.element, this.composer.element, this.announcer];
  }

  /**
   * Draws everything in the language of `texts`; the conversation and the draft stay.
   *
   * @param {{texts: Texts, heading: string, examples: string[], onclose: (() => void)|null}} look
   *   `onclose` only where there is something to close.
   */
  draw({ texts, heading, examples, onclose }) {
    this.texts = texts;
    this.bar.replaceChildren(h("h2", { id: "heading" }, heading));
    if (onclose) this.bar.append(closeButton(texts.say("close"), onclose));
    this.further.replaceChildren(button(texts.say("newConversation"), "plus", () => this.reset()));
    this.log.toggleAttribute("tabindex", false);
    if (onclose) setAll(this.log, { tabindex: 0, role: "region", "aria-label": texts.say("conversation") });
    this.intro.replaceChildren(h("p", {}, texts.say("intro")));
    if (examples.length) {
      const title = h("h3", {}, texts.say("examples"));
      this.intro.append(questionList(title, examples, (question) => this.#askByButton(question)));
    }
    this.#turns.forEach((turn) => turn.draw(texts));
    this.notice.draw(texts);
    this.composer.draw(texts);
    this.#settle();
  }

  /**
   * Asks in a new turn, which it returns; null while an answer is coming.
   *
   * @param {string} question
   * @param {string} [language] Of the answer, when the user has picked one.
   */
  ask(question, language) {
    if (this.#asking) return null;
    const turn = new Turn(this.#turns.length + 1, { question, language }, this.client, {
      onask: (next) => this.#askByButton(next),
      onretry: (failed) => this.#retry(failed),
      oncopy: (answered, pressed) => this.#copy(answered, pressed),
    });
    this.#turns.push(turn);
    this.turns.append(turn.element);
    this.#answer(turn);
    return turn;
  }

  /** To be called when the panel comes into view. */
  start() {
    this.notice.watch(this.client);
  }

  focus() {
    this.composer.focus();
  }

  /** Ends everything that is under way; the panel is not used again. */
  close() {
    this.notice.unwatch();
    this.#asking?.abort();
  }

  /** Forgets the conversation, here and on the server; there it expires by itself if it cannot be reached. */
  reset() {
    this.#asking?.abort();
    this.#asking = null;
    if (this.#conversation) this.client.forget(this.#conversation).catch(() => {});
    this.#conversation = null;
    this.#turns = [];
    this.turns.replaceChildren();
    this.#settle();
    this.#announce(this.texts.say("newConversationStarted"));
    this.composer.focus();
  }

  /** The pressed button may vanish, so the focus goes to what it started. */
  #askByButton(question) {
    if (this.#asking) return this.composer.wait();
    this.ask(question).element.focus();
  }

  #retry(turn) {
    if (this.#asking) return this.composer.wait();
    this.#answer(turn);
    turn.element.focus();
  }

  async #answer(turn) {
    const asking = (this.#asking = new AbortController());
    turn.begin();
    turn.draw(this.texts);
    this.#settle();
    this.#announce(this.texts.say("searching"));
    turn.element.scrollIntoView({ block: "start" });
    try {
      await this.#follow(turn, asking.signal);
    } catch (error) {
      if (error.name === "AbortError") turn.stop();
      else if (error instanceof ServiceError) turn.fail(error.reason);
      else throw error;
    } finally {
      if (this.#asking === asking) this.#asking = null;
      if (this.#turns.includes(turn)) this.#finish(turn);
    }
  }

  async #follow(turn, signal) {
    const options = { ...turn.asked, conversation: this.#conversation, signal };
    for await (const { event, data } of this.client.ask(turn.asked.question, options)) {
      if (event === "sources") turn.sources(data.results);
      if (event === "delta") turn.delta(data.text);
      if (event === "completed") {
        if (this.#turns.includes(turn)) this.#conversation = data.answer.conversation_id;
        turn.complete(data.answer);
      }
    }
  }

  /** The answer has ended one way or another: said once, as a whole. */
  #finish(turn) {
    this.#settle();
    const sources = turn.answer?.citations.length;
    this.#announce(
      `${this.texts.say(turn.status)}. `,
      ...turn.asides.map((aside) => `${aside} `),
      h("span", { lang: turn.answer?.language }, withoutMarkers(turn.spoken)),
      sources ? ` ${this.texts.say("sourceCount", { n: sources })}` : "",
    );
  }

  /** Brings the controls in line with the conversation. */
  #settle() {
    const last = this.#turns.at(-1);
    this.composer.busy = Boolean(this.#asking);
    this.further.hidden = !last;
    this.intro.hidden = Boolean(last);
    this.contact.hidden = !last?.isDeadEnd || !this.given.assignedElements().length;
  }

  async #copy(turn, pressed) {
    const copied = await navigator.clipboard.writeText(turn.toString()).then(
      () => "copied",
      () => "notCopied",
    );
    pressed.querySelector("span").textContent = this.texts.say(copied);
    this.#announce(this.texts.say(copied));
  }

  #announce(...words) {
    this.announcer.replaceChildren(...words);
  }
}

function closeButton(name, onclose) {
  return h("button", { type: "button", class: "close", "aria-label": name, title: name, onclick: onclose }, icon("close"));
}

function setAll(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}
