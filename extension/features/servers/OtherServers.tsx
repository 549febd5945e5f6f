import { useSignal } from "@preact/signals";
import { t, withWords } from "../../language.ts";
import { Icon } from "../../ui/Icon.tsx";
import { servers } from "./follow-server.ts";

/** The way to other servers. Few have any: what shows them is loaded once it is asked for. */
export function OtherServers() {
  const choices = useSignal<typeof import("./ServerChoices.tsx") | undefined>(undefined);
  if (choices.value) return <choices.value.ServerChoices />;
  return (
    <button
      type="button"
      class="choice"
      onClick={async () => {
        choices.value = await withWords(import("./ServerChoices.tsx"));
      }}
    >
      <Icon name="server" />
      {t(servers.value.length > 1 ? "ext.servers.switch" : "ext.servers.other")}
    </button>
  );
}
