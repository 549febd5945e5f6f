import * as v from "valibot";
import { LOCALES } from "../i18n/locale.ts";
import type { me, myInvitation, session, sessionTokens, user } from "./answers/accounts.ts";
import { described, emailField, nameField, opaqueField } from "./fields.ts";

export const codeRequest = v.strictObject({ email: emailField });

export const sessionRequest = v.strictObject({
  email: emailField,
  code: v.pipe(
    v.string("Must be text."),
    v.metadata({ description: "The 8 digits of the mail.", examples: ["01234567"] }),
    v.transform((text) => text.replace(/[\s-]/g, "")),
    v.regex(/^\d{8}$/, "Must be the 8 digits from the e-mail."),
  ),
});

export const refreshRequest = v.strictObject({ refreshToken: opaqueField });

export const meChange = v.strictObject({
  name: v.optional(nameField),
  locale: v.optional(v.picklist(LOCALES, `Must be one of ${LOCALES.join(", ")}.`)),
  suggestible: described(v.optional(v.boolean("Must be true or false.")), "Whether colleagues may find me."),
});

/** Of ending all: `keep=current` leaves the one that asks. */
export const sessionsEnding = v.strictObject({
  keep: v.optional(v.picklist(["current"], "Must be current.")),
});

export type User = v.InferOutput<typeof user>;

export type SessionTokens = v.InferOutput<typeof sessionTokens>;

export type Session = v.InferOutput<typeof session>;

export type MyInvitation = v.InferOutput<typeof myInvitation>;

export type Me = v.InferOutput<typeof me>;
