import type { ComponentChildren } from "preact";
import type { Locale } from "../../../shared/i18n/locale.ts";
import { translator } from "../../../shared/i18n/translate.ts";
import { numberText } from "./number-text.ts";

/** Of a chart's own units, which stretch. */
export const WIDTH = 1_000;
export const HEIGHT = 100;

type Props = {
  locale: Locale;
  title: string;
  /** What the picture shows, in words. */
  said: string;
  /** The count at its top, and what stands below its two ends. */
  most: number;
  ends: readonly [string, string];
  /** The same as a table: its two heads, and its rows. */
  heads: readonly [string, string];
  rows: readonly { name: string; count: number }[];
  children: ComponentChildren;
};

/** A picture of counts along a line, and the same as a table. */
export function Chart({ locale, title, said, most, ends, heads, rows, children }: Props) {
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <div class="most" aria-hidden="true">
        {numberText(locale, most)}
      </div>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={said}>
        {children}
      </svg>
      <div class="ends" aria-hidden="true">
        {ends.map((end) => (
          <span key={end}>{end}</span>
        ))}
      </div>
      <details>
        <summary>{translator(locale)("stats.table")}</summary>
        <table>
          <caption class="unseen">{title}</caption>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, count }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{numberText(locale, count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

/** How high a count stands below the top, to a tenth. */
export function heightOf(count: number, most: number): number {
  return most === 0 ? 0 : Math.round((count / most) * HEIGHT * 10) / 10;
}
