import { locale } from "../../language.ts";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

const STEP = 1024;

/** `12.4 MB`, `12,4 Mo`. */
export function formatBytes(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(STEP)));
  const value = bytes / STEP ** step;
  return new Intl.NumberFormat(locale.value, {
    style: "unit",
    unit: UNITS[step] ?? "byte",
    // In short, English has no plural of it.
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: value < 10 && step > 1 ? 1 : 0,
  }).format(value);
}
