import { poster } from "../../shared/api/answers/posters.ts";
import type { Reference } from "../http/reference.ts";
import type { posterRoutes } from "./routes.ts";

export const posterReference: Reference<typeof posterRoutes> = {
  tag: "Posters",
  about: "The still picture of a video; an avatar made smaller.",
  routes: {
    "PUT /nodes/:nodeId/poster": {
      id: "putPoster",
      summary: "Put a poster",
      description:
        "One a width. What the picture is, is found in its bytes. 201 where there was none of this width, else 200. Those of an avatar go when another picture is uploaded.",
      answers: { 200: poster, 201: poster },
      bytes: ["image/jpeg", "image/png", "image/webp", "image/avif"],
      refuses: ["forbidden", "not_found", "invalid_state", "unsupported_media_type"],
    },
  },
};
