import type { RequestContext } from "../context.ts";
import type { GateAnswer } from "../shares/gate.ts";
import { askForAccessPage } from "./ask-for-access-page.tsx";
import { closedSharePage } from "./closed-share-page.tsx";
import { sharePasswordPage } from "./share-password-page.tsx";

/** The page's answers by the table under "Shares" of the product: each says what to do next. */
export function refuseShare(
  ctx: RequestContext,
  answer: Extract<GateAnswer, { allow: false }>,
  slug: string,
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
      return seeOther(`/sign-in?next=/s/${slug}`);
    case "locked":
      return sharePasswordPage(ctx, { slug, isStranger: !viewer, after: "nothing" });
    case "not_member":
    case "no_level": {
      const email = viewer?.email ?? "";
      return answer.mayAsk ? askForAccessPage(ctx, { slug, email }) : closedSharePage(ctx, { why: "forbidden", email });
    }
  }
}

/** Back to the page of a share, by a GET. */
export function toShare(slug: string, headers: Record<string, string> = {}): Response {
  return seeOther(`/s/${slug}`, headers);
}

function seeOther(location: string, headers: Record<string, string> = {}): Response {
  return new Response(null, {
    status: 303,
    headers: { Location: location, "Cache-Control": "private, no-store", Vary: "Cookie", ...headers },
  });
}
