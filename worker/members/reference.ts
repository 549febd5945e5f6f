import { sessionPage } from "../../shared/api/answers/accounts.ts";
import { invitationPreview, invitationResults, member, memberPage } from "../../shared/api/answers/members.ts";
import type { Reference } from "../http/reference.ts";
import type { memberRoutes } from "./routes.ts";

export const memberReference: Reference<typeof memberRoutes> = {
  tag: "Members",
  about:
    "Who is in a workspace, in what role, and who was invited. An invitation holds a seat until it is accepted, revoked or over.",
  routes: {
    "GET /workspaces/:workspaceId/members": {
      id: "listMembers",
      summary: "List members",
      description:
        "Filtered by status, role, and the beginnings of name and address. Whoever was invited or asks is shown to `members.manage` alone; ended memberships only when `status` asks for them. As CSV for `Accept: text/csv`.",
      answers: { 200: memberPage },
      refuses: ["forbidden", "not_found"],
    },
    "GET /workspaces/:workspaceId/members/:membershipId": {
      id: "readMember",
      summary: "Read a member",
      description: "Whoever was invited or asks is shown to `members.manage` alone.",
      answers: { 200: member },
      refuses: ["forbidden", "not_found"],
    },
    "PATCH /workspaces/:workspaceId/members/:membershipId": {
      id: "changeMember",
      summary: "Change a role, suspend or resume",
      answers: { 200: member },
      refuses: ["forbidden", "not_found", "invalid_state", "last_super_admin", "no_seats", "personal_workspace"],
    },
    "DELETE /workspaces/:workspaceId/members/:membershipId": {
      id: "removeMember",
      summary: "Remove a member",
      description: "What they own goes to `transferTo`, else to whoever removes them.",
      answers: { 204: null },
      refuses: ["forbidden", "not_found", "invalid_state", "last_super_admin", "personal_workspace"],
    },
    "GET /workspaces/:workspaceId/members/:membershipId/sessions": {
      id: "listMemberSessions",
      summary: "List a member's sessions",
      description: "Those in which they may act in this workspace now, the newest first. No API key lists them.",
      answers: { 200: sessionPage },
      refuses: ["forbidden", "not_found"],
    },
    "DELETE /workspaces/:workspaceId/members/:membershipId/sessions": {
      id: "endMemberSessions",
      summary: "End a member's sessions in this workspace",
      description:
        "Until they sign in anew this workspace answers them 401 `unauthenticated`, with `sign_in_anew` in `errors`. Their API keys of it are dead; their other workspaces are not touched.",
      answers: { 204: null },
      refuses: ["forbidden", "not_found"],
    },
    "POST /workspaces/:workspaceId/leave": {
      id: "leaveWorkspace",
      summary: "Leave a workspace",
      answers: { 204: null },
      refuses: ["forbidden", "not_found", "invalid_state", "last_super_admin", "personal_workspace"],
    },
    "POST /workspaces/:workspaceId/invitations": {
      id: "inviteMembers",
      summary: "Invite people",
      description:
        "Each address stands by itself and has its own outcome. Free seats go in the order given; where there is none for anybody the whole call is refused.",
      answers: { 200: invitationResults },
      refuses: ["forbidden", "not_found", "no_seats", "personal_workspace"],
    },
    "POST /workspaces/:workspaceId/invitations/:membershipId/resend": {
      id: "resendInvitation",
      summary: "Send an invitation again",
      description:
        "With a new link; the old one dies. One that is over takes a seat anew. The first resend goes at once, later ones a minute apart.",
      answers: { 200: member },
      refuses: ["forbidden", "not_found", "invalid_state", "no_seats"],
    },
    "DELETE /workspaces/:workspaceId/invitations/:membershipId": {
      id: "revokeInvitation",
      summary: "Revoke an invitation",
      answers: { 204: null },
      refuses: ["forbidden", "not_found", "invalid_state"],
    },
    "GET /invitations/:token": {
      id: "previewInvitation",
      summary: "Look at an invitation",
      description: "Needs no sign-in and changes nothing.",
      answers: { 200: invitationPreview },
      refuses: ["not_found", "invitation_gone"],
    },
    "POST /invitations/:token/accept": {
      id: "acceptInvitation",
      summary: "Accept an invitation",
      description: "Accepting again answers the same.",
      answers: { 200: member },
      refuses: ["email_mismatch", "not_found", "suspended", "invitation_gone"],
    },
    "POST /invitations/:token/decline": {
      id: "declineInvitation",
      summary: "Decline an invitation",
      answers: { 200: member },
      refuses: ["email_mismatch", "not_found", "invitation_gone"],
    },
  },
};
