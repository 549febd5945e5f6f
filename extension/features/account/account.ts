import { signal } from "@preact/signals";
import * as v from "valibot";
import { meChange } from "../../../shared/api/accounts.ts";
import type { Locale } from "../../../shared/i18n/locale.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { loadMe, me } from "../../session/me.ts";

export const saving = signal(false);
export const accountProblem = signal<ApiProblem | undefined>();

export async function changeAccount(change: {
  name?: string;
  locale?: Locale;
  suggestible?: boolean;
}): Promise<boolean> {
  const request = v.safeParse(meChange, change);
  if (!request.success || saving.value) return false;
  saving.value = true;
  accountProblem.value = undefined;
  try {
    const user = await answer(api.me.$patch({ json: request.output }));
    if (me.value) me.value = { ...me.value, user };
    // The personal workspace may carry the name.
    await loadMe();
    return true;
  } catch (error) {
    accountProblem.value = asApiProblem(error);
    return false;
  } finally {
    saving.value = false;
  }
}
