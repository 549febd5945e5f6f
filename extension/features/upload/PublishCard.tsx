import { useEffect, useRef } from "preact/hooks";
import { t } from "../../language.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { CaptionsForm } from "../captions/CaptionsForm.tsx";
import { posterState } from "../poster/poster.ts";
import { kind, title } from "./choose-file.ts";
import { PublishChoice } from "./PublishChoice.tsx";
import { PublishedLink } from "./PublishedLink.tsx";
import { copied, published } from "./publish.ts";
import { finishOne } from "./upload-queue.ts";

const WHO_MAY = {
  video: "ext.upload.uploaded",
  avatar: "ext.upload.uploaded_avatar",
  voice: "ext.upload.uploaded_voice",
} as const;

/** The bytes are there: who may see or hear them, and then the link. */
export function PublishCard({ nodeId }: { nodeId: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    void finishOne(nodeId);
  }, [nodeId]);
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
              {title.value}
            </h2>
            <span class="small muted">
              {t(
                share
                  ? copied.value
                    ? "ext.upload.published_copied"
                    : "ext.upload.published"
                  : WHO_MAY[kind.value ?? "video"],
              )}
            </span>
          </div>
        </div>
        {kind.value === "video" && posterState.value === "failed" && (
          <Notice kind="hint">{t("ext.poster.failed")}</Notice>
        )}
        {share ? <PublishedLink url={share.url} /> : <PublishChoice nodeId={nodeId} />}
      </section>
      {kind.value !== "avatar" && (
        <section class="card panel">
          <CaptionsForm nodeId={nodeId} />
        </section>
      )}
    </>
  );
}
