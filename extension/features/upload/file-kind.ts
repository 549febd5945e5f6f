import { MEDIA_KINDS, type MediaKind } from "../../../shared/policy/access.ts";

/** What each kind of node takes, by the types that browsers give files, and by the endings of names. */
const TAKEN: Record<MediaKind, { types: RegExp; endings: string[] }> = {
  video: { types: /^video\/(mp4|webm|quicktime)$/, endings: [".mp4", ".webm", ".mov"] },
  avatar: { types: /^image\/(jpeg|png|webp|avif)$/, endings: [".jpg", ".jpeg", ".png", ".webp", ".avif"] },
  voice: {
    types: /^(audio\/(mpeg|mp4|aac|ogg|webm|flac|(x-|vnd\.)?wave?|x-(m4a|flac|aac))|application\/ogg)$/,
    endings: [".mp3", ".m4a", ".aac", ".wav", ".ogg", ".oga", ".opus", ".weba", ".flac"],
  },
};

/** For a file picker. */
export const TAKEN_ENDINGS = MEDIA_KINDS.flatMap((kind) => TAKEN[kind].endings);

/** The kind of node a file becomes; some systems know no type for a MOV or an Opus: then the name's ending counts. */
export function fileKind({ type, name }: Pick<File, "type" | "name">): MediaKind | undefined {
  const ending = /\.[^.]+$/.exec(name.toLowerCase())?.[0] ?? "";
  return MEDIA_KINDS.find((kind) =>
    type === "" ? TAKEN[kind].endings.includes(ending) : TAKEN[kind].types.test(type.toLowerCase()),
  );
}
