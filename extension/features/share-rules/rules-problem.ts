import { SHARE_GUESTS_MAX, SHARE_VIEWS_MAX } from "../../../shared/limits.ts";
import type { ApiProblem } from "../../api-problem.ts";
import { formatNumber, t } from "../../language.ts";

/** What is wrong with single fields, in words; empty where the problem is with none of them. */
export function problemsByField({ details }: ApiProblem, guests: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    (details.errors ?? []).flatMap(({ pointer, code }) => {
      const [, field = "", at] = pointer.split("/");
      const words = wordsFor(field, code, at === undefined ? undefined : guests[Number(at)]);
      return words === undefined ? [] : [[field, words]];
    }),
  );
}

function wordsFor(field: string, code: string, guest: string | undefined): string | undefined {
  switch (field) {
    case "guests":
      if (guest === undefined) return t("sharing.too_many_guests", { max: SHARE_GUESTS_MAX });
      return t(code === "public_email_domain" ? "sharing.public_guest" : "sharing.bad_guest", { guest });
    case "expiresAt":
      return t(code === "past" ? "sharing.past_time" : "sharing.bad_time");
    case "maxViews":
      return t("ext.rules.bad_views", { max: formatNumber(SHARE_VIEWS_MAX) });
    default:
      return undefined;
  }
}
