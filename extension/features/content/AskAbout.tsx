import { useSignal } from "@preact/signals";
import type { Member } from "../../../shared/api/members.ts";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { t } from "../../language.ts";
import { FindMember } from "./FindMember.tsx";
import { nameOf } from "./node-access.ts";
import { Reason } from "./Why.tsx";

/** What a member may do who is not named at a node, and why. */
export function AskAbout({ node, without }: { node: ContentNode; without: readonly string[] }) {
  const isOpen = useSignal(false);
  const asked = useSignal<Member | undefined>(undefined);
  return (
    <div class="ask-about">
      <button
        type="button"
        class="why"
        aria-expanded={isOpen.value}
        onClick={() => {
          isOpen.value = !isOpen.value;
          asked.value = undefined;
        }}
      >
        {t("ext.content.ask_about")}
      </button>
      {isOpen.value && (
        <>
          <FindMember
            workspaceId={node.workspaceId}
            label={t("ext.content.find_member")}
            icon="chevron"
            without={without}
            onPick={(member) => {
              asked.value = member;
            }}
          />
          <span role="status">
            {asked.value && (
              <Reason key={asked.value.id} node={node} membershipId={asked.value.id} who={nameOf(asked.value)} />
            )}
          </span>
        </>
      )}
    </div>
  );
}
