import { nothing } from "../../shared/api/answers/fields.ts";
import { inviteLink } from "../../shared/api/answers/invite-links.ts";
import { joinRequestPage } from "../../shared/api/answers/join-requests.ts";
import { member } from "../../shared/api/answers/members.ts";
import type { Reference } from "../http/reference.ts";
import type { joiningRoutes } from "./routes.ts";

export const joiningReference: Reference<typeof joiningRoutes> = {
  tag: "Joining",
  about: "Coming in by a workspace's invite link, or by asking. Which doors are open is the workspace's `joinPolicy`.",
  routes: {
    "PUT /workspaces/:workspaceId/invite-link": {
      id: "putInviteLink",
      summary: "Make the invite link, or make it anew",
      description: "A link that was there before is dead from now on.",
      answers: { 200: inviteLink },
      refuses: ["forbidden", "not_found", "personal_workspace"],
    },
    "GET /workspaces/:workspaceId/invite-link": {
      id: "readInviteLink",
      summary: "Read the invite link",
      answers: { 200: inviteLink },
      refuses: ["forbidden", "not_found", "personal_workspace"],
    },
    "DELETE /workspaces/:workspaceId/invite-link": {
      id: "deleteInviteLink",
      summary: "Turn the invite link off",
      answers: { 204: null },
      refuses: ["forbidden", "not_found", "personal_workspace"],
    },
    "POST /invite-links/:token/accept": {
      id: "acceptInviteLink",
      summary: "Come in by an invite link",
      description:
        "200 with a membership that is `active`, or 202 with one that is `requested` and waits for an admin. Pressing again uses the link no second time.",
      answers: { 200: member, 202: member },
      refuses: ["not_found", "suspended", "invite_link_gone"],
    },
    "POST /workspaces/:workspaceId/join-requests": {
      id: "askToJoin",
      summary: "Ask to join",
      description: "The answer is one and the same whatever the workspace is, also for one that does not exist.",
      answers: { 202: nothing },
    },
    "DELETE /workspaces/:workspaceId/join-requests/mine": {
      id: "withdrawRequest",
      summary: "Take my request to join back",
      answers: { 204: null },
    },
    "GET /workspaces/:workspaceId/join-requests": {
      id: "listJoinRequests",
      summary: "List who asks to join",
      answers: { 200: joinRequestPage },
      refuses: ["forbidden", "not_found"],
    },
    "POST /workspaces/:workspaceId/join-requests/:membershipId/approve": {
      id: "approveRequest",
      summary: "Let someone in who asked",
      description: "In the role that is named, else in the workspace's `defaultRole`.",
      answers: { 200: member },
      refuses: ["forbidden", "not_found", "no_seats", "request_decided"],
    },
    "POST /workspaces/:workspaceId/join-requests/:membershipId/deny": {
      id: "denyRequest",
      summary: "Deny a request to join",
      answers: { 200: member },
      refuses: ["forbidden", "not_found", "request_decided"],
    },
  },
};
