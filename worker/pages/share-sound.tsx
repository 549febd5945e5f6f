import { translator } from "../../shared/i18n/translate.ts";
import type { ShareMediaProps } from "./share-media.tsx";
import { ShareTracks } from "./share-tracks.tsx";
import { surfacePath } from "./surface-path.ts";

/** A player without a picture; what is said stands below it as text, where nobody needs to hear it. */
export function ShareSound({ ctx, view, captions }: ShareMediaProps) {
  const t = translator(ctx.locale);
  return (
    <div class="stage sound">
      {/* biome-ignore lint/a11y/useMediaCaption: ShareTracks brings the captions there are */}
      <audio controls preload="metadata" src={surfacePath(view, "/media")} aria-label={view.node.title}>
        <ShareTracks view={view} captions={captions} />
        {t("share.no_sound")}
      </audio>
    </div>
  );
}
