import { formatDate, translator } from "../../../shared/i18n/translate.ts";
import type { RequestContext } from "../../context.ts";
import type { ShareView } from "../../shares/share-view.ts";
import type { Upload } from "../../versions/present.ts";
import type { ReviewTold } from "../reviews/share-review.tsx";
import { surfacePath } from "../surface-path.ts";
import { uploadsOf } from "./uploads-of.ts";

type Props = {
  ctx: RequestContext;
  view: ShareView;
  /** Which upload is looked at beside the one that is shown. */
  compared: string | undefined;
  told: ReviewTold | undefined;
};

/** The uploads of what is shown, for whoever may edit it: looked at side by side, and gone back to. */
export function ShareVersions({ ctx, view, compared, told }: Props) {
  const { versions, media } = view;
  if (!versions || versions.length === 0) return null;
  const t = translator(ctx.locale);
  const other = versions.find(({ version }) => String(version) === compared);
  return (
    <details class="versions" id="versions" open={other !== undefined || told !== undefined}>
      <summary>
        <b>{t("versions.title")}</b> <span class="muted">{t("versions.number", { version: media.version })}</span>
      </summary>
      {told && (
        <p class="error" role="alert">
          {told.error}
        </p>
      )}
      <p class="muted small">{t("versions.about")}</p>
      <ol>
        {uploadsOf(view).map((upload) => (
          <VersionItem key={upload.version} ctx={ctx} view={view} upload={upload} />
        ))}
      </ol>
      {other && (
        <div class="compared">
          <Player ctx={ctx} view={view} upload={other} query={{ version: String(other.version) }} />
          <Player ctx={ctx} view={view} upload={media} query={{}} />
        </div>
      )}
    </details>
  );
}

function VersionItem({ ctx, view, upload }: Pick<Props, "ctx" | "view"> & { upload: Upload }) {
  const t = translator(ctx.locale);
  const { version, uploadedAt } = upload;
  const name = t("versions.number", { version });
  const at = new Date(uploadedAt).toISOString();
  return (
    <li>
      <b>{name}</b>
      <time class="muted small" dateTime={at}>
        {formatDate(ctx.locale, at)}
      </time>
      {version === view.playedVersion && <span class="status active">{t("versions.current")}</span>}
      {version === view.media.version ? (
        version !== view.playedVersion && <span class="status">{t("versions.shown")}</span>
      ) : (
        <a
          class="button quiet"
          href={`${surfacePath(view, "", { compare: String(version) })}#versions`}
          aria-label={`${t("versions.compare")}: ${name}`}
        >
          {t("versions.compare")}
        </a>
      )}
      {version !== view.playedVersion && (
        <form method="post" action={`${surfacePath(view, "/versions")}#versions`}>
          <input type="hidden" name="version" value={version} />
          <input type="hidden" name="was" value={view.playedVersion} />
          <button class="button quiet" type="submit" aria-label={`${t("versions.restore")}: ${name}`}>
            {t("versions.restore")}
          </button>
        </form>
      )}
    </li>
  );
}

type PlayerProps = Pick<Props, "ctx" | "view"> & { upload: Upload; query: Record<string, string> };

function Player({ ctx, view, upload, query }: PlayerProps) {
  const t = translator(ctx.locale);
  const label = t("versions.number", { version: upload.version });
  const src = surfacePath(view, "/media", query);
  return (
    <figure>
      <figcaption>{label}</figcaption>
      {view.node.kind === "avatar" && <img src={src} alt={label} />}
      {/* biome-ignore lint/a11y/useMediaCaption: captions follow what is shown above */}
      {view.node.kind === "voice" && <audio controls preload="metadata" src={src} aria-label={label} />}
      {/* biome-ignore lint/a11y/useMediaCaption: the same */}
      {view.node.kind === "video" && <video controls playsInline preload="metadata" src={src} aria-label={label} />}
    </figure>
  );
}
