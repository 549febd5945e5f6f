import * as v from "valibot";
import { JOIN_MESSAGE_MAX } from "../limits.ts";
import { pageQuery, roleField, textField } from "./fields.ts";
import type { Member } from "./members.ts";

export const joinRequest = v.optional(
  v.strictObject({
    message: v.optional(textField(JOIN_MESSAGE_MAX)),
  }),
  {},
);

/** Without a role it is the workspace's `defaultRole`. */
export const joinApproval = v.optional(v.strictObject({ role: v.optional(roleField) }), {});

export const joinRequestQuery = v.strictObject(pageQuery);

/** A membership with status `requested`, as those who decide see it. */
export type JoinRequest = Member & { message: string; requestedAt: string };

export type JoinRequestPage = { items: JoinRequest[]; nextCursor: string | null };
