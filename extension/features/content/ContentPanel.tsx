import { useEffect, useRef } from "preact/hooks";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { problemText, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { everySoOften } from "../../ui/every-so-often.ts";
import { Notice } from "../../ui/Notice.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { UnderWayCard } from "../upload/UnderWayCard.tsx";
import { sentNodeId } from "../upload/under-way.ts";
import { ContentBar } from "./ContentBar.tsx";
import { ContentTree } from "./ContentTree.tsx";
import { forgetActs, moving, restoreNode, trashed } from "./content-acts.ts";
import {
  forgetContent,
  isSearching,
  loadContent,
  reloadContent,
  selected,
  top,
  viewAs,
  viewer,
} from "./content-tree.ts";
import { NodeCard } from "./NodeCard.tsx";
import { forgetAccess, nameOf } from "./node-access.ts";
import { TrashList } from "./TrashList.tsx";
import { isTrashOpen } from "./trash.ts";

const LOOK_AGAIN = 30_000;

/** Projects, folders and what lies in them, beside what may be done with the one that is chosen. */
export function ContentPanel({ belonging }: { belonging: Belonging }) {
  const { id: workspaceId } = belonging.workspace;
  useEffect(() => {
    void loadContent(workspaceId);
    const stop = everySoOften(LOOK_AGAIN, () => void reloadContent(workspaceId));
    return () => {
      stop();
      forgetContent();
      forgetActs();
      forgetAccess();
    };
  }, [workspaceId]);
  // What is begun or has arrived in the upload's own tab is seen here at once.
  const sent = sentNodeId.value;
  const sentBefore = useRef(sent);
  useEffect(() => {
    if (sent !== sentBefore.current) void reloadContent(workspaceId);
    sentBefore.current = sent;
  }, [sent]);
  // What one pressed to look with other eyes, or with one's own again, is gone then.
  const list = useRef<HTMLElement>(null);
  const seen = useRef(viewer.value);
  useEffect(() => {
    if (seen.current !== viewer.value) list.current?.focus();
    seen.current = viewer.value;
  }, [viewer.value]);
  if (isTrashOpen.value) return <TrashList workspaceId={workspaceId} />;
  return (
    <div class="columns content">
      <section ref={list} class="list" tabIndex={-1} aria-label={t("ext.content.title")}>
        <ContentBar belonging={belonging} />
        <UnderWayCard />
        {viewer.value && (
          <Notice kind="hint" action={{ label: t("ext.content.own_view"), run: () => void viewAs(undefined) }}>
            {t("ext.content.viewing_as", { who: nameOf(viewer.value) })}
          </Notice>
        )}
        {moving.value && (
          <Notice kind="hint" action={{ label: t("ext.cancel"), run: stopMoving }}>
            {t("ext.content.moving", { title: moving.value.title })}
          </Notice>
        )}
        {trashed.value && <JustTrashed node={trashed.value} />}
        <div class="card list-card">
          <TreeBody workspaceId={workspaceId} />
        </div>
      </section>
      <aside>
        {selected.value ? (
          <NodeCard key={selected.value.id} node={selected.value} belonging={belonging} />
        ) : (
          <p class="card panel muted">{t("ext.content.choose")}</p>
        )}
      </aside>
    </div>
  );
}

function JustTrashed({ node }: { node: ContentNode }) {
  return (
    <Notice kind="hint" action={{ label: t("ext.content.restore"), run: () => void restoreNode(node) }}>
      {t("ext.content.in_trash", { title: node.title })}
    </Notice>
  );
}

function stopMoving(): void {
  moving.value = undefined;
}

function TreeBody({ workspaceId }: { workspaceId: string }) {
  const list = top.value;
  const shown = list?.items.value;
  const problem = list?.problem.value;
  return (
    <>
      {problem && (
        <Notice kind="problem" action={{ label: t("ext.retry"), run: () => void reloadContent(workspaceId) }}>
          {problemText(problem)}
        </Notice>
      )}
      {!shown && !problem && <SkeletonRows count={5} label={t("ext.loading")} />}
      {shown?.length === 0 && <p class="nobody muted">{t(noneKey())}</p>}
      {shown && shown.length > 0 && <ContentTree />}
    </>
  );
}

function noneKey() {
  if (isSearching.value) return "ext.content.none_found";
  return viewer.value ? "ext.content.none_theirs" : "ext.content.none";
}
