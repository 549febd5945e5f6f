import { Hono } from "hono";
import { inviteLinkChange } from "../../shared/api/invite-links.ts";
import { joinApproval, joinRequest, joinRequestQuery } from "../../shared/api/join-requests.ts";
import type { AppEnv } from "../context.ts";
import { jsonBody, query } from "../http/validate.ts";
import { jsonTagged, onlyExpected, unlessKnown } from "../http/versions.ts";
import { askToJoin, withdrawRequest } from "./ask-to-join.ts";
import { approveRequest, denyRequest, listJoinRequests } from "./decide-request.ts";
import { deleteInviteLink, putInviteLink, readInviteLink } from "./manage-invite-link.ts";
import { acceptInviteLink } from "./use-invite-link.ts";

export const joiningRoutes = new Hono<AppEnv>()
  .put("/workspaces/:workspaceId/invite-link", jsonBody(inviteLinkChange), onlyExpected, async (c) => {
    const { expected } = c.req.valid("header");
    const made = await putInviteLink(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("json"), expected);
    return jsonTagged(c, made, 200);
  })
  .get("/workspaces/:workspaceId/invite-link", unlessKnown, async (c) =>
    jsonTagged(c, await readInviteLink(c.get("ctx"), c.req.param("workspaceId")), 200),
  )
  .delete("/workspaces/:workspaceId/invite-link", onlyExpected, async (c) => {
    await deleteInviteLink(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("header").expected);
    return c.body(null, 204);
  })
  .post("/invite-links/:token/accept", async (c) => {
    const member = await acceptInviteLink(c.get("ctx"), c.req.param("token"));
    return c.json(member, member.status === "requested" ? 202 : 200);
  })
  .post("/workspaces/:workspaceId/join-requests", jsonBody(joinRequest), async (c) => {
    await askToJoin(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("json").message);
    return c.json({}, 202);
  })
  .delete("/workspaces/:workspaceId/join-requests/mine", async (c) => {
    await withdrawRequest(c.get("ctx"), c.req.param("workspaceId"));
    return c.body(null, 204);
  })
  .get("/workspaces/:workspaceId/join-requests", query(joinRequestQuery), async (c) =>
    c.json(await listJoinRequests(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("query")), 200),
  )
  .post("/workspaces/:workspaceId/join-requests/:membershipId/approve", jsonBody(joinApproval), async (c) => {
    const { workspaceId, membershipId } = c.req.param();
    return c.json(await approveRequest(c.get("ctx"), workspaceId, membershipId, c.req.valid("json")), 200);
  })
  .post("/workspaces/:workspaceId/join-requests/:membershipId/deny", async (c) => {
    const { workspaceId, membershipId } = c.req.param();
    return c.json(await denyRequest(c.get("ctx"), workspaceId, membershipId), 200);
  });
