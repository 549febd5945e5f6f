import { useSignal } from "@preact/signals";
import { parseDomain } from "../../../shared/email-address.ts";
import { problemText, t } from "../../language.ts";
import { announce } from "../../ui/announce.ts";
import { Field } from "../../ui/Field.tsx";
import { addDomain, domainBusy, domainProblem, domains, touched } from "./domains.ts";

/** Adds a domain; what is wrong with it is said where it was typed. */
export function AddDomain() {
  const typed = useSignal("");
  const error = useSignal<string | undefined>(undefined);

  async function add(): Promise<void> {
    const domain = parseDomain(typed.value);
    error.value = undefined;
    if (domain === undefined) error.value = t("ext.domains.bad");
    else if (domains.value?.some((one) => one.domain === domain)) error.value = t("ext.domains.there", { domain });
    else if (await addDomain(domain)) {
      typed.value = "";
      announce(t("ext.domains.added", { domain }));
    }
  }

  const refusal = touched.value === undefined && domainProblem.value ? problemText(domainProblem.value) : undefined;
  return (
    <form
      class="field-and-button"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Field
        label={t("ext.domains.add")}
        value={typed.value}
        error={error.value ?? refusal}
        onInput={(text) => {
          typed.value = text;
          error.value = undefined;
          if (touched.value === undefined) domainProblem.value = undefined;
        }}
        input={{ placeholder: "example.com", autocomplete: "off", autocapitalize: "off", spellcheck: false }}
      />
      <button type="submit" class="button" disabled={typed.value.trim() === "" || domainBusy.value}>
        {t("ext.domains.add_short")}
      </button>
    </form>
  );
}
