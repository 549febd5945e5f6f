import { contentNode, contentNodePage, levelExplanation, trashPage } from "../../shared/api/answers/nodes.ts";
import { nodeAccess } from "../../shared/api/nodes.ts";
import type { Reference } from "../http/reference.ts";
import type { contentRoutes } from "./routes.ts";

export const contentReference: Reference<typeof contentRoutes> = {
  tag: "Content",
  about:
    "Projects, and the folders, videos, avatars and voices in them, up to 32 deep. Whoever has no level at a node is told that it does not exist.",
  routes: {
    "POST /workspaces/:workspaceId/nodes": {
      id: "createNode",
      summary: "Make a project, folder, video, avatar or voice",
      description: "Only a project stands at the top; everything else has a `parentId`.",
      answers: { 201: contentNode },
      refuses: ["forbidden", "not_found"],
    },
    "GET /workspaces/:workspaceId/nodes": {
      id: "listNodes",
      summary: "List what I may see",
      description:
        "The children of `parentId`; without it the roots of what I see; with `q` all that has such a title, flat. A Super Admin may look `as` a member.",
      answers: { 200: contentNodePage },
      refuses: ["forbidden", "not_found"],
    },
    "GET /workspaces/:workspaceId/trash": {
      id: "listTrash",
      summary: "List what I may bring back from the trash",
      description:
        "What went into the trash last comes first. What stands below it comes back with it and is not named; nor is what cannot come back before something above it does.",
      answers: { 200: trashPage },
      refuses: ["forbidden", "not_found"],
    },
    "GET /nodes/:nodeId": {
      id: "readNode",
      summary: "Read a node",
      answers: { 200: contentNode },
      refuses: ["forbidden", "not_found"],
    },
    "PATCH /nodes/:nodeId": {
      id: "changeNode",
      summary: "Rename, move, order or hand over",
      description:
        "One or several at once: another title, another parent, another place among its siblings (`afterId`, null for first), another owner.",
      answers: { 200: contentNode },
      refuses: ["forbidden", "not_found", "cycle", "invalid_state"],
    },
    "DELETE /nodes/:nodeId": {
      id: "trashNode",
      summary: "Put a node into the trash",
      description: "It can be restored for thirty days, with all that stands in it.",
      answers: { 204: null },
      refuses: ["forbidden", "not_found"],
    },
    "POST /nodes/:nodeId/restore": {
      id: "restoreNode",
      summary: "Bring a node back from the trash",
      answers: { 200: contentNode },
      refuses: ["forbidden", "not_found", "invalid_state"],
    },
    "GET /nodes/:nodeId/access": {
      id: "readNodeAccess",
      summary: "Read who gets what at a node",
      answers: { 200: nodeAccess },
      refuses: ["forbidden", "not_found"],
    },
    "PUT /nodes/:nodeId/access": {
      id: "setNodeAccess",
      summary: "Set who gets what at a node",
      description: "The whole of it: a grant that is not in it is taken away.",
      answers: { 200: nodeAccess },
      refuses: ["forbidden", "not_found", "invalid_state"],
    },
    "GET /nodes/:nodeId/access/explain": {
      id: "explainAccess",
      summary: "Ask why a member has their level",
      answers: { 200: levelExplanation },
      refuses: ["forbidden", "not_found"],
    },
  },
};
