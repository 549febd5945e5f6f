import { useEffect, useRef } from "preact/hooks";
import { t } from "../../language.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { CaptionsForm } from "../captions/CaptionsForm.tsx";
import { posterState, sendPoster } from "../poster/poster.ts";
import { forgetBegun } from "./begun-upload.ts";
import { kind, title } from "./choose-file.ts";
import { KeptMedia } from "./KeptMedia.tsx";
import { PublishChoice } from "./PublishChoice.tsx";
import { PublishedLink } from "./PublishedLink.tsx";
import { published } from "./publish.ts";

/** The bytes are there. Of a video: who may watch, and then the link. */
export function PublishCard({ nodeId }: { nodeId: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    void forgetBegun();
    heading.current?.focus();
    void sendPoster(nodeId);
  }, [nodeId]);
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
            <span class="small muted">{whatIsDone()}</span>
          </div>
        </div>
        {posterState.value === "failed" && <Notice kind="hint">{t("ext.poster.failed")}</Notice>}
        <NextStep nodeId={nodeId} />
      </section>
      {kind.value !== "avatar" && (
        <section class="card panel">
          <CaptionsForm nodeId={nodeId} />
        </section>
      )}
    </>
  );
}

function NextStep({ nodeId }: { nodeId: string }) {
  if (kind.value !== "video") return <KeptMedia />;
  const share = published.value;
  return share ? <PublishedLink url={share.url} /> : <PublishChoice nodeId={nodeId} />;
}

function whatIsDone(): string {
  if (kind.value === "avatar" || kind.value === "voice") return t(`ext.upload.kept_${kind.value}`);
  return published.value ? t("ext.upload.published") : t("ext.upload.uploaded");
}
