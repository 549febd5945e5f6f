import type { LookupResult } from "../../../shared/api/colleagues.ts";
import { parseEmailAddress } from "../../../shared/email-address.ts";

/** What someone on a page is to the workspace. */
export const STANDINGS = ["suggested", "new", "requested", "invited", "active", "suspended"] as const;
export type Standing = (typeof STANDINGS)[number];

export type Found = { email: string; name: string; standing: Standing };

/** Whether an invitation would bring them in. */
export function mayBeInvited({ standing }: Found): boolean {
  return standing === "new" || standing === "suggested";
}

/** Those looked up, who can be invited first; whoever the server says is not of the company is nobody's to know. */
export function describeFound(looked: LookupResult[], suggested: readonly { email: string; name: string }[]): Found[] {
  const names = new Map(suggested.map(({ email, name }) => [keyOf(email), name]));
  return looked
    .flatMap(({ email, status }): Found[] => {
      const name = names.get(keyOf(email));
      if (status === "not_company") return [];
      if (status !== "none") return [{ email, name: "", standing: status }];
      return [{ email, name: name ?? "", standing: name === undefined ? "new" : "suggested" }];
    })
    .toSorted((one, other) => STANDINGS.indexOf(one.standing) - STANDINGS.indexOf(other.standing));
}

function keyOf(email: string): string {
  return parseEmailAddress(email)?.key ?? email;
}
