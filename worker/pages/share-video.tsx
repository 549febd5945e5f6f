import { translator } from "../../shared/i18n/translate.ts";
import type { ShareView } from "../shares/share-view.ts";
import { mediaPath, type ShareMediaProps } from "./share-media.tsx";
import { ShareTracks } from "./share-tracks.tsx";
import { surfacePath } from "./surface-path.ts";

/** Width and height reserve the picture's place, so that nothing moves when it arrives. */
export function ShareVideo({ ctx, view, captions, chapters, startsAt }: ShareMediaProps) {
  const t = translator(ctx.locale);
  const { width, height } = view.media;
  const isSized = width !== null && height !== null;
  return (
    <div class={isSized ? "stage" : "stage unsized"}>
      <video
        controls
        playsInline
        preload="metadata"
        src={mediaPath({ view, startsAt })}
        aria-label={view.node.title}
        {...(isSized ? { width, height } : {})}
        {...(view.posters.length > 0 ? { poster: posterOf(view) } : {})}
      >
        <ShareTracks view={view} captions={captions} chapters={chapters} />
        {t("share.no_video")}
      </video>
    </div>
  );
}

/** Without one the first frame stands there: no plain picture hides it. */
export function posterOf(view: ShareView): string {
  return surfacePath(view, "/poster", { w: "1280" });
}
