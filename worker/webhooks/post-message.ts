import { Webhook } from "standardwebhooks";
import type { TryError, WebhookMessage } from "../../shared/api/webhooks.ts";
import { WEBHOOK_ANSWER_MAX_BYTES, WEBHOOK_ANSWER_WITHIN } from "../../shared/limits.ts";

/** How a try went; times in milliseconds. */
export type TryOutcome = { at: number; ms: number; status: number | null; error: TryError | null };

export type Envelope = { url: string; id: string; secrets: string[]; message: WebhookMessage };

/**
 * Posts a message, signed by the scheme of Standard Webhooks 1.0.0 with each secret. Follows no redirect; an answer
 * takes `withinMs` milliseconds at most, its body included.
 */
export async function postMessage(
  send: typeof fetch,
  { url, id, secrets, message }: Envelope,
  withinMs = WEBHOOK_ANSWER_WITHIN,
): Promise<TryOutcome> {
  const at = Date.now();
  const body = JSON.stringify(message);
  const sent = new Date(at);
  const request = {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "User-Agent": "Foyer-Webhooks/1.0",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at / 1000)),
      "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, sent, body)).join(" "),
    },
    body,
    redirect: "manual",
    signal: AbortSignal.timeout(withinMs),
  } as const;
  try {
    const status = await readToLimit(await send(url, request));
    return { at, ms: Date.now() - at, status, error: null };
  } catch (error) {
    return { at, ms: Date.now() - at, status: null, error: errorOf(error) };
  }
}

/**
 * Reads what little of an answer's body is of use: that the receiver could say it. The status was said before it,
 * whatever becomes of the rest.
 */
async function readToLimit({ status, body }: Response): Promise<number> {
  const reader = body?.getReader();
  try {
    for (let read = 0; reader && read < WEBHOOK_ANSWER_MAX_BYTES; ) {
      const { done, value } = await reader.read();
      if (done) return status;
      read += value.byteLength;
    }
    await reader?.cancel();
  } catch {
    // Cut off, or dripping beyond the time.
  }
  return status;
}

function errorOf(error: unknown): TryError {
  return error instanceof Error && error.name === "TimeoutError" ? "timeout" : "unreachable";
}
