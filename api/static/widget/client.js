// The assistant's HTTP interface, as far as the widget needs it.
import { events } from "./event-stream.js";

/** A request that failed; `reason` names the message that the user reads. */
export class ServiceError extends Error {
  /** @param {"network"|"busy"|"too_long"|"starting"|"server"} reason */
  constructor(reason, cause) {
    super(`The assistant's service failed: ${reason}`, { cause });
    this.reason = reason;
  }
}

const REASONS = { 413: "too_long", 422: "too_long", 429: "busy", 503: "starting" };

export class Client {
  /** @param {URL} endpoint The service's address; the API stands below it. */
  constructor(endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Asks, and yields the answer's events as they come.
   *
   * @param {string} question
   * @param {{language?: string, conversation?: string, signal: AbortSignal}} options `language` only when the user has
   *   picked one, `conversation` the id that came with the answer before.
   * @yields {{event: "sources"|"delta"|"completed", data: Object}}
   * @throws {ServiceError} Also when the stream ends before its `completed` event.
   * @throws {DOMException} AbortError, when `signal` stopped it.
   */
  async *ask(question, { language, conversation, signal }) {
    const response = await this.#fetch("api/v1/chat", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
      body: JSON.stringify({ question, language, conversation_id: conversation ?? undefined }),
      signal,
    });
    try {
      for await (const { event, data } of events(response.body)) {
        if (event === "error") throw new ServiceError("server");
        yield { event, data: JSON.parse(data) };
        if (event === "completed") return;
      }
    } catch (error) {
      throw error.name === "AbortError" || error instanceof ServiceError ? error : new ServiceError("network", error);
    }
    throw new ServiceError("network");
  }

  /** Has the service forget a conversation; also while the page is being left. */
  async forget(conversation) {
    await this.#fetch(`api/v1/conversations/${encodeURIComponent(conversation)}`, { method: "DELETE", keepalive: true });
  }

  /** @returns {Promise<{ready: boolean, indexing: {done: number, total: number}|null, documents: number}>} */
  async status() {
    const response = await this.#fetch("api/v1/status", {});
    return response.json();
  }

  /**
   * The funding calls as they stand now.
   *
   * @param {string[]} statuses Which of them.
   * @param {string} lang Of the words in them.
   * @param {AbortSignal} signal
   * @returns {Promise<Object[]>}
   */
  async calls(statuses, lang, signal) {
    const query = new URLSearchParams([["lang", lang], ...statuses.map((status) => ["status", status])]);
    const response = await this.#fetch(`api/v1/calls?${query}`, { signal });
    return (await response.json()).calls;
  }

  /** The address of a page of the service, which may itself stand below a path. */
  address(path, query = {}) {
    const address = new URL(path.replace(/^\//, ""), this.endpoint);
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    return address.href;
  }

  /** The address of a citation's original, at its page; null when there is none that a browser may open. */
  sourceUrl({ url, page }) {
    if (!url) return null;
    const address = new URL(url.replace(/^\//, ""), this.endpoint); // the endpoint may stand below a path
    if (!["http:", "https:"].includes(address.protocol)) return null;
    if (page && !address.hash) address.hash = `page=${page}`;
    return address.href;
  }

  async #fetch(path, options) {
    let response;
    try {
      response = await fetch(new URL(path, this.endpoint), options);
    } catch (error) {
      throw error.name === "AbortError" ? error : new ServiceError("network", error);
    }
    if (!response.ok) throw new ServiceError(REASONS[response.status] ?? "server");
    return response;
  }
}
