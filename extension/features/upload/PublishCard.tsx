import { useEffect, useRef } from "preact/hooks";
import type { Visibility } from "../../../shared/policy/share-access.ts";
import { problemText, t } from "../../language.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Segments } from "../../ui/Segments.tsx";
import { forgetBegun } from "./begun-upload.ts";
import { title } from "./choose-file.ts";
import { forgetPublication, publish, published, publishing, publishProblem, visibility } from "./publish.ts";
import { startAnew } from "./start-upload.ts";

/** The bytes are there: who may watch, and then the link. */
export function PublishCard({ nodeId }: { nodeId: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    void forgetBegun();
    heading.current?.focus();
  }, []);
  const share = published.value;
  return (
    <section class="card panel publish" aria-labelledby="publish-title">
      <div class="published-head">
        <span class="drop-picture done">
          <Icon name="check" />
        </span>
        <div class="who">
          <h2 id="publish-title" ref={heading} tabIndex={-1}>
            {title.value}
          </h2>
          <span class="small muted">{share ? t("ext.upload.published") : t("ext.upload.uploaded")}</span>
        </div>
      </div>
      {share ? <Link url={share.url} /> : <Choice nodeId={nodeId} />}
    </section>
  );
}

function Choice({ nodeId }: { nodeId: string }) {
  return (
    <>
      <Segments<Visibility>
        label={t("ext.visibility.title")}
        value={visibility.value}
        options={[
          { value: "restricted", label: t("visibility.restricted"), icon: "lock" },
          { value: "public", label: t("visibility.public"), icon: "globe" },
        ]}
        disabled={publishing.value}
        onChange={(chosen) => {
          visibility.value = chosen;
        }}
      />
      <p class="small muted">{t(`ext.visibility.${visibility.value}`)}</p>
      {publishProblem.value && <Notice kind="problem">{problemText(publishProblem.value)}</Notice>}
      <button
        type="button"
        class="button primary wide"
        disabled={publishing.value}
        onClick={() => void publish(nodeId)}
      >
        {t("ext.upload.publish")}
      </button>
    </>
  );
}

function Link({ url }: { url: string }) {
  function another(): void {
    forgetPublication();
    startAnew();
  }
  return (
    <>
      <p class={`small visibility ${visibility.value}`}>{t(`ext.visibility.${visibility.value}`)}</p>
      <div class="field-and-button">
        <input
          class="field"
          readOnly
          value={url}
          aria-label={t("ext.upload.link")}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton text={url} look="primary" />
      </div>
      <div class="pair">
        <a class="button quiet" href={url} target="_blank" rel="noreferrer">
          {t("ext.upload.open_page")}
        </a>
        <button type="button" class="button quiet" onClick={another}>
          {t("ext.upload.another")}
        </button>
      </div>
    </>
  );
}
