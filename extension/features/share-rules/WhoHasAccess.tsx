import { useEffect } from "preact/hooks";
import { t } from "../../language.ts";
import { access, knowsAccessOf, loadAccess, nameOf, people } from "../content/node-access.ts";

/** What all members may do with what a share shows, and those named beside them; the panel changes it. */
export function WhoHasAccess({ node }: { node: { id: string; workspaceId: string } }) {
  useEffect(() => {
    // Where it stands beside, it is read and changed there.
    if (!knowsAccessOf(node.id)) void loadAccess(node.id, node.workspaceId);
  }, [node.id]);
  const known = access.value;
  // What is shown beside cannot be wrong for want of it.
  if (!known) return null;
  return (
    <dl class="named-access">
      <div>
        <dt>{t("ext.content.everyone")}</dt>
        <dd>{t(`ext.content.everyone_${known.everyone}`)}</dd>
      </div>
      {known.grants.map(({ membershipId, level }) => (
        <div key={membershipId}>
          <dt>{nameOf(people.value.get(membershipId))}</dt>
          <dd>{t(`ext.content.grant_${level}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
