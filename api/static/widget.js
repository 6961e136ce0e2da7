// The one script that a page includes: it registers <knowledge-assistant>.
// Import widget/knowledge-assistant.js instead to register the class under another name.
import { KnowledgeAssistant } from "./widget/knowledge-assistant.js";

if (!customElements.get("knowledge-assistant")) {
  customElements.define("knowledge-assistant", KnowledgeAssistant);
}
