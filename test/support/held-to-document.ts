import { afterEach } from "vitest";
import { BASE } from "../../scripts/openapi/paths.ts";
import { onAnswer } from "./client.ts";
import { toldAnswers } from "./told-answers.ts";
import { onMessage } from "./webhook-receiver.ts";

/**
 * Holds every answer of the API that a test gets to the API's document: its status must be told there for the route,
 * its body must have the schema told for that status and type, and a refusal one of the codes told. A body that the
 * route took must be one that the document lets pass. So must every message to a webhook that a test receives.
 */

let found = new Set<string>();

onAnswer(async (method, path, answer, sent) => {
  if (!path.startsWith(`${BASE}/`)) return;
  const told = await toldAnswers();
  const asked = path.slice(BASE.length).replace(/\?.*$/s, "");
  const lines = [told.mismatches(method, asked, answer), told.notTold(method, asked, answer, sent)];
  for (const line of lines.flat()) found.add(line);
});

onMessage(async (message) => {
  for (const line of (await toldAnswers()).messageMismatches(message)) found.add(line);
});

// Not thrown where it is found: a test may expect the call to fail, or ask again and again.
afterEach(() => {
  const lines = [...found];
  found = new Set();
  if (lines.length > 0) throw new Error(`Not as the API's document says:\n${lines.join("\n")}`);
});
