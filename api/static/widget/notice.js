// What the reader should know of the collection: that it is being loaded, or that it is empty.
import { h } from "./dom.js";

const POLL_MS = 3000;

export class Notice {
  #status = null;
  #watching = null;

  constructor() {
    this.element = h("p", { class: "notice", hidden: true });
  }

  /** Asks `client` how the collection stands, again and again until it is loaded. */
  async watch(client) {
    this.unwatch();
    const watching = (this.#watching = new AbortController());
    do {
      try {
        this.#status = await client.status();
      } catch {
        this.#status = null; // a service that cannot be reached shows in the first answer
      }
      if (watching.signal.aborted) return;
      this.draw(this.texts);
      if (!this.#status || (this.#status.ready && !this.#status.indexing)) return;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    } while (!watching.signal.aborted);
  }

  unwatch() {
    this.#watching?.abort();
  }

  draw(texts) {
    this.texts = texts;
    const words = this.#words(texts);
    this.element.textContent = words;
    this.element.hidden = !words;
  }

  #words(texts) {
    if (!this.#status) return "";
    const { ready, indexing, documents } = this.#status;
    if (indexing?.total) return texts.say("indexing", indexing);
    if (indexing || !ready) return texts.say("preparing");
    return documents ? "" : texts.say("empty");
  }
}
