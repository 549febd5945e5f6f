import { translator } from "../../../shared/i18n/translate.ts";
import { languagesFor } from "../../../shared/languages.ts";
import type { RequestContext } from "../../context.ts";

type Known = { language: string; label: string };
type Props = {
  ctx: RequestContext;
  chosen: string;
  /** Those that are there already. */
  besides: readonly Known[];
  /** Whether the chosen one alone may be. */
  only?: boolean;
};

/** The languages that people choose among, and those that are there already. */
export function LanguageOptions({ ctx, chosen, besides, only = false }: Props) {
  const common = languagesFor(ctx.locale);
  const others = besides.filter(({ language }) => !common.some(({ value }) => value === language));
  const all = [...common, ...others.map(({ language, label }) => ({ value: language, label }))];
  return (
    <>
      {!only && <option value="">{translator(ctx.locale)("sharing.choose")}</option>}
      {all
        .filter(({ value }) => !only || value === chosen)
        .map(({ value, label }) => (
          <option key={value} value={value} selected={value === chosen}>
            {label}
          </option>
        ))}
    </>
  );
}
