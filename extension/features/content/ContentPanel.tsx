import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { TITLE_MAX } from "../../../shared/limits.ts";
import { problemText, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { everySoOften } from "../../ui/every-so-often.ts";
import { Field } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { ContentTree } from "./ContentTree.tsx";
import { contentBusy, forgetActs, makePlace, moving, restoreTrashed, trashed } from "./content-acts.ts";
import { findContent, forgetContent, isSearching, loadContent, search, selected, top } from "./content-tree.ts";
import { NodeCard } from "./NodeCard.tsx";
import { forgetAccess } from "./node-access.ts";

const LOOK_AGAIN = 30_000;

/** Projects, folders and what lies in them, beside what may be done with the one that is chosen. */
export function ContentPanel({ belonging }: { belonging: Belonging }) {
  const { id: workspaceId } = belonging.workspace;
  useEffect(() => {
    void loadContent(workspaceId);
    const stop = everySoOften(LOOK_AGAIN, () => void loadContent(workspaceId));
    return () => {
      stop();
      forgetContent();
      forgetActs();
      forgetAccess();
    };
  }, [workspaceId]);
  return (
    <div class="columns content">
      <section class="list" aria-label={t("ext.content.title")}>
        <ContentBar belonging={belonging} />
        {moving.value && (
          <Notice kind="hint" action={{ label: t("ext.cancel"), run: stopMoving }}>
            {t("ext.content.moving", { title: moving.value.title })}
          </Notice>
        )}
        {trashed.value && (
          <Notice kind="hint" action={{ label: t("ext.content.restore"), run: () => void restoreTrashed() }}>
            {t("ext.content.in_trash", { title: trashed.value.title })}
          </Notice>
        )}
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

function stopMoving(): void {
  moving.value = undefined;
}

function ContentBar({ belonging: { workspace } }: { belonging: Belonging }) {
  const isMaking = useSignal(false);
  const title = useSignal("");
  async function make(event: Event): Promise<void> {
    event.preventDefault();
    if (!(await makePlace(workspace.id, { kind: "project", title: title.value.trim() }))) return;
    title.value = "";
    isMaking.value = false;
  }
  return (
    <>
      <div class="filters">
        <SearchField label={t("ext.content.search")} value={search.value} onInput={findContent} />
        {workspace.abilities.includes("content.create") && (
          <button
            type="button"
            class="button"
            aria-expanded={isMaking.value}
            onClick={() => {
              isMaking.value = !isMaking.value;
            }}
          >
            <Icon name="plus" />
            {t("ext.content.new_project")}
          </button>
        )}
      </div>
      {isMaking.value && (
        <form class="card panel field-and-button" onSubmit={(event) => void make(event)}>
          <Field
            label={t("ext.upload.project_name")}
            value={title.value}
            onInput={(typed) => {
              title.value = typed;
            }}
            input={{ maxLength: TITLE_MAX, placeholder: t("ext.upload.project_placeholder") }}
          />
          <button type="submit" class="button primary" disabled={contentBusy.value || title.value.trim() === ""}>
            {t("ext.workspace.create")}
          </button>
        </form>
      )}
    </>
  );
}

function TreeBody({ workspaceId }: { workspaceId: string }) {
  const list = top.value;
  const shown = list?.items.value;
  const problem = list?.problem.value;
  return (
    <>
      {problem && (
        <Notice kind="problem" action={{ label: t("ext.retry"), run: () => void loadContent(workspaceId) }}>
          {problemText(problem)}
        </Notice>
      )}
      {!shown && !problem && <SkeletonRows count={5} label={t("ext.loading")} />}
      {shown?.length === 0 && (
        <p class="nobody muted">{t(isSearching.value ? "ext.content.none_found" : "ext.content.none")}</p>
      )}
      {shown && shown.length > 0 && <ContentTree />}
    </>
  );
}
