import type { JoinRequest } from "../../../shared/api/join-requests.ts";
import type { Role } from "../../../shared/policy/roles.ts";
import { locale, t } from "../../language.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { shortAge } from "../../ui/describe-age.ts";
import type { Decision } from "./send-decision.ts";

type RequestRowProps = {
  request: JoinRequest;
  /** The role that approving gives. */
  role: Role;
  isRefused: boolean;
  onDecide: (decision: Decision) => void;
};

export function RequestRow({ request, role, isRefused, onDecide }: RequestRowProps) {
  const { name, email, message, requestedAt } = request;
  const who = name === "" ? email : name;
  const asks = t("ext.requests.asks", { when: shortAge(locale.value, requestedAt, Date.now()) });
  return (
    <li class={isRefused ? "row request refused" : "row request"}>
      <Avatar label={who} />
      <span class="who">
        <strong title={email}>{who}</strong>
        {name !== "" && <span class="unseen">{email}</span>}
        <span class="small muted" title={asks}>
          {asks}
        </span>
        {message !== "" && (
          <q class="small said" title={message}>
            {message}
          </q>
        )}
      </span>
      <button
        type="button"
        class="button"
        data-decision="deny"
        aria-label={t("home.deny_long", { who })}
        onClick={() => onDecide("deny")}
      >
        {t("home.deny")}
      </button>
      <button
        type="button"
        class="button primary"
        data-decision="approve"
        aria-label={t("home.approve_long", { who, role: t(`role.${role}`) })}
        onClick={() => onDecide("approve")}
      >
        {t("home.approve")}
      </button>
    </li>
  );
}
