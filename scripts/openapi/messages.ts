import * as v from "valibot";
import { moment } from "../../shared/api/answers/fields.ts";
import { MESSAGES } from "../../shared/api/answers/webhook-messages.ts";
import { described } from "../../shared/api/fields.ts";
import { type Components, type JsonSchema, writeSchema } from "./json-schema.ts";
import { sampleOf } from "./sample.ts";

/** What tells of the endpoints that these messages go to. */
export const MESSAGES_TAG = "Webhooks";

export type Message = {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  security: [];
  parameters: unknown[];
  requestBody: {
    required: true;
    content: { "application/json": { schema: JsonSchema; example: unknown } };
  };
  responses: Record<string, { description: string }>;
};

/** Every message to a webhook by its event (OpenAPI 3.1, section 4.8.1, `webhooks`). */
export function writeMessages(components: Components): Record<string, { post: Message }> {
  return Object.fromEntries(
    Object.entries(MESSAGES).map(([event, { when, data }]) => {
      const schema = writeSchema(messageOf(event, data), components);
      const content = { "application/json": { schema, example: sampleOf(schema, components) } };
      const post: Message = {
        operationId: event,
        tags: [MESSAGES_TAG],
        summary: event,
        description: when,
        security: [],
        parameters: HEADERS,
        requestBody: { required: true, content },
        responses: RESPONSES,
      };
      return [event, { post }];
    }),
  );
}

function messageOf(event: string, data: v.GenericSchema) {
  return v.object({
    type: v.literal(event),
    timestamp: described(moment, "When it happened."),
    sequence: described(v.pipe(v.number(), v.integer()), "Rises by one with each message of an endpoint."),
    data,
  });
}

/** By the scheme of Standard Webhooks. */
const HEADERS = [
  header("webhook-id", "The same on every try: keep those you have done.", "dlv_01k9w3m5x7e8s9v2b4c6d8f0gh"),
  header("webhook-timestamp", "When this try was sent, in seconds since 1970.", "1795593600"),
  header(
    "webhook-signature",
    "`v1,` and the HMAC-SHA256 of id, timestamp and body in base64; several, separated by spaces, while a secret is new.",
    "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
  ),
];

function header(name: string, description: string, example: string) {
  return { name, in: "header", required: true, description, schema: { type: "string" }, example };
}

const RESPONSES = {
  "2XX": { description: "Taken, within 15 seconds. Anything else is tried again for 24 hours." },
  "410": { description: "Gone for good: the endpoint is turned off." },
};
