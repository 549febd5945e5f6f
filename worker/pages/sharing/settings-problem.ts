import type { InputError } from "../../../shared/api/problem-document.ts";
import { translator } from "../../../shared/i18n/translate.ts";
import { PASSWORD_MAX, PASSWORD_MIN, SHARE_GUESTS_MAX, VERSIONS_PINNED } from "../../../shared/limits.ts";
import type { RequestContext } from "../../context.ts";
import type { Problem } from "../../http/problem.ts";
import { guestsIn, namedIn } from "./read-settings.ts";
import type { SettingsField, SettingsTyped } from "./sharing-said.ts";

type Errors = Partial<Record<SettingsField, string>>;

/** What was wrong, by the field it stands beside; undefined for what no field is to blame for. */
export function settingsErrors(ctx: RequestContext, problem: Problem, typed: SettingsTyped): Errors | undefined {
  const t = translator(ctx.locale);
  switch (problem.code) {
    case "password_required":
    case "rate_limited":
      return { password: t(`problem.${problem.code}`) };
    case "invalid_state":
      return { visibility: t("problem.invalid_state") };
    case "version_not_pinnable":
      return { pinned: pinnedError(ctx, problem) };
    case "public_email_domain":
      return { guests: guestErrors(problem, namedIn(typed), (guest) => t("sharing.public_guest", { guest })) };
    case "invalid_request":
      return invalid(ctx, problem, guestsIn(typed.guests));
    default:
      return undefined;
  }
}

function invalid(ctx: RequestContext, problem: Problem, guests: readonly string[]): Errors | undefined {
  const t = translator(ctx.locale);
  const errors: Errors = {};
  for (const { pointer, code } of errorsOf(problem)) {
    if (pointer === "/password") errors.password = t("sharing.bad_password", { min: PASSWORD_MIN, max: PASSWORD_MAX });
    if (pointer === "/pinnedVersion") errors.pinned = t("sharing.no_version");
    if (pointer === "/expiresAt") errors.expires = t(code === "past" ? "sharing.past_time" : "sharing.bad_time");
    if (pointer === "/guests") errors.guests = t("sharing.too_many_guests", { max: SHARE_GUESTS_MAX });
    if (pointer.startsWith("/guests/"))
      errors.guests = guestErrors(problem, guests, (guest) => t("sharing.bad_guest", { guest }));
  }
  return Object.keys(errors).length === 0 ? undefined : errors;
}

function pinnedError(ctx: RequestContext, problem: Problem): string {
  const t = translator(ctx.locale);
  const isFull = errorsOf(problem).some(({ code }) => code === "too_many");
  return isFull ? t("sharing.too_many_pinned", { max: VERSIONS_PINNED }) : t("sharing.no_version");
}

const NAMED_MAX = 3;

/** A sentence for each of the first. */
function guestErrors(problem: Problem, guests: readonly string[], say: (guest: string) => string): string {
  const at = errorsOf(problem).map(({ pointer }) => Number(/^\/guests\/(\d+)$/.exec(pointer)?.[1]));
  const wrong = [...new Set(at)].flatMap((index) => guests[index] ?? []);
  return wrong.slice(0, NAMED_MAX).map(say).join(" ");
}

function errorsOf({ options }: Problem): readonly InputError[] {
  return options.errors ?? [];
}
