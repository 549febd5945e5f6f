import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../../language.ts";
import { serverHere } from "../../server.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { servers } from "./follow-server.ts";
import { hostOf } from "./read-server-address.ts";
import { type Listed, listed, listServers } from "./servers.ts";
import { refused, switchServer } from "./switch-server.ts";

/** The servers to switch between, where there are several, and the way to one more. */
export function ServerChoices({ add = t("ext.servers.add") }: { add?: string }) {
  useEffect(() => void listServers(), [servers.value]);
  return (
    <div class="servers">
      {servers.value.length > 1 && (
        <>
          <h2>{t("ext.servers.title")}</h2>
          <ul class="choices">
            {listed.value.map((one) => (
              <ServerChoice key={one.server} listed={one} />
            ))}
          </ul>
          {refused.value && <Notice kind="problem">{t("ext.servers.refused", { host: hostOf(refused.value) })}</Notice>}
        </>
      )}
      <AddWhenAsked label={add} />
    </div>
  );
}

function ServerChoice({ listed: { server, email } }: { listed: Listed }) {
  const isHere = server === serverHere();
  return (
    <li>
      <button type="button" class="choice" aria-current={isHere} onClick={() => void switchServer(server)}>
        <Icon name="server" />
        <span class="who">
          <strong>{hostOf(server)}</strong>
          <span class="small muted">{describeSignIn(email)}</span>
        </span>
        {isHere && <Icon name="check" />}
      </button>
    </li>
  );
}

export function describeSignIn(email: string | undefined): string {
  if (email === undefined) return t("ext.servers.signed_out");
  return email === "" ? t("ext.servers.signed_in_short") : t("ext.servers.signed_in", { email });
}

/** Few add one: the form is loaded once it is asked for. */
function AddWhenAsked({ label }: { label: string }) {
  const form = useSignal<typeof import("./AddServer.tsx") | undefined>(undefined);
  if (form.value) return <form.value.AddServer />;
  return (
    <button
      type="button"
      class="choice add-server"
      onClick={async () => {
        form.value = await import("./AddServer.tsx");
      }}
    >
      <Icon name="plus" />
      {label}
    </button>
  );
}
