import { LogLevel, WorkerMailer } from "worker-mailer";
import type { RequestContext } from "../context.ts";

export type Mail = {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Makes the Message-ID: the same mail sent twice is recognised as one. */
  key: string;
};

const TIMEOUT_MS = 15_000;

/**
 * Sends one mail over SMTP (RFC 5321). `SMTP_URL` is `smtp://[user:password@]host:port`, or `smtps://`
 * for TLS from the first byte; STARTTLS is used wherever the server offers it.
 */
export async function sendMail(ctx: RequestContext, mail: Mail): Promise<void> {
  if (!ctx.env.SMTP_URL) throw new Error("SMTP_URL is not set: no mail can leave.");
  const url = new URL(ctx.env.SMTP_URL);
  const secure = url.protocol === "smtps:";
  await WorkerMailer.send(
    {
      host: url.hostname,
      port: Number(url.port || (secure ? 465 : 587)),
      secure,
      startTls: !secure,
      ...(url.username
        ? {
            credentials: { username: decodeURIComponent(url.username), password: decodeURIComponent(url.password) },
            authType: ["plain", "login"] as const satisfies string[],
          }
        : {}),
      // It would log addresses; what goes wrong is thrown.
      logLevel: LogLevel.NONE,
      socketTimeoutMs: TIMEOUT_MS,
      responseTimeoutMs: TIMEOUT_MS,
    },
    {
      from: parseMailbox(ctx.env.MAIL_FROM),
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      headers: {
        "Message-ID": `<${mail.key}@${new URL(ctx.settings.publicUrl).hostname}>`,
        "Auto-Submitted": "auto-generated",
      },
    },
  );
}

/** `Name <address>` or an address alone. */
function parseMailbox(text: string): { name?: string; email: string } {
  const match = /^\s*(.*?)\s*<([^>]+)>\s*$/.exec(text);
  const [, name = "", email = text] = match ?? [];
  return name === "" ? { email: email.trim() } : { name, email };
}
