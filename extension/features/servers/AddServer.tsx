import { useEffect } from "preact/hooks";
import { t } from "../../language.ts";
import { Field } from "../../ui/Field.tsx";
import { Notice } from "../../ui/Notice.tsx";
import {
  type AddProblem,
  adding,
  addProblem,
  addTypedServer,
  restoreServerDraft,
  typed,
  typeServer,
} from "./add-server.ts";
import { hostOf } from "./read-server-address.ts";

/** A server by its address. The browser asks whether it may be spoken to, and a Foyer has to answer there. */
export function AddServer() {
  useEffect(() => void restoreServerDraft(), []);
  const problem = addProblem.value;
  const isOfField = problem?.kind === "malformed" || problem?.kind === "not_secure";
  return (
    <form
      class="add-server"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void addTypedServer();
      }}
    >
      <Field
        label={t("ext.servers.address")}
        value={typed.value}
        onInput={typeServer}
        error={isOfField ? inWords(problem) : undefined}
        hint={t(adding.value ? "ext.servers.checking" : "ext.servers.asks")}
        input={{
          type: "url",
          name: "server",
          placeholder: "https://foyer.example.com",
          autocomplete: "url",
          spellcheck: false,
        }}
      />
      <button type="submit" class="button primary" disabled={adding.value || typed.value.trim() === ""}>
        {t("ext.servers.add_short")}
      </button>
      {problem && !isOfField && <Notice kind="problem">{inWords(problem)}</Notice>}
    </form>
  );
}

function inWords(problem: AddProblem): string {
  if ("server" in problem) return t(`ext.servers.${problem.kind}`, { host: hostOf(problem.server) });
  return t(`ext.servers.${problem.kind}`);
}
