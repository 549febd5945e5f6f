import { workspace } from "../../shared/api/answers/workspaces.ts";
import type { Reference } from "../http/reference.ts";
import type { lookRoutes } from "./routes.ts";

export const lookReference: Reference<typeof lookRoutes> = {
  tag: "Logo",
  about: "The picture on a workspace's share pages and mails. Its colour is set with the workspace.",
  routes: {
    "PUT /workspaces/:workspaceId/logo": {
      id: "putLogo",
      summary: "Put the logo",
      answers: { 200: workspace },
      bytes: ["image/jpeg", "image/png", "image/webp", "image/avif"],
      refuses: ["forbidden", "not_found", "unsupported_media_type"],
    },
    "DELETE /workspaces/:workspaceId/logo": {
      id: "deleteLogo",
      summary: "Delete the logo",
      answers: { 204: null },
      refuses: ["forbidden", "not_found"],
    },
  },
};
