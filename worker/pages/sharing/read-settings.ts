import * as v from "valibot";
import { readGuest, type ShareRules, shareChange } from "../../../shared/api/shares.ts";
import { isZone, localTime, momentOf } from "../../../shared/local-time.ts";
import { check } from "../../http/validate.ts";
import type { GuestChange } from "../../shares/change-guests.ts";
import type { SettingsTyped } from "./sharing-said.ts";

const field = v.optional(v.string(), "");

const settingsForm = v.object({
  visibility: field,
  "new-password": field,
  guests: field,
  expires: field,
  zone: v.optional(v.pipe(v.string(), v.check(isZone)), "UTC"),
  "was-visibility": field,
  "was-guests": field,
  "was-expires": field,
  pinned: field,
  "was-pinned": field,
});

/** What a form of settings holds; the password apart, which is shown to nobody again. */
export function readSettings(form: unknown): { typed: SettingsTyped; password: string } {
  const { visibility, guests, expires, zone, pinned, "new-password": password, ...was } = check(settingsForm, form, "");
  return {
    typed: {
      visibility,
      // A browser ends the lines of a text area by CRLF.
      guests: guests.replaceAll("\r\n", "\n"),
      expires,
      zone,
      pinned,
      was: {
        visibility: was["was-visibility"],
        guests: was["was-guests"],
        expires: was["was-expires"],
        pinned: was["was-pinned"],
      },
    },
    password,
  };
}

type Touched = { rules: ShareRules; guests: GuestChange | undefined };

/**
 * What was touched, checked by the API's own schema; undefined where nothing was. What was left as it was shown is not
 * sent: another may have changed it meanwhile.
 */
export function touchedIn(typed: SettingsTyped, password: string): Touched | undefined {
  const { visibility, was } = typed;
  const guests = guestChange(typed);
  const touched = {
    ...(visibility === was.visibility ? {} : { visibility }),
    // Chosen in the end: a password typed before another choice is none.
    ...(visibility === "password" && password !== "" ? { password } : {}),
    ...expiryIn(typed),
    ...(typed.pinned === was.pinned ? {} : { pinnedVersion: typed.pinned === "" ? null : Number(typed.pinned) }),
    ...(guests ? { guests: guestsIn(typed.guests) } : {}),
  };
  if (Object.keys(touched).length === 0) return undefined;
  const { guests: _, ...rules } = check(shareChange, touched, "");
  return { rules, guests };
}

function expiryIn({ expires, zone, was }: SettingsTyped): { expiresAt?: string | null } {
  if (expires === shownBefore(was.expires, zone)) return {};
  if (expires === "") return { expiresAt: null };
  const at = momentOf(expires, zone);
  return { expiresAt: at === undefined ? expires : new Date(at).toISOString() };
}

function shownBefore(was: string, zone: string): string {
  const at = Date.parse(was);
  return Number.isNaN(at) ? "" : localTime(at, zone);
}

function guestChange(typed: SettingsTyped): GuestChange | undefined {
  const all = guestsIn(typed.guests);
  const named = namedIn(typed);
  const removed = guestsIn(typed.was.guests).filter((guest) => !all.includes(guest));
  return named.length + removed.length === 0 ? undefined : { named, removed };
}

/** The guests that were not there before. */
export function namedIn({ guests, was }: SettingsTyped): string[] {
  const before = guestsIn(was.guests);
  return guestsIn(guests).filter((guest) => !before.includes(guest));
}

/** Each once, as they are compared; what is no guest as it was typed. */
export function guestsIn(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== "").map((line) => readGuest(line) ?? line))];
}
