import type { InputError } from "../../shared/api/problem-document.ts";
import type { ShareRules } from "../../shared/api/shares.ts";
import { domainOfKey } from "../../shared/email-address.ts";
import { isPublicEmailDomain } from "../colleagues/public-email-domains.ts";
import type { RequestContext } from "../context.ts";
import type { ShareGuest } from "../db/schema/shares.ts";
import { Problem } from "../http/problem.ts";
import { requireTimeToCome } from "../http/time-to-come.ts";
import { hashNewPassword } from "../passwords/ask-hasher.ts";
import type { Pinning } from "../versions/pinned.ts";
import type { ShareRow } from "./present.ts";

/** What is written of a change: a password only as its hash, a guest with the time they were named. */
export type SealedRules = Partial<
  Pick<
    ShareRow,
    | "visibility"
    | "label"
    | "expiresAt"
    | "maxViews"
    | "allowDownload"
    | "allowComments"
    | "allowEmbed"
    | "allowIndexing"
    | "pinnedVersion"
    | "guests"
  > & { passwordHash: string }
>;

/**
 * Checks what the schema cannot and makes rules ready to write. Hashing takes its time, so it is done before the write
 * and for nobody who may not change the share. Who is a guest already stays one since they were named.
 */
export async function sealRules(
  ctx: RequestContext,
  userId: string,
  rules: ShareRules,
  known: readonly ShareGuest[] = [],
): Promise<SealedRules> {
  const { password, guests, ...plain } = rules;
  requireTimeToCome(ctx, rules.expiresAt);
  requireCompanyDomains(guests);
  return {
    ...withoutUnnamed(plain),
    ...(guests ? { guests: guests.map((guest) => ({ guest, since: sinceOf(guest, known) ?? ctx.now })) } : {}),
    ...(password === undefined ? {} : { passwordHash: await hashNewPassword(ctx, userId, password) }),
  };
}

/** What rules pin a link to; undefined where they say nothing of it, or that it shows what is played. */
export function pinningOf(nodeId: string, { pinnedVersion }: SealedRules, shareId?: string): Pinning | undefined {
  if (pinnedVersion == null) return undefined;
  return { nodeId, version: pinnedVersion, ...(shareId === undefined ? {} : { shareId }) };
}

/** Opening by password needs one, given now or before. */
export function lacksPassword(
  { visibility, password }: ShareRules,
  share: Pick<ShareRow, "passwordHash"> | undefined,
): boolean {
  return visibility === "password" && password === undefined && !share?.passwordHash;
}

/** Whether a share is so already; a password is always new. */
export function isSoAlready(rules: SealedRules, share: ShareRow): boolean {
  const { passwordHash, ...plain } = rules;
  if (passwordHash !== undefined) return false;
  return Object.entries(plain).every(
    ([name, value]) => JSON.stringify(value) === JSON.stringify(share[name as keyof ShareRow]),
  );
}

function sinceOf(guest: string, known: readonly ShareGuest[]): number | undefined {
  return known.find((one) => one.guest === guest)?.since;
}

function withoutUnnamed<T extends object>(rules: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const named = Object.entries(rules).filter(([, value]) => value !== undefined);
  return Object.fromEntries(named) as { [K in keyof T]: Exclude<T[K], undefined> };
}

/** Everyone could have an address at a public provider: one of them is a guest, all of them are the public. */
export function requireCompanyDomains(guests: readonly string[] = []): void {
  const errors = guests.flatMap((guest, at): InputError[] =>
    !guest.includes("@") && isPublicEmailDomain(domainOfKey(guest))
      ? [{ pointer: `/guests/${at}`, code: "public_email_domain", detail: "Is no company's own domain." }]
      : [],
  );
  if (errors.length > 0) throw new Problem("public_email_domain", { errors });
}
