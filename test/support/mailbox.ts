import { expect } from "vitest";
import {
  codeIn,
  invitationTokenIn,
  listMail,
  type Mail,
  type MailWait,
  waitForMail as waitForMailAt,
} from "../../scripts/server/read-mail.ts";
import { server } from "./server.ts";

export type { Mail };

const WITHIN_MS = 10_000;

/** The newest mail for an address that fits, waited for. */
export function waitForMail(to: string, wait: MailWait = {}): Promise<Mail> {
  return waitForMailAt(server.mailboxUrl, to, { withinMs: WITHIN_MS, ...wait });
}

/** Every mail that came for an address so far, the newest first. */
export function mailTo(to: string): Promise<Mail[]> {
  return listMail(server.mailboxUrl, to);
}

/** A header of a mail as it was sent, its folded lines joined. */
export async function headerOf(mail: Mail, name: string): Promise<string | undefined> {
  const answer = await fetch(`${server.mailboxUrl}/api/email/${mail.id}/source`);
  const [head = ""] = (await answer.text()).split(/\r?\n\r?\n/);
  const line = head
    .replace(/\r?\n[ \t]+/g, " ")
    .split(/\r?\n/)
    .find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line?.slice(name.length + 1).trim();
}

/** Every mail for an address, once there are at least so many. */
export async function allMailTo(to: string, atLeast: number): Promise<Mail[]> {
  await expect
    .poll(() => mailTo(to), { timeout: WITHIN_MS, interval: 50 })
    .toSatisfy((mails) => mails.length >= atLeast);
  return mailTo(to);
}

/** The code of the newest sign-in mail that is not among `except`. */
export async function signInCode(to: string, except: readonly Mail[] = []): Promise<string> {
  const mail = await waitForMail(to, { except, matching: (one) => codeIn(one) !== undefined });
  return codeIn(mail) ?? "";
}

/** The token in the link of the newest invitation. */
export async function inviteToken(to: string, except: readonly Mail[] = []): Promise<string> {
  const mail = await waitForMail(to, { except, matching: (one) => invitationTokenIn(one) !== undefined });
  return invitationTokenIn(mail) ?? "";
}

/** The link of the newest invitation. */
export async function inviteLink(to: string): Promise<string> {
  return `${server.url}/invite/${await inviteToken(to)}`;
}
