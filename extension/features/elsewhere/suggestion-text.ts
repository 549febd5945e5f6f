const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** A text as the address bar takes it: Chrome reads XML there, Firefox plain text, so nothing of XML is left to either. */
export function suggestionText(text: string): string {
  return import.meta.env.FIREFOX ? text : text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}
