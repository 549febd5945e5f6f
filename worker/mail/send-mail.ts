import { type EmailOptions, LogLevel, WorkerMailer, type WorkerMailerOptions } from "worker-mailer";
import type { RequestContext } from "../context.ts";

export type Mail = {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Makes the Message-ID: the same mail sent twice is recognised as one. */
  key: string;
  /** Where one click stops mails of this kind (RFC 8058). */
  unsubscribe?: string;
};

const TIMEOUT_MS = 15_000;

/** A way for mails to leave by, one after the other. */
export type MailRoute = { send(mail: Mail): Promise<void>; close(): Promise<void> };

/**
 * Opens a way over SMTP (RFC 5321), connecting at the first mail and again after a failure. `SMTP_URL` is
 * `smtp://[user:password@]host:port`, or `smtps://` for TLS from the first byte; STARTTLS is used wherever
 * the server offers it.
 */
export function openMailRoute(ctx: RequestContext): MailRoute {
  let mailer: WorkerMailer | undefined;
  return {
    send: async (mail) => {
      mailer ??= await WorkerMailer.connect(connection(ctx));
      try {
        await mailer.send(message(ctx, mail));
      } catch (error) {
        const broken = mailer;
        mailer = undefined;
        await broken.close();
        throw error;
      }
    },
    close: async () => mailer?.close(),
  };
}

function connection(ctx: RequestContext): WorkerMailerOptions {
  if (!ctx.env.SMTP_URL) throw new Error("SMTP_URL is not set: no mail can leave.");
  const url = new URL(ctx.env.SMTP_URL);
  const secure = url.protocol === "smtps:";
  return {
    host: url.hostname,
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    startTls: !secure,
    ...(url.username
      ? {
          credentials: { username: decodeURIComponent(url.username), password: decodeURIComponent(url.password) },
          authType: ["plain", "login"],
        }
      : {}),
    // It would log addresses; what goes wrong is thrown.
    logLevel: LogLevel.NONE,
    socketTimeoutMs: TIMEOUT_MS,
    responseTimeoutMs: TIMEOUT_MS,
  };
}

function message(ctx: RequestContext, mail: Mail): EmailOptions {
  return {
    from: parseMailbox(ctx.env.MAIL_FROM),
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    headers: {
      "Message-ID": `<${mail.key}@${new URL(ctx.settings.publicUrl).hostname}>`,
      "Auto-Submitted": "auto-generated",
      ...(mail.unsubscribe
        ? { "List-Unsubscribe": `<${mail.unsubscribe}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }
        : {}),
    },
  };
}

/** `Name <address>` or an address alone. */
function parseMailbox(text: string): { name?: string; email: string } {
  const match = /^\s*(.*?)\s*<([^>]+)>\s*$/.exec(text);
  const [, name = "", email = text] = match ?? [];
  return name === "" ? { email: email.trim() } : { name, email };
}
