import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { ContentNode, NodeAccessList } from "../../../shared/api/nodes.ts";
import { EVERYONE, GRANT_LEVELS, type GrantLevel } from "../../../shared/policy/access.ts";
import { problemText, t } from "../../language.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { announce } from "../../ui/announce.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Labelled } from "../../ui/Labelled.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Select } from "../../ui/Select.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { useFocusPassedOn } from "../../ui/use-focus-passed-on.ts";
import { AskAbout } from "./AskAbout.tsx";
import { reloadContent } from "./content-tree.ts";
import { FindMember } from "./FindMember.tsx";
import { NodeOwner } from "./NodeOwner.tsx";
import { access, accessProblem, changeAccess, know, loadAccess, nameOf, people } from "./node-access.ts";
import { Why } from "./Why.tsx";

/** What all members get at a node, and what single ones do; whoever manages it changes both. */
export function NodeAccess({ node }: { node: ContentNode }) {
  useEffect(() => void loadAccess(node.id, node.workspaceId), [node.id]);
  const known = access.value;
  const problem = accessProblem.value;

  async function change(changed: Partial<NodeAccessList>): Promise<void> {
    if (!known || !(await changeAccess(node.workspaceId, { ...known, ...changed }))) return;
    announce(t("ext.content.access_changed"));
    // The tree marks what is restricted.
    await reloadContent(node.workspaceId);
  }
  /** What was answered under other rules is not shown under these. */
  const rules = JSON.stringify([known, node.ownerMembershipId]);
  function grant(membershipId: string, level: GrantLevel): void {
    const others = known?.grants.filter((one) => one.membershipId !== membershipId) ?? [];
    void change({ grants: [...others, { membershipId, level }] });
  }

  return (
    <section class="card panel" aria-labelledby="access-title">
      <h2 id="access-title" tabIndex={-1}>
        {t("ext.content.access")}
      </h2>
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
          <NodeOwner node={node} />
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
                why={
                  <Why
                    key={rules}
                    node={node}
                    membershipId={membershipId}
                    who={nameOf(people.value.get(membershipId))}
                  />
                }
                onChange={(chosen) => grant(membershipId, chosen)}
                onRemove={() =>
                  void change({ grants: known.grants.filter((one) => one.membershipId !== membershipId) })
                }
              />
            ))}
          </ul>
          <FindMember
            workspaceId={node.workspaceId}
            label={t("ext.content.add_person")}
            icon="plus"
            without={known.grants.map(({ membershipId }) => membershipId)}
            onPick={(member) => {
              know(member);
              grant(member.id, "view");
            }}
          />
          <AskAbout key={rules} node={node} without={known.grants.map(({ membershipId }) => membershipId)} />
        </>
      )}
    </section>
  );
}

type GrantedProps = {
  who: string;
  level: GrantLevel;
  why: ComponentChildren;
  onChange: (level: GrantLevel) => void;
  onRemove: () => void;
};

function Granted({ who, level, why, onChange, onRemove }: GrantedProps) {
  const row = useRef<HTMLLIElement>(null);
  useFocusPassedOn(row, "access-title");
  return (
    <li ref={row} class="row granted">
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
      <div class="about">{why}</div>
    </li>
  );
}
