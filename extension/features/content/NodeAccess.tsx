import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Member } from "../../../shared/api/members.ts";
import type { ContentNode, NodeAccessList } from "../../../shared/api/nodes.ts";
import { EVERYONE, GRANT_LEVELS, type GrantLevel } from "../../../shared/policy/access.ts";
import { problemText, t } from "../../language.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { announce } from "../../ui/announce.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Labelled } from "../../ui/Labelled.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { Select } from "../../ui/Select.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { loadContent } from "./content-tree.ts";
import { access, accessProblem, changeAccess, findMembers, know, loadAccess, people } from "./node-access.ts";

/** What all members get at a node, and what single ones do; whoever manages it changes both. */
export function NodeAccess({ node }: { node: ContentNode }) {
  useEffect(() => void loadAccess(node.id, node.workspaceId), [node.id]);
  const known = access.value;
  const problem = accessProblem.value;

  async function change(changed: Partial<NodeAccessList>): Promise<void> {
    if (!known || !(await changeAccess(node.workspaceId, { ...known, ...changed }))) return;
    announce(t("ext.content.access_changed"));
    // The tree marks what is restricted.
    await loadContent(node.workspaceId);
  }
  function grant(membershipId: string, level: GrantLevel): void {
    const others = known?.grants.filter((one) => one.membershipId !== membershipId) ?? [];
    void change({ grants: [...others, { membershipId, level }] });
  }

  return (
    <section class="card panel" aria-labelledby="access-title">
      <h2 id="access-title">{t("ext.content.access")}</h2>
      {problem && (
        <Notice
          kind="problem"
          action={{ label: t("ext.retry"), run: () => void loadAccess(node.id, node.workspaceId) }}
        >
          {problemText(problem)}
        </Notice>
      )}
      {!known && !problem && <SkeletonRows count={2} label={t("ext.loading")} />}
      {known && (
        <>
          <Labelled label={t("ext.content.everyone")}>
            <Select
              label={t("ext.content.everyone")}
              value={known.everyone}
              options={EVERYONE.filter((one) => one !== "inherit" || node.kind !== "project").map((value) => ({
                value,
                label: t(`ext.content.everyone_${value}`),
              }))}
              onChange={(everyone) => void change({ everyone })}
            />
          </Labelled>
          <ul class="lines">
            {known.grants.map(({ membershipId, level }) => (
              <Granted
                key={membershipId}
                who={nameOf(people.value.get(membershipId))}
                level={level}
                onChange={(chosen) => grant(membershipId, chosen)}
                onRemove={() =>
                  void change({ grants: known.grants.filter((one) => one.membershipId !== membershipId) })
                }
              />
            ))}
          </ul>
          <AddPerson
            workspaceId={node.workspaceId}
            onAdd={(member) => {
              know(member);
              grant(member.id, "view");
            }}
          />
        </>
      )}
    </section>
  );
}

function nameOf(member: Member | undefined): string {
  return member ? member.name || member.email : "…";
}

type GrantedProps = { who: string; level: GrantLevel; onChange: (level: GrantLevel) => void; onRemove: () => void };

function Granted({ who, level, onChange, onRemove }: GrantedProps) {
  return (
    <li class="row granted">
      <Avatar label={who} />
      <span class="who">
        <strong title={who}>{who}</strong>
      </span>
      <Select
        label={t("ext.content.level_of", { who })}
        value={level}
        options={GRANT_LEVELS.map((value) => ({ value, label: t(`ext.content.grant_${value}`) }))}
        onChange={onChange}
      />
      <button
        type="button"
        class="button quiet"
        aria-label={t("ext.act.with", { act: t("ext.content.take_away"), who })}
        title={t("ext.content.take_away")}
        onClick={onRemove}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

/** Looks for a member by name or address; one press lets them in. */
function AddPerson({ workspaceId, onAdd }: { workspaceId: string; onAdd: (member: Member) => void }) {
  const typed = useSignal("");
  const found = useSignal<Member[] | undefined>(undefined);
  useEffect(() => {
    const q = typed.value.trim();
    found.value = undefined;
    if (q === "") return;
    let isLatest = true;
    const look = () =>
      findMembers(workspaceId, q).then(
        (members) => {
          if (isLatest) found.value = members;
        },
        // The list is read again with the next letter.
        () => undefined,
      );
    const timer = setTimeout(() => void look(), 200);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [typed.value]);
  const given = new Set(access.value?.grants.map(({ membershipId }) => membershipId));
  return (
    <>
      <SearchField
        label={t("ext.content.add_person")}
        value={typed.value}
        onInput={(value) => {
          typed.value = value;
        }}
      />
      {found.value?.length === 0 && <p class="small muted">{t("ext.manage.nobody")}</p>}
      <ul class="choices boxed" aria-label={t("ext.content.found")}>
        {found.value
          ?.filter(({ id }) => !given.has(id))
          .map((member) => (
            <li key={member.id}>
              <button
                type="button"
                class="choice"
                onClick={() => {
                  onAdd(member);
                  typed.value = "";
                }}
              >
                <Avatar label={nameOf(member)} />
                <span class="who">
                  <strong>{nameOf(member)}</strong>
                  <span class="small muted">{member.email}</span>
                </span>
                <Icon name="plus" />
              </button>
            </li>
          ))}
      </ul>
    </>
  );
}
