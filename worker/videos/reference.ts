import { share } from "../../shared/api/answers/shares.ts";
import type { Reference } from "../http/reference.ts";
import type { videoRoutes } from "./routes.ts";

export const videoReference: Reference<typeof videoRoutes> = {
  tag: "Publishing",
  about: "A video's own share page: one address, opened and closed.",
  routes: {
    "POST /videos/:nodeId/publish": {
      id: "publishVideo",
      summary: "Publish a video",
      description: "Its page opens, `restricted` unless said otherwise. Publishing again changes what is named.",
      answers: { 200: share },
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
    "POST /videos/:nodeId/unpublish": {
      id: "unpublishVideo",
      summary: "Close a video's page",
      answers: { 200: share },
      refuses: ["forbidden", "not_found", "invalid_state"],
    },
  },
};
