import * as v from "valibot";
import { ACCESS_MESSAGE_MAX } from "../limits.ts";
import { GRANT_LEVELS } from "../policy/access.ts";
import type { accessRequest, toldAccessRequest } from "./answers/access-requests.ts";
import { pageQuery, textField } from "./fields.ts";

/** What whoever asks for access may say with it. */
export const accessAsked = v.optional(
  v.strictObject({
    message: v.optional(textField(ACCESS_MESSAGE_MAX)),
  }),
  {},
);

/** `edit` is for members of the workspace; whoever comes from outside may only view. */
export const accessGrant = v.strictObject({
  level: v.picklist(GRANT_LEVELS, `Must be one of ${GRANT_LEVELS.join(", ")}.`),
});

export const accessRequestQuery = v.strictObject(pageQuery);

export type AccessRequest = v.InferOutput<typeof accessRequest>;

export type ToldAccessRequest = v.InferOutput<typeof toldAccessRequest>;
