import { useEffect } from "preact/hooks";
import type { AuditEntry } from "../../../shared/api/audit.ts";
import { t } from "../../language.ts";
import { exactTime } from "../../ui/Time.tsx";
import { learn, nameOf, people } from "../content/node-access.ts";
import { auditFilter, filterAudit, learnTitle, titles } from "./audit.ts";
import { describeValue, isWorthSaying, labelOf } from "./describe-data.ts";

/** All that an entry says: when exactly, by what name the API has it, of what, and what there is to say of it. */
export function EntryDetails({ workspaceId, entry }: { workspaceId: string; entry: AuditEntry }) {
  const { at, actor, action, target, data } = entry;
  return (
    <div class="entry-details">
      <dl class="small">
        <Line label={t("ext.audit.at")}>
          <time dateTime={at}>{exactTime(at)}</time>
        </Line>
        {actor && <Line label={t("ext.audit.actor")}>{actor.email}</Line>}
        <Line label={t("ext.audit.action")}>
          <code>{action}</code>
        </Line>
        <Line label={t("ext.audit.target")}>
          <code>{target}</code>
        </Line>
        <Data workspaceId={workspaceId} data={data} />
      </dl>
      {actor && auditFilter.value.actor?.id !== actor.id && (
        <button
          type="button"
          class="button quiet"
          onClick={() => void filterAudit({ actor: { id: actor.id, name: actor.name || actor.email } })}
        >
          {t("ext.audit.only", { who: actor.name || actor.email })}
        </button>
      )}
    </div>
  );
}

type ValueProps = { workspaceId: string; name: string; value: unknown };

function Data({ workspaceId, data }: { workspaceId: string; data: object }) {
  return (
    <>
      {Object.entries(data)
        .filter(([name, value]) => isWorthSaying(name, value))
        .map(([name, value]) => (
          <Line key={name} label={labelOf(t, name)}>
            <Value workspaceId={workspaceId} name={name} value={value} />
          </Line>
        ))}
    </>
  );
}

function Line({ label, children }: { label: string; children: preact.ComponentChildren }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Value({ workspaceId, name, value }: ValueProps) {
  if (Array.isArray(value)) {
    if (value.length === 0) return <>{t("ext.audit.nothing")}</>;
    return (
      <ul>
        {value.map((one, at) => (
          <li key={at}>
            <Value workspaceId={workspaceId} name={name} value={one} />
          </li>
        ))}
      </ul>
    );
  }
  if (typeof value === "object" && value !== null) {
    return (
      <dl>
        <Data workspaceId={workspaceId} data={value} />
      </dl>
    );
  }
  if (typeof value === "string" && value.startsWith("mbr_")) {
    return <Who workspaceId={workspaceId} membershipId={value} />;
  }
  if (typeof value === "string" && value.startsWith("nod_")) return <Title nodeId={value} />;
  return <>{describeValue(name, value)}</>;
}

/** A node by its title, once it is known. */
function Title({ nodeId }: { nodeId: string }) {
  useEffect(() => void learnTitle(nodeId), [nodeId]);
  const title = titles.value.get(nodeId);
  return title === undefined ? <code>{nodeId}</code> : <span dir="auto">{title}</span>;
}

/** A member by name, once it is known. */
function Who({ workspaceId, membershipId }: { workspaceId: string; membershipId: string }) {
  // Whoever cannot be read stays an id.
  useEffect(() => void learn(workspaceId, membershipId).catch(() => undefined), [workspaceId, membershipId]);
  const member = people.value.get(membershipId);
  return member ? nameOf(member) : <code>{membershipId}</code>;
}
