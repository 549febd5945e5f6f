import { t } from "../../language.ts";
import { StatusLabel } from "../members/StatusLabel.tsx";
import { tick, ticked } from "./on-this-page.ts";
import { type Found, mayBeInvited, type Standing } from "./standing.ts";

export function FoundRow({ found }: { found: Found }) {
  const { email, name, standing } = found;
  const who = (
    <span class="who">
      <strong title={email}>{name === "" ? email : name}</strong>
      {name !== "" && (
        <span class="small muted" title={email}>
          {email}
        </span>
      )}
    </span>
  );
  if (!mayBeInvited(found)) {
    return (
      <li class="row pick">
        {who}
        <StandingLabel standing={standing} />
      </li>
    );
  }
  return (
    <li>
      <label class="row pick">
        <input
          type="checkbox"
          checked={ticked.value.has(email)}
          onChange={(event) => tick([email], event.currentTarget.checked)}
        />
        {who}
        <StandingLabel standing={standing} />
      </label>
    </li>
  );
}

function StandingLabel({ standing }: { standing: Standing }) {
  if (standing === "new" || standing === "suggested")
    return <span class="small muted">{t(`ext.page.${standing}`)}</span>;
  return <StatusLabel status={standing} />;
}
