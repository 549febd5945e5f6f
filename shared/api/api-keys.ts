import * as v from "valibot";
import { SCOPES, type Scope } from "../policy/scopes.ts";
import { nameField, timeField } from "./fields.ts";

/** `expiresAt` ISO 8601 in, milliseconds out; a key without it lives until it is deleted. */
export const newApiKey = v.strictObject({
  name: nameField,
  scopes: v.pipe(
    v.array(v.picklist(SCOPES, `Must be one of ${SCOPES.join(", ")}.`), "Must be a list."),
    v.minLength(1, "Must name one scope at least."),
    v.transform((scopes) => SCOPES.filter((scope) => scopes.includes(scope))),
  ),
  expiresAt: v.optional(v.nullable(timeField)),
});

/** A key as its maker and Super Admins see it; `prefix` tells it from others, and no key is made from it. */
export type ApiKey = {
  id: string;
  name: string;
  scopes: Scope[];
  prefix: string;
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string | null;
  madeBy: { membershipId: string; name: string; email: string };
};

/** Said once, when it is made. */
export type MadeApiKey = ApiKey & { key: string };
