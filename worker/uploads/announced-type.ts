import type { MediaKind } from "../../shared/policy/access.ts";
import { announcedOtherwise, noBytes } from "./refusal.ts";

const UNKNOWN_TYPES = ["", "application/octet-stream"];

/** A sound in MP4 or WebM is a video to many a system, by the ending of its name. */
const TAKEN: Record<MediaKind, RegExp> = {
  video: /^video\//,
  avatar: /^image\/(?!svg)/,
  voice: /^(audio\/|video\/(mp4|webm)$|application\/ogg$)/,
};

/** What is refused before a byte is sent; what the file really is decides at the end. */
export function refuseByAnnouncement(
  kind: MediaKind,
  { size, filetype }: { size: number | undefined; filetype: string | null | undefined },
): void {
  if (size === 0) throw noBytes();
  const type = filetype?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (!UNKNOWN_TYPES.includes(type) && !TAKEN[kind].test(type)) throw announcedOtherwise(kind);
}
