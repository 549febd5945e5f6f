import { versionList } from "../../shared/api/answers/versions.ts";
import type { Reference } from "../http/reference.ts";
import type { versionRoutes } from "./routes.ts";

export const versionReference: Reference<typeof versionRoutes> = {
  tag: "Versions",
  about:
    "A new upload of a video, avatar or voice keeps the one before. Whoever may edit it may go back: decisions and comments are of one upload and come back with it.",
  routes: {
    "GET /videos/:nodeId/versions": {
      id: "listVersions",
      summary: "List versions",
      description: "The newest first. The twenty that were played before are kept.",
      answers: { 200: versionList },
      refuses: ["forbidden", "not_found"],
    },
    "POST /videos/:nodeId/versions/:version/restore": {
      id: "restoreVersion",
      summary: "Go back to a version",
      description: "It is played again, and the one that was is kept. With `If-Match`, only while that one is played.",
      answers: { 200: versionList },
      refuses: ["forbidden", "not_found", "invalid_state"],
    },
  },
};
