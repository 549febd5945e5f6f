import type { JsonSchema } from "./json-schema.ts";

type Header = { name: string; description: string; required: boolean; schema: JsonSchema; example: string };

/** What answers say in their headers beside what a route tells itself, by the name it has in the document. */
export const HEADERS: Record<string, Header> = {
  RequestId: {
    name: "X-Request-Id",
    description: "The request's id, to quote when asking for help.",
    required: true,
    schema: { type: "string" },
    example: "req_4d1f0f6f8f4e4a0d9d6d2b8f4c3e2a10",
  },
  RetryAfter: {
    name: "Retry-After",
    description: "Seconds to wait before trying again.",
    required: true,
    schema: { type: "string", pattern: "^\\d+$" },
    example: "60",
  },
  ETag: {
    name: "ETag",
    description: "The version, to ask again by with `If-None-Match` and to change by with `If-Match`. Opaque.",
    required: true,
    schema: { type: "string", pattern: '^"[^"]+"$' },
    example: '"Wq2zKxv1n0cE8tQf.Jm4yGd7bSsR3aL0p"',
  },
  IdempotentReplayed: {
    name: "Idempotent-Replayed",
    description: "`true` where this was answered before, to the same `Idempotency-Key`.",
    required: false,
    schema: { const: "true" },
    example: "true",
  },
  RateLimit: {
    name: "RateLimit",
    description: "How many calls are left (`r`), and in how many seconds all may be made again (`t`).",
    required: false,
    schema: { type: "string", pattern: '^"(key|session|network)";r=\\d+;t=\\d+$' },
    example: '"key";r=998;t=41',
  },
  RateLimitPolicy: {
    name: "RateLimit-Policy",
    description: "The limit: how many calls (`q`) in how many seconds (`w`), counted by API key, session or network.",
    required: false,
    schema: { type: "string", pattern: '^"(key|session|network)";q=\\d+;w=\\d+$' },
    example: '"key";q=1000;w=60',
  },
};

/** The headers of every answer, and more of them by name, as references to the ones above. */
export function headersNamed(...more: string[]): Record<string, { $ref: string }> {
  const names = ["RequestId", "RateLimit", "RateLimitPolicy", ...more];
  return Object.fromEntries(
    names.map((name) => [HEADERS[name]?.name ?? name, { $ref: `#/components/headers/${name}` }]),
  );
}
