import * as v from "valibot";
import { JOIN_MESSAGE_MAX } from "../limits.ts";
import { pageQuery, roleField } from "./fields.ts";
import type { Member } from "./members.ts";

export const joinRequest = v.optional(
  v.strictObject({
    message: v.optional(
      v.pipe(
        v.string("Must be text."),
        v.trim(),
        v.maxLength(JOIN_MESSAGE_MAX, `Must be at most ${JOIN_MESSAGE_MAX} characters.`),
      ),
    ),
  }),
  {},
);

/** Without a role it is the workspace's `defaultRole`. */
export const joinApproval = v.optional(v.strictObject({ role: v.optional(roleField) }), {});

export const joinRequestQuery = v.strictObject(pageQuery);

/** A membership with status `requested`, as those who decide see it. */
export type JoinRequest = Member & { message: string; requestedAt: string };

export type JoinRequestPage = { items: JoinRequest[]; nextCursor: string | null };
