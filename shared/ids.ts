import { fromString, typeidUnboxed } from "typeid-js";

/** What an id may name, by its prefix on the wire. */
export const ID_PREFIXES = {
  user: "usr",
  session: "ses",
  signInCode: "cod",
  workspace: "wsp",
  membership: "mbr",
  inviteLink: "lnk",
  domain: "dom",
  notification: "ntf",
  node: "nod",
  share: "shr",
  accessRequest: "acr",
  comment: "cmt",
  review: "rvw",
  apiKey: "key",
  webhook: "whk",
  delivery: "dlv",
  upload: "upl",
  change: "chg",
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

/**
 * A fresh id: the prefix, an underscore and a UUIDv7 in 26 base-32 characters
 * (TypeID specification 0.3). Ids made later sort after ids made earlier.
 */
export function newId(kind: IdKind): string {
  return typeidUnboxed(ID_PREFIXES[kind]);
}

/** Whether a text has the shape of an id of this kind; says nothing of whether it exists. */
export function isId(kind: IdKind, text: string): boolean {
  try {
    fromString(text, ID_PREFIXES[kind]);
    return true;
  } catch {
    return false;
  }
}

/** The shape of an id of this kind, as a regular expression of JSON Schema (TypeID specification 0.3). */
export function idPattern(kind: IdKind): string {
  return `^${ID_PREFIXES[kind]}_[0-7][0-9a-hjkmnp-tv-z]{25}$`;
}
