import type { Locale } from "../../shared/i18n/locale.ts";

type Props = { locale: Locale; house: string; logo: string | null };

/** The workspace's logo, else the first letter of its name; its name stands beside it. */
export function HouseSign({ locale, house, logo }: Props) {
  if (logo !== null) return <img class="house-logo" src={logo} alt="" height="28" />;
  return (
    <span class="house" aria-hidden="true">
      {[...house][0]?.toLocaleUpperCase(locale)}
    </span>
  );
}
