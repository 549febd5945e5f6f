import { videoStats } from "../../shared/api/answers/stats.ts";
import type { Reference } from "../http/reference.ts";
import type { statsRoutes } from "./routes.ts";

export const statsReference: Reference<typeof statsRoutes> = {
  tag: "Views",
  about:
    "How often videos and voices are watched on their share pages, and how far. One view is one person on one day. Those who may edit, and robots, are not counted.",
  routes: {
    "GET /videos/:nodeId/stats": {
      id: "readStats",
      summary: "Read views and retention",
      description: "Takes `edit`.",
      answers: { 200: videoStats },
      refuses: ["forbidden", "not_found"],
    },
  },
};
