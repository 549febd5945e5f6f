import { type Context, Hono } from "hono";
import * as v from "valibot";
import { textField } from "../../shared/api/fields.ts";
import { JOIN_MESSAGE_MAX } from "../../shared/limits.ts";
import { declineAccess, grantAccess } from "../access-requests/decide-access.ts";
import { changeMe } from "../accounts/me.ts";
import { findUser } from "../accounts/require-user.ts";
import type { AppEnv } from "../context.ts";
import { Problem } from "../http/problem.ts";
import { formBody } from "../http/validate.ts";
import { askToJoin, withdrawRequest } from "../joining/ask-to-join.ts";
import { approveRequest, denyRequest } from "../joining/decide-request.ts";
import { acceptInviteLink, previewInviteLink } from "../joining/use-invite-link.ts";
import { acceptInvitation, declineInvitation, previewInvitation } from "../members/answer-invitation.ts";
import { readUnsubscribe, setSubscription } from "../notifications/unsubscribe.ts";
import { invitationPage } from "./invitation-page.tsx";
import { joinPage } from "./join-page.tsx";
import { type Notice, noticePage } from "./notice-page.tsx";
import { unsubscribePage } from "./unsubscribe-page.tsx";

/** The doors as pages, for people without the extension: invitation, invite link, asking, deciding. */

const answerForm = v.object({ answer: v.picklist(["accept", "decline"]) });
const askForm = v.object({ message: v.optional(textField(JOIN_MESSAGE_MAX)) });
const decisionForm = v.object({ decision: v.picklist(["approve", "deny"]) });
const accessForm = v.object({ decision: v.picklist(["grant", "decline"]) });
/** Mail programs post `List-Unsubscribe=One-Click` (RFC 8058) and nothing of ours. */
const unsubscribeForm = v.object({ answer: v.optional(v.picklist(["stop", "resume"])) });
const foundForm = v.object({ suggestible: v.picklist(["yes", "no"]) });

export const doorRoutes = new Hono<AppEnv>()
  .get("/invite/:token", (c) => {
    const token = c.req.param("token");
    return orNotice(c, "/invite/", token, async (ctx) =>
      invitationPage(ctx, { token, preview: await previewInvitation(ctx, token), reader: (await findUser(ctx))?.user }),
    );
  })
  .post("/invite/:token", formBody(answerForm), (c) => {
    const token = c.req.param("token");
    const answer = c.req.valid("form").answer === "accept" ? acceptInvitation : declineInvitation;
    return orNotice(c, "/invite/", token, async (ctx) => {
      await answer(ctx, token);
      return c.redirect("/", 303);
    });
  })
  .get("/join/:token", (c) => {
    const token = c.req.param("token");
    return orNotice(c, "/join/", token, async (ctx) =>
      joinPage(ctx, { token, preview: await previewInviteLink(ctx, token), reader: (await findUser(ctx))?.user }),
    );
  })
  .post("/join/:token", (c) => {
    const token = c.req.param("token");
    return orNotice(c, "/join/", token, async (ctx) => {
      const { status } = await acceptInviteLink(ctx, token);
      return status === "requested" ? noticePage(ctx, "requested") : c.redirect("/", 303);
    });
  })
  .post("/join-requests/:workspaceId", formBody(askForm), (c) =>
    orHome(c, () => askToJoin(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("form").message || undefined)),
  )
  .post("/join-requests/:workspaceId/withdraw", (c) =>
    orHome(c, () => withdrawRequest(c.get("ctx"), c.req.param("workspaceId"))),
  )
  .post("/join-requests/:workspaceId/:membershipId", formBody(decisionForm), (c) => {
    const { workspaceId, membershipId } = c.req.param();
    const { decision } = c.req.valid("form");
    return orHome(c, () =>
      decision === "approve"
        ? approveRequest(c.get("ctx"), workspaceId, membershipId, {})
        : denyRequest(c.get("ctx"), workspaceId, membershipId),
    );
  })
  .post("/access-requests/:nodeId/:requestId", formBody(accessForm), (c) => {
    const { nodeId, requestId } = c.req.param();
    return orHome(c, () =>
      c.req.valid("form").decision === "grant"
        ? grantAccess(c.get("ctx"), nodeId, requestId, { level: "view" })
        : declineAccess(c.get("ctx"), nodeId, requestId),
    );
  })
  .get("/unsubscribe/:token", async (c) => {
    const token = c.req.param("token");
    return unsubscribePage(c.get("ctx"), { token, ...(await readUnsubscribe(c.get("ctx"), token)) });
  })
  .post("/unsubscribe/:token", formBody(unsubscribeForm), async (c) => {
    const token = c.req.param("token");
    await setSubscription(c.get("ctx"), token, c.req.valid("form").answer === "resume");
    return unsubscribePage(c.get("ctx"), { token, ...(await readUnsubscribe(c.get("ctx"), token)) });
  })
  .post("/suggestible", formBody(foundForm), (c) =>
    orHome(c, () => changeMe(c.get("ctx"), { suggestible: c.req.valid("form").suggestible === "yes" })),
  );

/** Does it and goes home, or says why it was not done; whoever is not signed in signs in. */
async function orHome(c: Context<AppEnv>, act: () => Promise<unknown>): Promise<Response> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const notice = decidedOtherwise(error);
    if (notice) return noticePage(c.get("ctx"), notice);
    if (error.code !== "unauthenticated") throw error;
  }
  return c.redirect("/", 303);
}

function decidedOtherwise({ code, options: { outcome } }: Problem): Notice | undefined {
  if (code === "no_seats" || code === "guests_not_allowed") return code;
  return code === "request_decided" && outcome ? `decided_${outcome}` : undefined;
}

type Door = "/invite/" | "/join/";

/** Shows the page, or what is wrong with its link and what to do next. */
async function orNotice(
  c: Context<AppEnv>,
  door: Door,
  token: string,
  show: (ctx: AppEnv["Variables"]["ctx"]) => Promise<Response>,
): Promise<Response> {
  try {
    return await show(c.get("ctx"));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === "unauthenticated" || error.code === "email_mismatch") {
      return c.redirect(`${door}${encodeURIComponent(token)}`, 303);
    }
    const notice = noticeOf(door, error);
    if (!notice) throw error;
    return noticePage(c.get("ctx"), notice);
  }
}

function noticeOf(door: Door, { code }: Problem): Notice | undefined {
  const isLink = door === "/join/";
  switch (code) {
    case "invitation_gone":
      return "invitation_gone";
    case "invite_link_gone":
      return "link_gone";
    case "not_found":
      return isLink ? "link_unknown" : "invitation_unknown";
    case "suspended":
      return isLink ? "link_suspended" : undefined;
    default:
      return undefined;
  }
}
