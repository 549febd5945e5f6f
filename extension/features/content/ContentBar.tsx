import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { TITLE_MAX } from "../../../shared/limits.ts";
import { t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { announce } from "../../ui/announce.ts";
import { Field } from "../../ui/Field.tsx";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { contentBusy, makePlace } from "./content-acts.ts";
import { findContent, search, viewAs, viewer } from "./content-tree.ts";
import { FindMember } from "./FindMember.tsx";
import { nameOf } from "./node-access.ts";
import { comesFromTrash, isTrashOpen } from "./trash.ts";

type Form = "project" | "viewer";

/** Above the tree: what finds in it, and what one may do with all of it. */
export function ContentBar({ belonging }: { belonging: Belonging }) {
  const { workspace, role, membershipId } = belonging;
  const open = useSignal<Form | undefined>(undefined);
  const close = () => {
    open.value = undefined;
  };
  const isOneself = viewer.value === undefined;
  const creates = isOneself && workspace.abilities.includes("content.create");
  return (
    <>
      <div class="filters">
        <SearchField label={t("ext.content.search")} value={search.value} onInput={findContent} />
        <div class="bar-acts">
          {isOneself && role === "super_admin" && workspace.kind === "shared" && (
            <Opener form="viewer" open={open} icon="show" label={t("ext.content.view_as")} />
          )}
          {creates && <OpenTrash />}
          {creates && <Opener form="project" open={open} icon="plus" label={t("ext.content.new_project")} />}
        </div>
      </div>
      {open.value === "project" && <NewProject workspaceId={workspace.id} onDone={close} />}
      {open.value === "viewer" && (
        <div class="card panel">
          <p class="small muted">{t("ext.content.view_as_note")}</p>
          <FindMember
            workspaceId={workspace.id}
            label={t("ext.content.find_member")}
            icon="show"
            without={[membershipId]}
            onPick={(member) => {
              close();
              announce(t("ext.content.viewing_as", { who: nameOf(member) }));
              void viewAs(member);
            }}
          />
        </div>
      )}
    </>
  );
}

function OpenTrash() {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (comesFromTrash()) button.current?.focus();
  }, []);
  return (
    <button
      ref={button}
      type="button"
      class="button"
      onClick={() => {
        isTrashOpen.value = true;
      }}
    >
      <Icon name="trash" />
      {t("ext.trash.title")}
    </button>
  );
}

type OpenerProps = { form: Form; open: Signal<Form | undefined>; icon: IconName; label: string };

function Opener({ form, open, icon, label }: OpenerProps) {
  const isOpen = open.value === form;
  return (
    <button
      type="button"
      class="button"
      aria-expanded={isOpen}
      onClick={() => {
        open.value = isOpen ? undefined : form;
      }}
    >
      <Icon name={icon} />
      {label}
    </button>
  );
}

function NewProject({ workspaceId, onDone }: { workspaceId: string; onDone: () => void }) {
  const title = useSignal("");
  async function make(event: Event): Promise<void> {
    event.preventDefault();
    if (await makePlace(workspaceId, { kind: "project", title: title.value.trim() })) onDone();
  }
  return (
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
  );
}
