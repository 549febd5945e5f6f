import { setTimeout as sleep } from "node:timers/promises";
import { parseEmailAddress } from "../../shared/email-address.ts";

export type Mail = { id: string; messageId: string; time: string; subject: string; text: string; html: string };

export type MailWait = {
  matching?: (mail: Mail) => boolean;
  /** Mails known before, which are not meant. */
  except?: readonly Mail[];
  withinMs?: number;
};

type StoredMail = {
  id: string;
  time: string;
  subject?: string;
  text?: string;
  html?: string;
  headers: Record<string, string>;
};

const POLL_MS = 25;

/** Every mail the mailbox holds for an address, the newest first. */
export async function listMail(mailboxUrl: string, to: string): Promise<Mail[]> {
  // The mailbox compares letter by letter, and mail goes to the address as its owner wrote it first.
  const spellings = [...new Set([to, parseEmailAddress(to)?.address ?? to, to.toLowerCase()])];
  const lists = await Promise.all(spellings.map((spelling) => listMailAs(mailboxUrl, spelling)));
  return lists.flat().sort((one, other) => other.time.localeCompare(one.time));
}

async function listMailAs(mailboxUrl: string, to: string): Promise<Mail[]> {
  const answer = await fetch(`${mailboxUrl}/api/email?to.address=${encodeURIComponent(to)}`);
  if (!answer.ok) throw new Error(`The mailbox answered ${answer.status}.`);
  const stored = (await answer.json()) as StoredMail[];
  // They come in order of arrival, which two mails of one millisecond keep.
  return stored.reverse().map(({ id, time, headers, subject = "", text = "", html = "" }) => {
    return { id, time, subject, text, html, messageId: headers["message-id"] ?? "" };
  });
}

/** The newest matching mail for an address, waited for. */
export async function waitForMail(mailboxUrl: string, to: string, wait: MailWait = {}): Promise<Mail> {
  const { matching = () => true, except = [], withinMs = 10_000 } = wait;
  const known = new Set(except.map(({ id }) => id));
  const deadline = Date.now() + withinMs;
  for (;;) {
    const mail = (await listMail(mailboxUrl, to)).find((one) => !known.has(one.id) && matching(one));
    if (mail) return mail;
    if (Date.now() > deadline) throw new Error(`No such mail for ${to} within ${withinMs} ms.`);
    await sleep(POLL_MS);
  }
}

/** The sign-in code of a mail: eight digits on a line of their own. A token or an address may hold such a run by chance. */
export function codeIn(mail: Mail): string | undefined {
  if (invitationTokenIn(mail) !== undefined) return undefined;
  return /^[ \t]*(\d{8})[ \t]*$/m.exec(mail.text)?.[1];
}

/** The path of the invitation's link in a mail. */
export function invitationTokenIn(mail: Mail): string | undefined {
  return /\/invite\/([A-Za-z0-9_.~-]+)/.exec(mail.text)?.[1];
}
