import { translator } from "../../shared/i18n/translate.ts";
import { mediaPath, type ShareMediaProps } from "./share-media.tsx";
import { ShareTracks } from "./share-tracks.tsx";

/** A player without a picture; what is said stands below it as text, where nobody needs to hear it. */
export function ShareSound({ ctx, view, captions, chapters, startsAt }: ShareMediaProps) {
  const t = translator(ctx.locale);
  return (
    <div class="stage sound">
      {/* biome-ignore lint/a11y/useMediaCaption: ShareTracks brings the captions there are */}
      <audio controls preload="metadata" src={mediaPath({ view, startsAt })} aria-label={view.node.title}>
        <ShareTracks view={view} captions={captions} chapters={chapters} />
        {t("share.no_sound")}
      </audio>
    </div>
  );
}
