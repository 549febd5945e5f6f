import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../language.ts";
import { serverHere } from "../../server.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { AddServer } from "./AddServer.tsx";
import { servers } from "./follow-server.ts";
import { hostOf } from "./read-server-address.ts";
import { type Listed, listed, listServers } from "./servers.ts";
import { refused, switchServer } from "./switch-server.ts";

/** The servers to switch between, where there are several, and the form for one more. */
export function ServerChoices() {
  const all = useRef<HTMLDivElement>(null);
  const isAdding = useSignal(servers.value.length === 1);
  useEffect(() => void listServers(), [servers.value]);
  // The press that brought this has gone, and the focus with it.
  useEffect(() => all.current?.querySelector<HTMLElement>("input, button")?.focus(), [isAdding.value]);
  return (
    <div ref={all} class="servers">
      {!isAdding.value && (
        <>
          <h2>{t("ext.servers.title")}</h2>
          <ul class="choices">
            {servers.value.map((server) => (
              <ServerChoice key={server} server={server} />
            ))}
          </ul>
          {refused.value && <Notice kind="problem">{t("ext.servers.refused", { host: hostOf(refused.value) })}</Notice>}
          <button
            type="button"
            class="choice"
            onClick={() => {
              isAdding.value = true;
            }}
          >
            <Icon name="plus" />
            {t("ext.servers.other")}
          </button>
        </>
      )}
      {isAdding.value && <AddServer />}
    </div>
  );
}

function ServerChoice({ server }: { server: string }) {
  const isHere = server === serverHere();
  const known = listed.value.find((one) => one.server === server);
  return (
    <li>
      <button type="button" class="choice" aria-current={isHere} onClick={() => void switchServer(server)}>
        <Icon name="server" />
        <span class="who">
          <strong>{hostOf(server)}</strong>
          <span class="small muted">{known ? describeSignIn(known) : " "}</span>
        </span>
        {isHere && <Icon name="check" />}
      </button>
    </li>
  );
}

export function describeSignIn({ email }: Listed): string {
  if (email === undefined) return t("ext.servers.signed_out");
  return email === "" ? t("ext.servers.signed_in_short") : t("ext.servers.signed_in", { email });
}
