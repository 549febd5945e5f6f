import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { TITLE_MAX } from "../../../shared/limits.ts";
import { atLeast } from "../../../shared/policy/access.ts";
import { t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { confirmFirst } from "../../ui/ConfirmDialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { NodeCaptions } from "../captions/NodeCaptions.tsx";
import { contentBusy, makePlace, moveInto, moving, renameNode, trashNode } from "./content-acts.ts";
import { mayHold, viewer } from "./content-tree.ts";
import { NodeAccess } from "./NodeAccess.tsx";
import { NodeShares } from "./NodeShares.tsx";
import { nameOf } from "./node-access.ts";
import { OrderButtons } from "./OrderButtons.tsx";
import { levelInWords, Why } from "./Why.tsx";

type NodeCardProps = { node: ContentNode; belonging: Belonging };

/** What is chosen: what it is called, who may do what with it, its links, and what may be done with it. */
export function NodeCard({ node, belonging }: NodeCardProps) {
  const card = useRef<HTMLElement>(null);
  // In a side panel it stands below the tree.
  useEffect(() => card.current?.scrollIntoView({ block: "nearest" }), []);
  // What another member sees is looked at, and not changed.
  const as = viewer.value;
  const manages = !as && atLeast(node.level, "manage");
  const edits = !as && atLeast(node.level, "edit");
  return (
    <>
      <section ref={card} class="card panel" aria-labelledby="node-title">
        <div class="who">
          <span class="small muted">{t(`ext.content.kind_${node.kind}`)}</span>
          <h2 id="node-title">{node.title}</h2>
          <span class="small muted level">
            {levelInWords(node.level, as && nameOf(as))}{" "}
            {(manages || as) && (
              <Why
                key={`${node.everyone} ${node.ownerMembershipId}`}
                node={node}
                membershipId={as?.id ?? belonging.membershipId}
                who={as && nameOf(as)}
                isLevelSaid
              />
            )}
          </span>
        </div>
        {moving.value && <MoveHere place={node} />}
        {edits && <TitleForm node={node} />}
        {edits && mayHold(node) && <Within node={node} belonging={belonging} />}
        <OrderButtons node={node} />
        {manages && <Manage node={node} />}
      </section>
      {manages && <NodeAccess node={node} />}
      {edits && (node.kind === "video" || node.kind === "voice") && <NodeCaptions node={node} />}
      {edits && belonging.workspace.abilities.includes("content.share") && (
        <NodeShares node={node} membershipId={belonging.membershipId} />
      )}
    </>
  );
}

function MoveHere({ place }: { place: ContentNode }) {
  const node = moving.value;
  if (!node || node.id === place.id || !mayHold(place) || !atLeast(place.level, "edit")) return null;
  return (
    <button type="button" class="button primary wide" disabled={contentBusy.value} onClick={() => void moveInto(place)}>
      {t("ext.content.move_here", { title: node.title })}
    </button>
  );
}

function TitleForm({ node }: { node: ContentNode }) {
  const title = useSignal(node.title);
  const typed = title.value.trim();
  return (
    <form
      class="field-and-button"
      onSubmit={(event) => {
        event.preventDefault();
        void renameNode(node, typed);
      }}
    >
      <Field
        label={t("ext.upload.video_title")}
        value={title.value}
        onInput={(value) => {
          title.value = value;
        }}
        input={{ maxLength: TITLE_MAX }}
      />
      <button type="submit" class="button" disabled={contentBusy.value || typed === "" || typed === node.title}>
        {t("ext.content.rename")}
      </button>
    </form>
  );
}

/** What can be put into a place. */
function Within({ node, belonging: { workspace } }: NodeCardProps) {
  const title = useSignal("");
  if (!workspace.abilities.includes("content.create")) return null;
  async function make(event: Event): Promise<void> {
    event.preventDefault();
    const made = { kind: "folder" as const, title: title.value.trim(), parentId: node.id };
    if (await makePlace(workspace.id, made)) title.value = "";
  }
  return (
    <>
      <form class="field-and-button" onSubmit={(event) => void make(event)}>
        <Field
          label={t("ext.content.new_folder")}
          value={title.value}
          onInput={(typed) => {
            title.value = typed;
          }}
          input={{ maxLength: TITLE_MAX }}
        />
        <button type="submit" class="button" disabled={contentBusy.value || title.value.trim() === ""}>
          {t("ext.workspace.create")}
        </button>
      </form>
      <a class="button wide" href={`/upload.html#${node.id}`} target="_blank" rel="noopener">
        <Icon name="upload" />
        {t("ext.content.upload_here")}
      </a>
    </>
  );
}

function Manage({ node }: { node: ContentNode }) {
  async function remove(): Promise<void> {
    const sure = await confirmFirst({
      title: t("ext.content.ask_trash_title", { title: node.title }),
      text: t("ext.content.ask_trash"),
      yes: t("ext.content.trash"),
    });
    if (sure) await trashNode(node);
  }
  return (
    <div class="pair">
      {node.kind !== "project" && (
        <button
          type="button"
          class="button quiet"
          disabled={contentBusy.value}
          onClick={() => {
            moving.value = node;
          }}
        >
          {t("ext.content.move")}
        </button>
      )}
      <button type="button" class="button quiet danger" disabled={contentBusy.value} onClick={() => void remove()}>
        {t("ext.content.trash")}
      </button>
    </div>
  );
}
