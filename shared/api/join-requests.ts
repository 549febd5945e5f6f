import * as v from "valibot";
import { JOIN_MESSAGE_MAX } from "../limits.ts";
import type { joinRequestPage, waitingRequest } from "./answers/join-requests.ts";
import { described, pageQuery, roleField, textField } from "./fields.ts";

export const joinRequest = v.optional(
  v.strictObject({
    message: v.optional(textField(JOIN_MESSAGE_MAX)),
  }),
  {},
);

/** Without a role it is the workspace's `defaultRole`. */
export const joinApproval = v.optional(
  v.strictObject({ role: described(v.optional(roleField), "Else the workspace's `defaultRole`.") }),
  {},
);

export const joinRequestQuery = v.strictObject(pageQuery);

export type JoinRequest = v.InferOutput<typeof waitingRequest>;

export type JoinRequestPage = v.InferOutput<typeof joinRequestPage>;
