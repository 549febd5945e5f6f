import type { ShareMediaProps } from "./share-media.tsx";
import { surfacePath } from "./surface-path.ts";

/** The captions of what plays, each language a track. */
export function ShareTracks({ view, captions }: Pick<ShareMediaProps, "view" | "captions">) {
  return captions.tracks.map((track) => (
    <track
      key={track.language}
      kind="captions"
      src={surfacePath(view, `/captions/${track.language}.vtt`)}
      srcLang={track.language}
      label={track.label}
      default={track === captions.shown}
    />
  ));
}
