import { useEffect, useRef } from "preact/hooks";
import type { TrashedNode } from "../../../shared/api/nodes.ts";
import { formatDaysLeft, locale, problemText, t } from "../../language.ts";
import { longAge } from "../../ui/describe-age.ts";
import { everySoOften } from "../../ui/every-so-often.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { PICTURES } from "./ContentTree.tsx";
import { contentBusy } from "./content-acts.ts";
import {
  closeTrash,
  forgetTrash,
  inTrash,
  loadMoreOfTrash,
  loadTrash,
  nextInTrash,
  takeOut,
  trashProblem,
} from "./trash.ts";

const LOOK_AGAIN = 30_000;

/** What lies in the trash, to be brought back where it was. */
export function TrashList({ workspaceId }: { workspaceId: string }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.focus();
    void loadTrash(workspaceId);
    const stop = everySoOften(LOOK_AGAIN, () => void loadTrash(workspaceId));
    return () => {
      stop();
      forgetTrash();
    };
  }, [workspaceId]);
  async function restore(node: TrashedNode): Promise<void> {
    // The row goes, and its button with it.
    if (await takeOut(node)) title.current?.focus();
  }
  return (
    <section class="list trash" aria-labelledby="trash-title">
      <div class="trash-head">
        <div>
          <h2 ref={title} id="trash-title" tabIndex={-1}>
            {t("ext.trash.title")}
          </h2>
          <p class="small muted">{t("ext.trash.note")}</p>
        </div>
        <button type="button" class="button" onClick={closeTrash}>
          {t("ext.trash.back")}
        </button>
      </div>
      <div class="card list-card">
        <Body workspaceId={workspaceId} onRestore={(node) => void restore(node)} />
      </div>
    </section>
  );
}

type BodyProps = { workspaceId: string; onRestore: (node: TrashedNode) => void };

function Body({ workspaceId, onRestore }: BodyProps) {
  const shown = inTrash.value;
  const problem = trashProblem.value;
  return (
    <>
      {problem && (
        <Notice kind="problem" action={{ label: t("ext.retry"), run: () => void loadTrash(workspaceId) }}>
          {problemText(problem)}
        </Notice>
      )}
      {!shown && !problem && <SkeletonRows count={4} label={t("ext.loading")} />}
      {shown?.length === 0 && <p class="nobody muted">{t("ext.trash.none")}</p>}
      {shown && shown.length > 0 && (
        <ul>
          {shown.map((node) => (
            <TrashRow key={node.id} node={node} onRestore={() => onRestore(node)} />
          ))}
        </ul>
      )}
      {shown && nextInTrash.value !== null && (
        <p class="more">
          <button type="button" class="button quiet" onClick={() => void loadMoreOfTrash()}>
            {t("ext.manage.more")}
          </button>
        </p>
      )}
    </>
  );
}

function TrashRow({ node, onRestore }: { node: TrashedNode; onRestore: () => void }) {
  const { kind, title, parent, trashedAt, trashedBy, keptUntil } = node;
  const when = longAge(locale.value, trashedAt, Date.now());
  const who = trashedBy && (trashedBy.name || trashedBy.email);
  return (
    <li class="row">
      <Icon name={PICTURES[kind]} />
      <span class="who">
        <strong dir="auto">{title}</strong>
        <span class="small muted">
          {parent && `${t("ext.trash.from", { place: parent.title })} · `}
          {who ? t("ext.trash.by", { who, when }) : t("ext.trash.when", { when })}
        </span>
        <span class="small muted">{t("ext.trash.left", { when: formatDaysLeft(keptUntil) })}</span>
      </span>
      <button
        type="button"
        class="button"
        aria-label={t("ext.act.with", { act: t("ext.content.restore"), who: title })}
        aria-disabled={contentBusy.value}
        onClick={onRestore}
      >
        {t("ext.content.restore")}
      </button>
    </li>
  );
}
