// The custom element: attributes in, one of two presentations out. docs/widget.md has the table of attributes.
import { CallsView } from "./calls.js";
import { callsStylesheet } from "./calls-style.js";
import { Client } from "./client.js";
import { button, h } from "./dom.js";
import { Texts } from "./i18n.js";
import { Panel } from "./panel.js";
import { stylesheet } from "./style.js";

/** Where this script came from: the service's own address, unless `endpoint` says otherwise. */
const HOME = new URL("..", import.meta.url);

export class KnowledgeAssistant extends HTMLElement {
  static observedAttributes = ["lang", "endpoint", "heading", "examples", "presentation", "open", "view"];

  #panel = null;
  #calls = null;
  #root = null;
  #launcher = null;
  #dialog = null;

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [stylesheet(), callsStylesheet()];
  }

  connectedCallback() {
    this.#build();
  }

  disconnectedCallback() {
    this.#panel.close();
    this.#calls.close();
    this.#panel = null;
  }

  attributeChangedCallback(name) {
    if (!this.#panel) return;
    if (name === "open") this.#followOpen();
    else if (name === "view") this.#followView();
    else if (name === "endpoint" || name === "presentation") this.#build();
    else this.#draw();
  }

  /** Whether the floating presentation's dialog is open. */
  get open() {
    return this.hasAttribute("open");
  }

  set open(open) {
    this.toggleAttribute("open", open);
  }

  /** What is shown: "calls" for the funding calls, anything else for the conversation. */
  get view() {
    return this.getAttribute("view") ?? "";
  }

  set view(view) {
    if (view) this.setAttribute("view", view);
    else this.removeAttribute("view");
  }

  /** Starts anew: an empty conversation in the wanted presentation. */
  #build() {
    this.#panel?.close();
    this.#calls?.close();
    const address = this.getAttribute("endpoint");
    const client = new Client(address ? new URL(`${address.replace(/\/$/, "")}/`, document.baseURI) : HOME);
    this.#panel = new Panel(client);
    this.#calls = new CallsView(client, () => (this.view = this.view === "calls" ? "" : "calls"));
    this.#dialog = null;
    const floating = this.getAttribute("presentation") === "floating";
    this.#root = floating ? this.#floating() : h("section", { class: "assistant", "aria-labelledby": "heading" });
    (this.#dialog ?? this.#root).append(...this.#panel.elements, this.#calls.element);
    this.shadowRoot.replaceChildren(this.#root);
    this.#draw();
    this.#followView();
    if (floating) this.#followOpen();
    else this.#panel.start();
  }

  #floating() {
    this.#launcher = button("", "chat", () => (this.open = true), { class: "launcher", "aria-haspopup": "dialog" });
    const onclose = () => {
      this.open = false;
      this.#launcher.focus();
    };
    this.#dialog = h("dialog", { "aria-labelledby": "heading", onclose });
    return h("div", { class: "assistant floating" }, this.#launcher, this.#dialog);
  }

  #draw() {
    const texts = new Texts(this.closest("[lang]")?.lang || "fi");
    this.#root.lang = texts.language;
    this.#root.dir = texts.dir;
    if (this.#dialog) this.#launcher.querySelector("span").textContent = texts.say("launcher");
    this.#panel.draw({
      texts,
      heading: this.getAttribute("heading") || texts.say("heading"),
      examples: (this.getAttribute("examples") ?? "").split("|").map((text) => text.trim()).filter(Boolean),
      onclose: this.#dialog && (() => (this.open = false)),
    });
    this.#calls.draw(texts, this.#panel.bar);
  }

  /** Nothing is fetched for a dialog that is closed. */
  #followView() {
    this.#root.dataset.view = this.view === "calls" ? "calls" : "conversation";
    this.#calls.show(this.view === "calls" && (!this.#dialog || this.#dialog.open));
  }

  /** The browser's own modal dialog: Esc closes it. The launcher is away meanwhile, and gets the focus afterwards. */
  #followOpen() {
    if (!this.#dialog || this.open === this.#dialog.open) return;
    if (!this.open) return this.#dialog.close();
    this.#dialog.showModal();
    this.#panel.start();
    this.#panel.focus();
    this.#followView();
  }
}
