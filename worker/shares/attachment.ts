import { create } from "content-disposition";
import type { ShareView } from "./share-view.ts";

/** What a file of each type that is stored here ends with. */
const ENDINGS: Record<string, string> = {
  "video/mp4": "mp4",
  "video/quicktime": "mov",
  "video/webm": "webm",
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "image/avif": "avif",
  "audio/mpeg": "mp3",
  "audio/mp4": "m4a",
  "audio/ogg": "ogg",
  "audio/webm": "weba",
  "audio/wav": "wav",
  "audio/aac": "aac",
  "audio/flac": "flac",
};

/** `Content-Disposition` (RFC 6266) of a share's media as a file, named by its title. */
export function attachment({ node, media }: Pick<ShareView, "node" | "media">): string {
  const ending = ENDINGS[media.contentType];
  // What a path, or a reserved name on somebody's disk, would be made of.
  const name = node.title.replace(/[/\\:*?"<>|]/g, "_").replace(/^\.+/, "");
  return create(ending === undefined ? name : `${name}.${ending}`, { type: "attachment" });
}
