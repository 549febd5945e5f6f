import { and, eq } from "drizzle-orm";
import type { RequestContext } from "../context.ts";
import { mailOptOuts } from "../db/schema/notifications.ts";
import { users } from "../db/schema/users.ts";
import type { Settings } from "../env.ts";
import { Problem } from "../http/problem.ts";
import { mac, verifyMac } from "../secrets/derive.ts";
import { isOptionalMail, type OptionalMail } from "./mail-kinds.ts";

const PURPOSE = "unsubscribe";

/** The address that stops one kind of mail for one person, by a POST (RFC 8058) or a page. */
export async function unsubscribeUrl(settings: Settings, userId: string, kind: OptionalMail): Promise<string> {
  const body = `${userId.replace(/^usr_/, "")}.${kind}`;
  return `${settings.publicUrl}/unsubscribe/${body}.${await mac(settings, PURPOSE, body)}`;
}

/** Which kind of mail a token is about, and whether it is stopped; 404 for a token that is not ours. */
export async function readUnsubscribe(ctx: RequestContext, token: string) {
  const { userId, kind } = await requireToken(ctx, token);
  const stopped = await ctx.db.read.$count(mailOptOuts, ofPerson(userId, kind));
  return { kind, stopped: stopped > 0 };
}

export async function setSubscription(ctx: RequestContext, token: string, wanted: boolean): Promise<void> {
  const { userId, kind } = await requireToken(ctx, token);
  const { write } = ctx.db;
  if (wanted) {
    await write.delete(mailOptOuts).where(ofPerson(userId, kind));
    return;
  }
  if ((await ctx.db.read.$count(users, eq(users.id, userId))) === 0) throw new Problem("not_found");
  await write.insert(mailOptOuts).values({ userId, kind, since: ctx.now }).onConflictDoNothing();
}

function ofPerson(userId: string, kind: OptionalMail) {
  return and(eq(mailOptOuts.userId, userId), eq(mailOptOuts.kind, kind));
}

async function requireToken(ctx: RequestContext, token: string): Promise<{ userId: string; kind: OptionalMail }> {
  const [, suffix = "", kind = "", given = ""] =
    /^([0-9a-z]{26})\.([a-z]{1,20})\.([A-Za-z0-9_-]{43})$/.exec(token) ?? [];
  const isOurs = isOptionalMail(kind) && (await verifyMac(ctx.settings, PURPOSE, `${suffix}.${kind}`, given));
  if (!isOurs) throw new Problem("not_found");
  return { userId: `usr_${suffix}`, kind };
}
