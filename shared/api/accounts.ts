import * as v from "valibot";
import { LOCALES } from "../i18n/locale.ts";
import type { MembershipStatus } from "../policy/membership.ts";
import type { Role } from "../policy/roles.ts";
import { emailField, nameField, opaqueField } from "./fields.ts";
import type { Workspace } from "./workspaces.ts";

export const codeRequest = v.strictObject({ email: emailField });

export const sessionRequest = v.strictObject({
  email: emailField,
  code: v.pipe(
    v.string("Must be text."),
    v.transform((text) => text.replace(/[\s-]/g, "")),
    v.regex(/^\d{8}$/, "Must be the 8 digits from the e-mail."),
  ),
});

export const refreshRequest = v.strictObject({ refreshToken: opaqueField });

export const meChange = v.strictObject({
  name: v.optional(nameField),
  locale: v.optional(v.picklist(LOCALES, `Must be one of ${LOCALES.join(", ")}.`)),
  suggestible: v.optional(v.boolean("Must be true or false.")),
});

export type User = { id: string; email: string; name: string; locale: string };

/** `expiresIn`: seconds the access token lives. */
export type SessionTokens = {
  accessToken: string;
  refreshToken: string;
  expiresIn: number;
  user: User;
};

export type Session = {
  id: string;
  createdAt: string;
  lastUsedAt: string;
  userAgent: string;
  current: boolean;
};

/** An invitation waiting for me; `token` is what its mail carried, for `/invitations/{token}`. */
export type MyInvitation = {
  membershipId: string;
  token: string;
  workspace: { id: string; name: string };
  role: Role;
  expiresAt: string;
};

export type Me = {
  /** `suggestible` is null until the person was asked. */
  user: User & {
    suggestible: boolean | null;
    /** The domain on which colleagues may be found; null where it gives addresses to anyone. */
    companyDomain: string | null;
  };
  memberships: { membershipId: string; workspace: Workspace; role: Role; status: MembershipStatus }[];
  invitations: MyInvitation[];
  joinable: { id: string; name: string }[];
};
