import type { Share } from "../../shared/api/shares.ts";
import { type Answer, type Call, request } from "./client.ts";

type Link = Pick<Share, "slug">;
type Who = { token?: string | undefined };

/** The page of a share, of one thing in it where `item` names that as a query. */
export const openPage = ({ slug }: Link, who: Who = {}, item = "") =>
  request("GET", `/s/${slug}${item}`, { ...callOf(who), headers: { Accept: "text/html" } });

/** Whether a page bears the controls of its sharing. */
export const hasControls = ({ text }: Answer) => text.includes('id="sharing"');

/** What a browser would send of the settings on a page if nothing were touched. */
export function settingsOn({ text }: Answer): Record<string, string> {
  const form = /<form method="post" action="[^"]*\/settings[^"]*"[\s\S]*?<\/form>/.exec(text)?.[0] ?? "";
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? "";
  return {
    visibility: /name="visibility" value="(\w+)" checked/.exec(form)?.[1] ?? "",
    "new-password": "",
    guests: /<textarea[^>]*>([^<]*)<\/textarea>/.exec(form)?.[1] ?? "",
    expires: value("expires"),
    zone: value("zone"),
    "was-visibility": value("was-visibility"),
    "was-guests": value("was-guests"),
    "was-expires": value("was-expires"),
  };
}

export const sendSettings = (share: Link, who: Who, fields: Record<string, string>, call: Call = {}, item = "") =>
  sendForm(share, `/settings${item}`, who, new URLSearchParams(fields), call);

/** Touches so much of the settings as they are on the page now. */
export async function changeSettings(share: Link, who: Who, touched: Record<string, string>): Promise<Answer> {
  return sendSettings(share, who, { ...settingsOn(await openPage(share, who)), ...touched });
}

export function sendCaptions(
  share: Link,
  who: Who,
  { language, name, text }: { language: string; name?: string; text?: string },
  item = "",
): Promise<Answer> {
  const form = new FormData();
  if (name !== undefined) form.set("file", new File([text ?? ""], name));
  form.set("language", language);
  return sendForm(share, `/captions${item}`, who, form);
}

/** Captions as they stand on the page that edits them: their text, and which version it is. */
export function editedOn({ text }: Answer): { text: string; was: string } | undefined {
  const form = /<form class="cues"[\s\S]*?<\/form>/.exec(text)?.[0];
  if (form === undefined) return undefined;
  const shown = /<textarea[^>]*>([^<]*)<\/textarea>/.exec(form)?.[1] ?? "";
  return { text: plain(shown), was: plain(/name="was" value="([^"]*)"/.exec(form)?.[1] ?? "") };
}

const plain = (html: string) =>
  html.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

/** As browsers send a text of several lines (HTML, section 4.10.22.4). */
export const sendEdited = (share: Link, who: Who, fields: { language: string; text: string; was: string }) =>
  sendForm(share, "/captions", who, new URLSearchParams({ ...fields, text: fields.text.replaceAll("\n", "\r\n") }));

/** Chapters as they stand on the page that edits them. */
export function chaptersOn({ text }: Answer): { text: string; was: string } {
  const form = /<form class="lines"[\s\S]*?<\/form>/.exec(text)?.[0] ?? "";
  const shown = /<textarea[^>]*>([^<]*)<\/textarea>/.exec(form)?.[1] ?? "";
  return { text: plain(shown), was: plain(/name="was" value="([^"]*)"/.exec(form)?.[1] ?? "") };
}

export const sendChapters = (
  share: Link,
  who: Who,
  { language, text, was = "" }: { language: string; text: string; was?: string },
  item = "",
) =>
  sendForm(share, `/chapters${item}`, who, new URLSearchParams({ language, text: text.replaceAll("\n", "\r\n"), was }));

/** Who must approve, as the page's own form shows it; undefined where there is none. */
export function reviewersOn({ text }: Answer): string[] | undefined {
  const form = /<form method="post" action="[^"]*\/reviewers[\s\S]*?<\/form>/.exec(text)?.[0];
  const shown = /<textarea[^>]*>([^<]*)<\/textarea>/.exec(form ?? "")?.[1];
  return shown?.split("\n").filter((line) => line !== "");
}

/** `was` is what the form showed first. */
export const sendReviewers = (
  share: Link,
  who: Who,
  { reviewers, was = [] }: { reviewers: readonly string[]; was?: readonly string[] },
  item = "",
) =>
  sendForm(
    share,
    `/reviewers${item}`,
    who,
    new URLSearchParams({ reviewers: reviewers.join("\r\n"), was: was.join("\n") }),
  );

/** Which version of the captions in a language the page's own form takes away. */
export function removedOn({ text }: Answer, language: string): string {
  const forms = text.match(/<form method="post" action="[^"]*\/captions\/remove[\s\S]*?<\/form>/g) ?? [];
  const form = forms.find((one) => one.includes(`name="language" value="${language}"`)) ?? "";
  return /name="was" value="([^"]*)"/.exec(form)?.[1] ?? "";
}

export const removeCaptions = (share: Link, who: Who, language: string, was?: string) =>
  sendForm(share, "/captions/remove", who, new URLSearchParams({ language, ...(was === undefined ? {} : { was }) }));

/** As a browser sends it, which names the type of a form itself. */
async function sendForm(
  { slug }: Link,
  surface: string,
  who: Who,
  form: FormData | URLSearchParams,
  call: Call = {},
): Promise<Answer> {
  const sent = new Response(form);
  return request("POST", `/s/${slug}${surface}`, {
    ...callOf(who),
    ...call,
    headers: { Accept: "text/html", "Content-Type": sent.headers.get("Content-Type") ?? "", ...call.headers },
    rawBody: new Uint8Array(await sent.arrayBuffer()),
  });
}

function callOf({ token }: Who): Call {
  return token === undefined ? {} : { token };
}
