import type { ShareMediaProps } from "./share-media.tsx";
import { surfacePath } from "./surface-path.ts";

/** The captions of what plays, each language a track, and its chapters, for players that show them by themselves. */
export function ShareTracks({ view, captions, chapters }: Pick<ShareMediaProps, "view" | "captions" | "chapters">) {
  return (
    <>
      {captions.tracks.map((track) => (
        <track
          key={track.language}
          kind="captions"
          src={surfacePath(view, `/captions/${track.language}.vtt`)}
          srcLang={track.language}
          label={track.label}
          default={track === captions.shown}
        />
      ))}
      {chapters && (
        <track
          kind="chapters"
          src={surfacePath(view, `/captions/${chapters.language}.vtt`, { kind: "chapters" })}
          srcLang={chapters.language}
        />
      )}
    </>
  );
}
