import type { Context } from "hono";
import { translator } from "../../../shared/i18n/translate.ts";
import { findUser } from "../../accounts/require-user.ts";
import type { AppEnv } from "../../context.ts";
import { Problem } from "../../http/problem.ts";
import { readForm } from "../../http/validate.ts";
import { type ShareAsked, sharePath } from "../../shares/share-asked.ts";
import { page } from "../layout.tsx";
import { limitForm } from "./read-captions-form.ts";

/** Where a form of a share's page is sent. */
type Form = {
  asked: ShareAsked;
  surface:
    | "/settings"
    | "/captions"
    | "/captions/remove"
    | "/chapters"
    | "/comments"
    | "/review"
    | "/reviewers"
    | "/versions";
};

/** What a form brought, by the names of its fields. */
type Typed = [name: string, value: string][];

/** Where on the page it stands; the others are of its sharing. */
const ANCHORS: Partial<Record<Form["surface"], string>> = {
  "/comments": "comments",
  "/review": "review",
  "/reviewers": "review",
  "/versions": "versions",
};
/** Never sent back, to anyone. */
const SECRET = "new-password";
/** For these it makes a difference who asks. */
const WANTS_SIGN_IN: ReadonlySet<number> = new Set([401, 410]);

/**
 * Answers a form, and gives whoever is signed in no longer what they typed back, to be sent again once they are: it goes
 * into no address and is kept nowhere but on their screen.
 */
export async function keepTyped(
  c: Context<AppEnv>,
  form: Form,
  answer: (c: Context<AppEnv>, asked: ShareAsked) => Promise<Response>,
): Promise<Response> {
  try {
    return await answer(c, form.asked);
  } catch (error) {
    if (!(error instanceof Problem) || !WANTS_SIGN_IN.has(error.status) || !isForPeople(c)) throw error;
    if (await findUser(c.get("ctx"))) throw error;
    c.get("ctx").log.code = error.code;
    await limitForm(c);
    return signedOutPage(c, form, { typed: typedIn(await readForm(c)), status: error.status });
  }
}

function isForPeople(c: Context<AppEnv>): boolean {
  return (c.req.header("Accept") ?? "").includes("text/html");
}

function typedIn(fields: Record<string, unknown>): Typed {
  return Object.entries(fields).filter((field): field is Typed[number] => {
    const [name, value] = field;
    return typeof value === "string" && name !== SECRET;
  });
}

/** A text is shown, to be copied from here in any case; what is chosen goes along unseen. */
function signedOutPage(
  c: Context<AppEnv>,
  { asked: { slug, node }, surface }: Form,
  { typed, status }: { typed: Typed; status: number },
): Promise<Response> {
  const ctx = c.get("ctx");
  const t = translator(ctx.locale);
  const text = typed.find(([name]) => name === "text")?.[1];
  return page(
    ctx,
    { title: t("sharing.signed_out_title"), status, wide: text !== undefined },
    <div class="card">
      <h1>{t("sharing.signed_out_title")}</h1>
      <p class="lead">{t("sharing.signed_out")}</p>
      <form
        class="form"
        method="post"
        action={`${sharePath(slug, surface, { node })}#${ANCHORS[surface] ?? "sharing"}`}
      >
        {typed.map(([name, value]) => name !== "text" && <input key={name} type="hidden" name={name} value={value} />)}
        {text !== undefined && (
          <label>
            {t("sharing.signed_out_text")}
            <textarea class="field long" name="text" rows={12} dir="auto" spellcheck={false} value={text} />
          </label>
        )}
        <div class="actions">
          <a
            class="button primary"
            href={`/sign-in?next=${encodeURIComponent(sharePath(slug, "", { node }))}`}
            target="_blank"
            rel="noopener"
          >
            {t("sharing.signed_out_sign_in")}
          </a>
          <button class="button" type="submit">
            {t("sharing.signed_out_again")}
          </button>
        </div>
      </form>
    </div>,
  );
}
