import { join } from "node:path";
import { MailDev } from "maildev";
import { stablePort } from "./ports.ts";

export type Mailbox = { url: string; smtpUrl: string; stop(): Promise<void> };

/** The oldest mail goes when there is more, so that load tests do not fill the memory. */
const KEPT_MAILS = 5_000;

/** Starts the bundled mailbox: it takes every mail over SMTP, delivers none, and shows them on a page. */
export async function startMailbox(dataDir: string): Promise<Mailbox> {
  const smtp = await stablePort(dataDir, "smtp");
  const web = await stablePort(dataDir, "mailbox");
  const maildev = new MailDev({
    ip: "127.0.0.1",
    smtp,
    webIp: "127.0.0.1",
    web,
    mailDirectory: join(dataDir, "mail"),
    maxEmails: KEPT_MAILS,
    silent: true,
  });
  await maildev.start();
  return {
    url: `http://127.0.0.1:${web}`,
    smtpUrl: `smtp://127.0.0.1:${smtp}`,
    stop: () => maildev.stop(),
  };
}
