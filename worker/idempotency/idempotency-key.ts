import { IDEMPOTENCY_KEY_MAX } from "../../shared/limits.ts";
import { Problem } from "../http/problem.ts";

/** Visible ASCII, as Stripe takes them; in double quotes too, as the String of RFC 9651 that the IETF's draft asks for. */
const KEY = new RegExp(`^[\\x21-\\x7e]{1,${IDEMPOTENCY_KEY_MAX}}$`);

/**
 * The key of an `Idempotency-Key` header (draft-ietf-httpapi-idempotency-key-header); undefined where none was sent, 400
 * for what is none.
 */
export function readIdempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const key = /^"(.*)"$/.exec(header)?.[1] ?? header;
  if (KEY.test(key)) return key;
  const detail = `Must be 1 to ${IDEMPOTENCY_KEY_MAX} visible ASCII characters, such as a UUID.`;
  throw new Problem("invalid_request", {
    errors: [{ pointer: "/headers/idempotency-key", code: "idempotency_key", detail }],
  });
}
