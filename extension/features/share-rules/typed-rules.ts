import type { Share, ShareChange } from "../../../shared/api/shares.ts";
import { localTime, momentOf } from "../../../shared/local-time.ts";

/** The rules of a share as a form has them: guests one a line, the time as the person's own clock shows it. */
export type TypedRules = {
  label: string;
  expires: string;
  maxViews: string;
  guests: string;
  allowDownload: boolean;
  allowComments: boolean;
  allowEmbed: boolean;
  allowIndexing: boolean;
};

export type RuledShare = Pick<Share, "label" | "expiresAt" | "maxViews" | "guests" | YesOrNo>;

export const YES_OR_NO = ["allowDownload", "allowComments", "allowEmbed", "allowIndexing"] as const;
type YesOrNo = (typeof YES_OR_NO)[number];

export function typedFrom(share: RuledShare, zone: string): TypedRules {
  const { label, expiresAt, maxViews, guests, allowDownload, allowComments, allowEmbed, allowIndexing } = share;
  return {
    label: label ?? "",
    expires: expiresAt === null ? "" : localTime(Date.parse(expiresAt), zone),
    maxViews: maxViews === null ? "" : String(maxViews),
    guests: guests.join("\n"),
    allowDownload,
    allowComments,
    allowEmbed,
    allowIndexing,
  };
}

/** What of the form is not as it was, as the API takes it; nothing of what was left alone. */
export function changeFrom(typed: TypedRules, was: TypedRules, zone: string): ShareChange {
  const change: ShareChange = {};
  if (typed.label.trim() !== was.label) change.label = typed.label.trim() || null;
  if (typed.expires !== was.expires) change.expiresAt = isoOf(typed.expires, zone);
  if (typed.maxViews !== was.maxViews) change.maxViews = typed.maxViews === "" ? null : Number(typed.maxViews);
  const guests = guestsIn(typed.guests);
  if (guests.join() !== guestsIn(was.guests).join()) change.guests = guests;
  for (const name of YES_OR_NO) if (typed[name] !== was[name]) change[name] = typed[name];
  return change;
}

/** What others made of the rules, with what was typed here in place of theirs. */
export function typedOver(fresh: TypedRules, typed: TypedRules, was: TypedRules): TypedRules {
  const names = Object.keys(typed) as (keyof TypedRules)[];
  const touched = names.filter((name) => typed[name] !== was[name]);
  return { ...fresh, ...Object.fromEntries(touched.map((name) => [name, typed[name]])) };
}

/** One a line, or with commas or semicolons between them. */
export function guestsIn(text: string): string[] {
  return text
    .split(/[\n,;]/)
    .map((guest) => guest.trim())
    .filter((guest) => guest !== "");
}

/** What is no time goes as it is, to be refused. */
function isoOf(typed: string, zone: string): string | null {
  if (typed === "") return null;
  const moment = momentOf(typed, zone);
  return moment === undefined ? typed : new Date(moment).toISOString();
}
