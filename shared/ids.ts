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
  apiKey: "key",
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
