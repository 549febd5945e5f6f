import { useEffect, useRef } from "preact/hooks";
import { t } from "../../language.ts";
import { OWN_SERVER, serverHere } from "../../server.ts";
import { Notice } from "../../ui/Notice.tsx";
import { useFocusPassedOn } from "../../ui/use-focus-passed-on.ts";
import { say } from "../manage/toast.ts";
import { titleIdOf } from "../settings/anchors.ts";
import { SettingsCard } from "../settings/SettingsCard.tsx";
import { AddServer } from "./AddServer.tsx";
import { servers } from "./follow-server.ts";
import { hostOf } from "./read-server-address.ts";
import { describeSignIn } from "./ServerChoices.tsx";
import { forgetServer, type Listed, leaveServer, listed, listServers } from "./servers.ts";
import { refused, switchServer } from "./switch-server.ts";

/** The servers this extension speaks to: switched between, signed out of one by one, forgotten, added. */
export function ServersCard() {
  useEffect(() => void listServers(), [servers.value]);
  return (
    <SettingsCard name="servers" note={t("ext.servers.note")}>
      <ul class="lines">
        {listed.value.map((one) => (
          <ServerRow key={one.server} listed={one} />
        ))}
      </ul>
      {refused.value && <Notice kind="problem">{t("ext.servers.refused", { host: hostOf(refused.value) })}</Notice>}
      <AddServer />
    </SettingsCard>
  );
}

function ServerRow({ listed: one }: { listed: Listed }) {
  const { server, email } = one;
  const host = hostOf(server);
  return (
    <li class="row">
      <span class="who">
        <strong>{host}</strong>
        <span class="small muted">{describeSignIn(one)}</span>
      </span>
      {server === serverHere() ? (
        <span class="status active">{t("ext.servers.in_view")}</span>
      ) : (
        <OtherServer server={server} host={host} isSignedIn={email !== undefined} />
      )}
    </li>
  );
}

function OtherServer({ server, host, isSignedIn }: { server: string; host: string; isSignedIn: boolean }) {
  async function leave(): Promise<void> {
    await leaveServer(server);
    say(t("ext.servers.left", { host }));
  }
  async function forget(): Promise<void> {
    await forgetServer(server);
    say(t("ext.servers.forgotten", { host }));
  }
  return (
    <span class="acts">
      <Act label={t("ext.workspace.switch")} host={host} run={() => switchServer(server)} />
      {isSignedIn && <Act label={t("page.sign_out")} host={host} run={leave} />}
      {!isSignedIn && server !== OWN_SERVER && (
        <Act label={t("ext.servers.forget")} host={host} run={forget} isDangerous />
      )}
    </span>
  );
}

function Act({ label, host, run, isDangerous = false }: ActProps) {
  const button = useRef<HTMLButtonElement>(null);
  useFocusPassedOn(button, titleIdOf("servers"));
  return (
    <button
      ref={button}
      type="button"
      class={`button quiet ${isDangerous ? "danger" : ""}`}
      aria-label={t("ext.act.with", { act: label, who: host })}
      onClick={() => void run()}
    >
      {label}
    </button>
  );
}

type ActProps = { label: string; host: string; run: () => Promise<void>; isDangerous?: boolean };
