import { renderToString } from "preact-render-to-string";
import type { BrandColours } from "../../shared/design/brand-colours.ts";
import type { Locale } from "../../shared/i18n/locale.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { MAIL_COLOURS as colour } from "./mail-colours.ts";

/** Whose mail it is: the workspace it speaks of. */
export type MailHouse = { name: string; colours: BrandColours | null; logoUrl: string | null };

export type MailContent = {
  title: string;
  /** Without one it is ours. */
  house?: MailHouse;
  intro: string;
  /** Shown large, to be typed. */
  code?: string;
  button?: { label: string; url: string };
  note: string;
  /** What somebody wrote, shown as theirs. */
  quote?: string;
  /** Why one gets this mail, where it is not the usual. */
  footer?: string;
  unsubscribe?: string;
};

const FONT = "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

/** One mail as text and as HTML. The text part holds at most one link and one run of digits, and at its end the address that stops such mails. */
export function renderMail(locale: Locale, content: MailContent): { text: string; html: string } {
  return {
    text: renderText(locale, content),
    html: `<!doctype html>${renderToString(<MailPage locale={locale} {...content} />)}`,
  };
}

function renderText(locale: Locale, content: MailContent): string {
  const t = translator(locale);
  const { intro, quote, code, button, note, footer = t("mail.footer"), unsubscribe } = content;
  const said = quote ? [...quote.split("\n").map((line) => `> ${line}`), ""] : [];
  const middle = [code, button?.url].filter((line) => line !== undefined).map((line) => `    ${line}`);
  const stop = unsubscribe ? [`${t("mail.unsubscribe")}: ${unsubscribe}`] : [];
  return [
    t("mail.greeting"),
    "",
    intro,
    "",
    ...said,
    ...middle,
    "",
    note,
    "",
    "-- ",
    "Foyer",
    footer,
    ...stop,
    "",
  ].join("\n");
}

/** Mail programs know tables and inline styles and little else. */
function MailPage({ locale, ...content }: MailContent & { locale: Locale }) {
  const t = translator(locale);
  const { title, house, intro, quote, code, button, note, footer = t("mail.footer"), unsubscribe } = content;
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>{title}</title>
      </head>
      <body style={`margin:0;padding:32px 16px;background:${colour.sunken};font-family:${FONT};color:${colour.ink}`}>
        <main>
          <table role="presentation" width="100%" cellpadding="0" cellspacing="0">
            <tr>
              <td align="center">
                <table
                  role="presentation"
                  width="100%"
                  cellpadding="0"
                  cellspacing="0"
                  style={`max-width:520px;background:${colour.raised};border:1px solid ${colour.rule};border-radius:14px`}
                >
                  <tr>
                    <td style="padding:32px">
                      {house ? <House {...house} /> : <Mark />}
                      <h1 style="font-size:22px;line-height:1.3;margin:24px 0 12px;font-weight:650;overflow-wrap:anywhere;word-break:break-word">
                        {title}
                      </h1>
                      <p
                        style={`font-size:16px;line-height:1.55;margin:0 0 24px;color:${colour.ink2};overflow-wrap:anywhere;word-break:break-word`}
                      >
                        {intro}
                      </p>
                      {quote ? <Quote text={quote} /> : null}
                      {code ? <Code code={code} /> : null}
                      {button ? <Button {...button} colours={house?.colours ?? null} /> : null}
                      <p
                        style={`font-size:14px;line-height:1.55;margin:24px 0 0;color:${colour.ink2};overflow-wrap:anywhere;word-break:break-word`}
                      >
                        {note}
                      </p>
                    </td>
                  </tr>
                </table>
                <p style={`max-width:520px;font-size:12px;line-height:1.5;margin:20px auto 0;color:${colour.ink2}`}>
                  {footer}
                  {unsubscribe ? (
                    <>
                      {" "}
                      <a href={unsubscribe} style={`color:${colour.ink2}`}>
                        {t("mail.unsubscribe")}
                      </a>
                    </>
                  ) : null}
                </p>
              </td>
            </tr>
          </table>
        </main>
      </body>
    </html>
  );
}

function Mark() {
  return (
    <table role="presentation" cellpadding="0" cellspacing="0">
      <tr>
        <td style={`width:32px;height:32px;background:${colour.accent};border-radius:9px;vertical-align:bottom`}>
          <div
            style={`width:12px;height:23px;margin:0 10px;background:${colour.raised};border-radius:6px 6px 0 0;font-size:0`}
          >
            &nbsp;
          </div>
        </td>
        <td style="padding-left:10px;font-size:16px;font-weight:650">Foyer</td>
      </tr>
    </table>
  );
}

/** The workspace's logo or, without one, the first letter of its name, and its name beside it. */
function House({ name, colours, logoUrl }: MailHouse) {
  const background = colours?.accent.light ?? colour.house;
  const ink = colours?.onAccent.light ?? colour.raised;
  return (
    <table role="presentation" cellpadding="0" cellspacing="0">
      <tr>
        <td>
          {logoUrl === null ? (
            <div
              style={`width:32px;height:32px;line-height:32px;background:${background};color:${ink};border-radius:9px;text-align:center;font-size:16px;font-weight:650`}
            >
              {[...name][0]?.toUpperCase()}
            </div>
          ) : (
            <img src={logoUrl} alt="" height="32" style="display:block;height:32px;max-width:140px;border:0" />
          )}
        </td>
        <td style="padding-left:10px;font-size:16px;font-weight:650;overflow-wrap:anywhere;word-break:break-word">
          {name}
        </td>
      </tr>
    </table>
  );
}

function Quote({ text }: { text: string }) {
  return (
    <p
      style={`font-size:15px;line-height:1.55;margin:0 0 24px;padding:12px 16px;background:${colour.sunken};border-radius:10px;white-space:pre-line;overflow-wrap:anywhere;word-break:break-word`}
    >
      {text}
    </p>
  );
}

function Code({ code }: { code: string }) {
  return (
    <p
      style={`font-size:32px;letter-spacing:6px;font-weight:650;margin:0;padding:16px 20px;background:${colour.accentSoft};border-radius:10px;text-align:center;font-variant-numeric:tabular-nums`}
    >
      {code}
    </p>
  );
}

function Button({ label, url, colours }: { label: string; url: string; colours: BrandColours | null }) {
  const background = colours?.accent.light ?? colour.accent;
  const ink = colours?.onAccent.light ?? colour.raised;
  return (
    <p style="margin:0">
      <a
        href={url}
        style={`display:inline-block;background:${background};color:${ink};text-decoration:none;font-size:16px;font-weight:600;padding:12px 20px;border-radius:9px`}
      >
        {label}
      </a>
    </p>
  );
}
