import * as v from "valibot";
import { SCOPES } from "../policy/scopes.ts";
import type { apiKey, madeApiKey } from "./answers/api-keys.ts";
import { described, idField, nameField, pageQuery, timeField } from "./fields.ts";

/** `expiresAt` ISO 8601 in, milliseconds out; a key without it lives until it is deleted. */
export const newApiKey = v.strictObject({
  name: nameField,
  scopes: v.pipe(
    v.array(v.picklist(SCOPES, `Must be one of ${SCOPES.join(", ")}.`), "Must be a list."),
    v.minLength(1, "Must name one scope at least."),
    v.transform((scopes) => SCOPES.filter((scope) => scopes.includes(scope))),
  ),
  expiresAt: described(v.optional(v.nullable(timeField)), "Without it the key lives until it is deleted."),
});

/** `membershipId` shows one member's keys to whoever may suspend or remove them, before they do. */
export const apiKeyQuery = v.strictObject({ ...pageQuery, membershipId: v.optional(idField("membership")) });

export type ApiKey = v.InferOutput<typeof apiKey>;

export type MadeApiKey = v.InferOutput<typeof madeApiKey>;
