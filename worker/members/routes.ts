import { Hono } from "hono";
import * as v from "valibot";
import { pageQuery } from "../../shared/api/fields.ts";
import { invitationsRequest, memberChange, memberQuery, memberRemovalQuery } from "../../shared/api/members.ts";
import type { AppEnv } from "../context.ts";
import { orAsFile } from "../http/download.ts";
import { jsonBody, query } from "../http/validate.ts";
import { acceptInvitation, declineInvitation, previewInvitation } from "./answer-invitation.ts";
import { changeMember } from "./change-member.ts";
import { leaveWorkspace, removeMember } from "./end-membership.ts";
import { exportMembers } from "./export-members.ts";
import { inviteMembers } from "./invite-members.ts";
import { listMembers } from "./list-members.ts";
import { resendInvitation, revokeInvitation } from "./manage-invitation.ts";
import { endMemberSessions, listMemberSessions } from "./member-sessions.ts";
import { readMember } from "./read-member.ts";

const CSV = { type: "text/csv", parameters: "; charset=utf-8; header=present", name: "members.csv" };

export const memberRoutes = new Hono<AppEnv>()
  .get("/workspaces/:workspaceId/members", query(memberQuery), orAsFile(CSV, exportMembers), async (c) =>
    c.json(await listMembers(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("query")), 200),
  )
  .get("/workspaces/:workspaceId/members/:membershipId", async (c) => {
    const { workspaceId, membershipId } = c.req.param();
    return c.json(await readMember(c.get("ctx"), workspaceId, membershipId), 200);
  })
  .patch("/workspaces/:workspaceId/members/:membershipId", jsonBody(memberChange), async (c) => {
    const { workspaceId, membershipId } = c.req.param();
    return c.json(await changeMember(c.get("ctx"), workspaceId, membershipId, c.req.valid("json")), 200);
  })
  .delete("/workspaces/:workspaceId/members/:membershipId", query(memberRemovalQuery), async (c) => {
    const { workspaceId, membershipId } = c.req.param();
    await removeMember(c.get("ctx"), workspaceId, membershipId, c.req.valid("query").transferTo);
    return c.body(null, 204);
  })
  .get("/workspaces/:workspaceId/members/:membershipId/sessions", query(v.strictObject(pageQuery)), async (c) => {
    const { workspaceId, membershipId } = c.req.param();
    return c.json(await listMemberSessions(c.get("ctx"), workspaceId, membershipId, c.req.valid("query")), 200);
  })
  .delete("/workspaces/:workspaceId/members/:membershipId/sessions", async (c) => {
    const { workspaceId, membershipId } = c.req.param();
    await endMemberSessions(c.get("ctx"), workspaceId, membershipId);
    return c.body(null, 204);
  })
  .post("/workspaces/:workspaceId/leave", async (c) => {
    await leaveWorkspace(c.get("ctx"), c.req.param("workspaceId"));
    return c.body(null, 204);
  })
  .post("/workspaces/:workspaceId/invitations", jsonBody(invitationsRequest), async (c) => {
    const results = await inviteMembers(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("json"));
    return c.json({ results }, 200);
  })
  .post("/workspaces/:workspaceId/invitations/:membershipId/resend", async (c) => {
    const { workspaceId, membershipId } = c.req.param();
    return c.json(await resendInvitation(c.get("ctx"), workspaceId, membershipId), 200);
  })
  .delete("/workspaces/:workspaceId/invitations/:membershipId", async (c) => {
    const { workspaceId, membershipId } = c.req.param();
    await revokeInvitation(c.get("ctx"), workspaceId, membershipId);
    return c.body(null, 204);
  })
  .get("/invitations/:token", async (c) => c.json(await previewInvitation(c.get("ctx"), c.req.param("token")), 200))
  .post("/invitations/:token/accept", async (c) =>
    c.json(await acceptInvitation(c.get("ctx"), c.req.param("token")), 200),
  )
  .post("/invitations/:token/decline", async (c) =>
    c.json(await declineInvitation(c.get("ctx"), c.req.param("token")), 200),
  );
