import { listedSharePage, share, shareWithNodePage } from "../../shared/api/answers/shares.ts";
import { policyPreview } from "../../shared/api/answers/workspaces.ts";
import type { Reference } from "../http/reference.ts";
import type { shareRoutes } from "./routes.ts";

export const shareReference: Reference<typeof shareRoutes> = {
  tag: "Shares",
  about: "Links to a project, folder, video, avatar or voice, and who may open them. What is changed holds at once.",
  routes: {
    "GET /shares": {
      id: "findShareBySlug",
      summary: "Find a share by its slug",
      description: "The share with what it shows, in a list of one; an empty list where I may not know of it.",
      answers: { 200: shareWithNodePage },
    },
    "GET /nodes/:nodeId/shares": {
      id: "listNodeShares",
      summary: "List the links to a node",
      answers: { 200: listedSharePage },
      refuses: ["forbidden", "not_found"],
    },
    "POST /nodes/:nodeId/shares": {
      id: "createShare",
      summary: "Make a further link",
      answers: { 201: share },
      refuses: [
        "forbidden",
        "not_found",
        "invalid_state",
        "no_media",
        "password_required",
        "public_email_domain",
        "version_not_pinnable",
      ],
    },
    "GET /workspaces/:workspaceId/shares": {
      id: "listWorkspaceShares",
      summary: "List the links of a workspace",
      description: "Those to what I may edit.",
      answers: { 200: listedSharePage },
      refuses: ["forbidden", "not_found"],
    },
    "DELETE /nodes/:nodeId/shares": {
      id: "endNodeShares",
      summary: "End all links to a node",
      answers: { 204: null },
      refuses: ["forbidden", "not_found"],
    },
    "DELETE /workspaces/:workspaceId/shares": {
      id: "endWorkspaceShares",
      summary: "End all links of a workspace",
      answers: { 204: null },
      refuses: ["forbidden", "not_found"],
    },
    "POST /workspaces/:workspaceId/share-policy/preview": {
      id: "previewSharePolicy",
      summary: "Ask which links a share policy would close",
      description: "Changes nothing.",
      answers: { 200: policyPreview },
      refuses: ["forbidden", "not_found"],
    },
    "GET /shares/:shareId": {
      id: "readShare",
      summary: "Read a link",
      answers: { 200: share },
      refuses: ["forbidden", "not_found"],
    },
    "PATCH /shares/:shareId": {
      id: "changeShare",
      summary: "Change who may open a link",
      description: "What is not named stays; what is null is taken away. A password goes in and never comes out.",
      answers: { 200: share },
      refuses: [
        "forbidden",
        "not_found",
        "invalid_state",
        "share_gone",
        "password_required",
        "public_email_domain",
        "version_not_pinnable",
      ],
    },
    "DELETE /shares/:shareId": {
      id: "endShare",
      summary: "End a link",
      answers: { 204: null },
      refuses: ["forbidden", "not_found"],
    },
  },
};
