import { useEffect, useRef } from "preact/hooks";
import { t } from "../../language.ts";
import type { ArrivedMedia } from "../../storage.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { CaptionsForm } from "../captions/CaptionsForm.tsx";
import { posterState } from "../poster/poster.ts";
import { PublishChoice } from "./PublishChoice.tsx";
import { PublishedLink } from "./PublishedLink.tsx";
import { copied, published } from "./publish.ts";

const WHO_MAY = {
  video: "ext.upload.uploaded",
  avatar: "ext.upload.uploaded_avatar",
  voice: "ext.upload.uploaded_voice",
} as const;

/** One has arrived, just now or before the page was opened: who may see or hear it, and then the link. */
export function PublishCard({ media }: { media: ArrivedMedia }) {
  const { nodeId, title, kind } = media;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const share = published.value;
  return (
    <>
      <section class="card panel publish" aria-labelledby="publish-title">
        <div class="published-head">
          <span class="drop-picture done">
            <Icon name="check" />
          </span>
          <div class="who">
            <h2 id="publish-title" ref={heading} tabIndex={-1}>
              {title}
            </h2>
            <span class="small muted">
              {t(share ? (copied.value ? "ext.upload.published_copied" : "ext.upload.published") : WHO_MAY[kind])}
            </span>
          </div>
        </div>
        {kind === "video" && posterState.value === "failed" && <Notice kind="hint">{t("ext.poster.failed")}</Notice>}
        {share ? <PublishedLink url={share.url} /> : <PublishChoice media={media} />}
      </section>
      {kind !== "avatar" && (
        <section class="card panel">
          <CaptionsForm nodeId={nodeId} />
        </section>
      )}
    </>
  );
}
