import { readOwnRequest } from "../access-requests/own-request.ts";
import type { RequestContext } from "../context.ts";
import type { Asking, GateAnswer } from "../shares/gate.ts";
import { type ShareAsked, sharePath } from "../shares/share-asked.ts";
import { askForAccessPage } from "./ask-for-access-page.tsx";
import { askedPage } from "./asked-page.tsx";
import { closedSharePage } from "./closed-share-page.tsx";
import { sharePasswordPage } from "./share-password-page.tsx";

type Place = Pick<ShareAsked, "slug" | "node">;

/** The page's answers by the table under "Shares" of the product: each says what to do next. */
export function refuseShare(
  ctx: RequestContext,
  answer: Extract<GateAnswer, { allow: false }>,
  asked: ShareAsked,
): Response | Promise<Response> {
  const { reason, viewer } = answer;
  ctx.log.reason = reason;
  switch (reason) {
    case "unknown":
      return closedSharePage(ctx, { why: "not_found" });
    case "ended":
      return closedSharePage(ctx, { why: "gone" });
    case "expired":
    case "policy":
    case "used_up":
      return closedSharePage(ctx, { why: reason });
    case "sign_in":
      return seeOther(`/sign-in?next=${pageOf(asked)}`);
    case "locked":
      return sharePasswordPage(ctx, { ...asked, isStranger: !viewer, after: "nothing" });
    case "not_member":
    case "no_level":
      return refuseViewer(ctx, answer, asked);
  }
}

/** Whoever asked sees how that stands, and whoever may ask the form; read anew, since they may have asked just now. */
async function refuseViewer(
  ctx: RequestContext,
  { viewer, shareId, mayAsk }: Asking & Pick<GateAnswer, "viewer">,
  asked: ShareAsked,
): Promise<Response> {
  const email = viewer?.email ?? "";
  const last = viewer && (await readOwnRequest(ctx, { userId: viewer.id, shareId }));
  if (last?.outcome === null) return askedPage(ctx, { ...asked, request: { ...last, email }, status: 403 });
  if (!mayAsk) return closedSharePage(ctx, { why: "forbidden", email });
  return askForAccessPage(ctx, { ...asked, email, ...(last?.outcome === "declined" ? { declined: last } : {}) });
}

/** Back to the page of a share, by a GET. */
export function toShare(asked: Place, headers: Record<string, string> = {}): Response {
  return seeOther(pageOf(asked), headers);
}

/** The same, where it says what was saved. */
export function toSaved({ slug, node }: Place, saved: Record<string, string | undefined>): Response {
  return seeOther(sharePath(slug, "", { node, ...saved }));
}

/** Where somebody is led back to: the thing they asked for, whether there is one or not. */
function pageOf({ slug, node }: Place): string {
  return sharePath(slug, "", { node });
}

function seeOther(location: string, headers: Record<string, string> = {}): Response {
  return new Response(null, {
    status: 303,
    headers: { Location: location, "Cache-Control": "private, no-store", Vary: "Cookie", ...headers },
  });
}
