import * as v from "valibot";
import { described } from "../fields.ts";
import { LINK_ROLES } from "../invite-links.ts";
import { count, moment, named, urlText } from "./fields.ts";

/** A workspace's invite link; only whoever manages members sees its address. */
export const inviteLink = named(
  "InviteLink",
  v.object({
    url: urlText,
    role: v.picklist(LINK_ROLES),
    uses: described(count, "People who came by it."),
    maxUses: v.nullable(count),
    expiresAt: v.nullable(moment),
    createdAt: moment,
  }),
);
