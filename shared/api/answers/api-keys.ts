import * as v from "valibot";
import { SCOPES } from "../../policy/scopes.ts";
import { described, idField } from "../fields.ts";
import { addressText, moment, named, pageOf, withMore } from "./fields.ts";

/** A key as its maker and Super Admins see it. */
export const apiKey = named(
  "ApiKey",
  v.object({
    id: idField("apiKey"),
    name: v.string(),
    scopes: v.array(v.picklist(SCOPES)),
    prefix: described(v.string(), "How it begins, to tell it from others; no key is made from it."),
    createdAt: moment,
    lastUsedAt: v.nullable(moment),
    expiresAt: v.nullable(moment),
    madeBy: v.object({ membershipId: idField("membership"), name: v.string(), email: addressText }),
  }),
);

export const apiKeyPage = named("ApiKeyPage", pageOf(apiKey));

/** Said once, when it is made. */
export const madeApiKey = named(
  "MadeApiKey",
  withMore(apiKey, { key: described(v.string(), "The key itself, said this once.") }),
);
