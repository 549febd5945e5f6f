import * as v from "valibot";
import { STATUSES } from "../../policy/membership.ts";
import { described, idField, roleField } from "../fields.ts";
import { addressText, moment, named, pageOf, withMore } from "./fields.ts";
import { workspace } from "./workspaces.ts";

export const user = named(
  "User",
  v.object({
    id: idField("user"),
    email: addressText,
    name: described(v.string(), "What the person calls themselves; empty until they have said."),
    locale: v.string(),
  }),
);

export const sessionTokens = named(
  "SessionTokens",
  v.object({
    accessToken: described(v.string(), "Goes into `Authorization: Bearer`."),
    refreshToken: described(v.string(), "Gets the next pair, once."),
    expiresIn: described(v.pipe(v.number(), v.integer()), "Seconds that the access token lives."),
    user,
  }),
);

export const session = named(
  "Session",
  v.object({
    id: idField("session"),
    createdAt: moment,
    lastUsedAt: moment,
    userAgent: v.string(),
    current: described(v.boolean(), "Whether it is the one that asks."),
  }),
);

export const sessionPage = named("SessionPage", pageOf(session));

/** An invitation waiting for me. */
export const myInvitation = named(
  "MyInvitation",
  v.object({
    membershipId: idField("membership"),
    token: described(v.string(), "What its mail carried, for `/invitations/{token}`."),
    workspace: v.object({ id: idField("workspace"), name: v.string() }),
    role: roleField,
    expiresAt: moment,
  }),
);

export const myUser = named(
  "MyUser",
  withMore(user, {
    suggestible: described(v.nullable(v.boolean()), "Whether colleagues may find me; null until I was asked."),
    companyDomain: described(
      v.nullable(v.string()),
      "The domain on which colleagues may be found; null where it gives addresses to anyone.",
    ),
  }),
);

export const me = named(
  "Me",
  v.object({
    user: myUser,
    memberships: v.array(
      v.object({
        membershipId: idField("membership"),
        workspace,
        role: roleField,
        status: v.picklist(STATUSES),
        mustSignIn: described(
          v.boolean(),
          "An admin ended my sessions in this workspace: until I sign in anew it answers 401 to this one.",
        ),
      }),
    ),
    invitations: v.array(myInvitation),
    joinable: described(
      v.array(v.object({ id: idField("workspace"), name: v.string() })),
      "Workspaces that whoever is on my company's domain may ask to join.",
    ),
  }),
);
