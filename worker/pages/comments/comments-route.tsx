import type { Context } from "hono";
import { renderToString } from "preact-render-to-string";
import * as v from "valibot";
import {
  COMMENT_ACTS,
  type CommentPage,
  commentChange,
  commentQuery,
  newShareComment,
} from "../../../shared/api/comments.ts";
import { isId } from "../../../shared/ids.ts";
import { parseMoment } from "../../../shared/watch/moment.ts";
import {
  changeShareComment,
  deleteShareComment,
  isSpoken,
  listShareComments,
  postShareComment,
  requireSpoken,
  requireStage,
  type SpokenView,
  type Stage,
} from "../../comments/share-comments.ts";
import type { AppEnv } from "../../context.ts";
import { requireOwnOrigin } from "../../http/own-origin.ts";
import { Problem } from "../../http/problem.ts";
import { sendsForm, wantsPage } from "../../http/sends-form.ts";
import { check, readForm, readJson } from "../../http/validate.ts";
import { type ShareAsked, sharePath } from "../../shares/share-asked.ts";
import { shareBytesHeaders } from "../../shares/share-bytes.ts";
import type { CollectionView, ShareView } from "../../shares/share-view.ts";
import { sharePage } from "../share-page.tsx";
import { NOTHING } from "../sharing/sharing-said.ts";
import { answerWayBack } from "../sharing/way-back.ts";
import { CommentList } from "./comment-list.tsx";
import { commentError } from "./comment-problem.ts";
import type { CommentsTold, CommentTyped } from "./comments-told.ts";

const OWN = { "Cache-Control": "private, no-store", Vary: "Accept, Accept-Language, Cookie" };

/** What was said, as JSON or, for the page's script, as the page shows it; whoever comes by address goes to the page. */
export async function answerComments(c: Context<AppEnv>, asked: ShareAsked): Promise<Response> {
  const ctx = c.get("ctx");
  const { headers } = c.req.raw;
  if (wantsPage(headers)) return answerWayBack(c, asked);
  const view = await requireSpoken(ctx, asked);
  const { limit, cursor } = c.req.query();
  const page = await listShareComments(ctx, view, headers, check(commentQuery, { limit, cursor }, "/query"));
  if (c.req.query("as") !== "html")
    return Response.json(page, { headers: { ...shareBytesHeaders(view, "application/json"), ...OWN } });
  const html = renderToString(<CommentList ctx={ctx} view={view} page={page} />);
  return new Response(html, { headers: { ...shareBytesHeaders(view, "text/html; charset=utf-8"), ...OWN } });
}

/** The comments that the address of a page asks for, from a place on. */
export async function readTold(
  c: Context<AppEnv>,
  view: ShareView | CollectionView,
  from: string | undefined,
): Promise<CommentsTold | undefined> {
  if (from === undefined || view.kind !== "item" || !isSpoken(view)) return undefined;
  return { page: await pageFrom(c, view, from) };
}

function pageFrom(c: Context<AppEnv>, view: SpokenView, from: string): Promise<CommentPage> {
  const read = v.safeParse(commentQuery, from === "" ? {} : { cursor: from });
  const asked = read.success ? read.output : v.parse(commentQuery, {});
  return listShareComments(c.get("ctx"), view, c.req.raw.headers, asked);
}

/** Says something, by the form of the page or by a program. */
export async function answerComment(c: Context<AppEnv>, asked: ShareAsked): Promise<Response> {
  const ctx = c.get("ctx");
  const { headers } = c.req.raw;
  requireOwnOrigin(ctx, headers);
  // Before the body is read: to a stranger's odd body, too, a share says what it says to all.
  const stage = await requireStage(ctx, asked);
  const typed = sendsForm(headers) ? typedIn(await readForm(c)) : undefined;
  try {
    const draft = check(newShareComment, typed ? draftOf(typed) : await readJson(c), "");
    const { comment, cookie } = await postShareComment(ctx, stage, headers, draft);
    const set = cookie === undefined ? {} : { "Set-Cookie": cookie };
    return wantsPage(headers) ? toComment(asked, comment.id, set) : c.json(comment, 201, { ...OWN, ...set });
  } catch (error) {
    return sayWrong(c, stage, typed, error);
  }
}

/** Changes, resolves or deletes what was said, in the same ways. */
export async function answerCommentAct(c: Context<AppEnv>, asked: ShareAsked, commentId: string): Promise<Response> {
  const ctx = c.get("ctx");
  const { headers } = c.req.raw;
  requireOwnOrigin(ctx, headers);
  const stage = await requireStage(ctx, asked);
  const { act, text } = check(commentAct, sendsForm(headers) ? await readForm(c) : await readJson(c), "");
  const typed = { text: text ?? "", reaction: "", at: "", name: "", parent: "", mentions: "" };
  try {
    if (act === "delete") {
      await deleteShareComment(ctx, stage, headers, commentId);
      return wantsPage(headers) ? toComment(asked, "comments") : c.body(null, 204, OWN);
    }
    const change = check(commentChange, act === "edit" ? { body: text ?? "" } : { resolved: act === "resolve" }, "");
    const comment = await changeShareComment(ctx, stage, headers, commentId, change);
    return wantsPage(headers) ? toComment(asked, comment.id) : c.json(comment, 200, OWN);
  } catch (error) {
    return sayWrong(c, stage, act === "edit" ? typed : undefined, error);
  }
}

const commentAct = v.strictObject({
  act: v.picklist(COMMENT_ACTS, `Must be one of ${COMMENT_ACTS.join(", ")}.`),
  text: v.optional(v.string("Must be text.")),
});

function typedIn(form: Record<string, unknown>): CommentTyped {
  const text = (name: string) => (typeof form[name] === "string" ? form[name] : "");
  return {
    text: text("text"),
    reaction: text("reaction"),
    at: text("at"),
    name: text("name"),
    parent: text("parent"),
    mentions: text("mentions"),
  };
}

/** What a form leaves empty is not said; a reaction leaves the words beside it unsaid. */
function draftOf({ text, reaction, at, name, parent, mentions }: CommentTyped) {
  const atSeconds = at.trim() === "" ? null : parseMoment(at.trim());
  if (atSeconds === undefined) {
    const detail = "Must be a moment such as 1:30.";
    throw new Problem("invalid_request", { errors: [{ pointer: "/atSeconds", code: "moment", detail }] });
  }
  const parentId = parent === "" ? null : parent;
  const spokenTo = mentions.split(" ").filter((id) => id !== "");
  return { body: reaction || text, atSeconds, parentId, mentions: spokenTo, ...(name.trim() === "" ? {} : { name }) };
}

function toComment({ slug, node }: ShareAsked, anchor: string, headers: Record<string, string> = {}): Response {
  const location = `${sharePath(slug, "", { node, comments: "" })}#${anchor}`;
  return new Response(null, { status: 303, headers: { Location: location, ...OWN, ...headers } });
}

/** To people, on the page, with what they typed; to its script and to programs as any problem, to the script in their words. */
async function sayWrong(
  c: Context<AppEnv>,
  { view }: Stage,
  typed: CommentTyped | undefined,
  error: unknown,
): Promise<Response> {
  const ctx = c.get("ctx");
  const { headers } = c.req.raw;
  const said = error instanceof Problem && typed ? commentError(ctx, error) : undefined;
  if (!(error instanceof Problem) || said === undefined || !typed) throw error;
  if (!wantsPage(headers)) throw new Problem(error.code, { ...error.options, detail: said });
  ctx.log.code = error.code;
  // What answers something that is gone may still be said by itself.
  const isGone = error.options.errors?.[0]?.pointer === "/parentId";
  const parent = isGone || !isId("comment", typed.parent) ? "" : typed.parent;
  const told = {
    page: await pageFrom(c, view, ""),
    error: said,
    typed: { ...typed, parent },
    status: error.status,
  };
  return sharePage(ctx, view, headers, { said: NOTHING, told });
}
