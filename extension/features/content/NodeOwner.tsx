import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Member } from "../../../shared/api/members.ts";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { t } from "../../language.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { confirmFirst } from "../../ui/ConfirmDialog.tsx";
import { contentBusy, handOver } from "./content-acts.ts";
import { FindMember } from "./FindMember.tsx";
import { learn, nameOf, people } from "./node-access.ts";

/** Whose a node is; whoever manages it hands it over to another member. */
export function NodeOwner({ node }: { node: ContentNode }) {
  const { ownerMembershipId, workspaceId } = node;
  const isChoosing = useSignal(false);
  useEffect(() => {
    // Who it is stays open where they cannot be read; all else can be done without.
    learn(workspaceId, ownerMembershipId).catch(() => undefined);
  }, [ownerMembershipId]);
  const who = nameOf(people.value.get(ownerMembershipId));
  async function pass(heir: Member): Promise<void> {
    const title = t("ext.content.ask_hand_over_title", { title: node.title, who: nameOf(heir) });
    const sure = await confirmFirst({
      ...{ title, text: t("ext.content.ask_hand_over") },
      yes: t("ext.content.hand_over"),
    });
    if (sure && (await handOver(node, heir))) isChoosing.value = false;
  }
  return (
    <>
      <div class="row">
        <Avatar label={who} />
        <span class="who">
          <strong title={who}>{who}</strong>
          <span class="small muted">{t("ext.content.owner")}</span>
        </span>
        <button
          type="button"
          class="button"
          aria-expanded={isChoosing.value}
          disabled={contentBusy.value}
          onClick={() => {
            isChoosing.value = !isChoosing.value;
          }}
        >
          {t("ext.content.hand_over")}
        </button>
      </div>
      {isChoosing.value && (
        <FindMember
          workspaceId={workspaceId}
          label={t("ext.content.find_heir")}
          icon="check"
          without={[ownerMembershipId]}
          onPick={(heir) => void pass(heir)}
        />
      )}
    </>
  );
}
