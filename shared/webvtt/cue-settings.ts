import type { CueSettings } from "./cue.ts";

const ALLOWED: Record<keyof CueSettings, (value: string) => boolean> = {
  vertical: oneOf("rl", "lr"),
  line: placed((value) => isNumber(value) || isPercentage(value), "start", "center", "end"),
  position: placed(isPercentage, "line-left", "center", "line-right"),
  size: isPercentage,
  align: oneOf("start", "center", "end", "left", "right"),
};

const NAMES = Object.keys(ALLOWED) as (keyof CueSettings)[];

/**
 * What is written behind a cue's times (WebVTT, section 6.3). What is not valid is left out, and so are regions, which
 * are not kept.
 */
export function parseCueSettings(text: string): CueSettings {
  const settings: CueSettings = {};
  for (const part of text.split(/[ \t\f]+/)) {
    const colon = part.indexOf(":");
    const name = NAMES.find((known) => known === part.slice(0, Math.max(colon, 0)));
    const value = part.slice(colon + 1);
    if (name && ALLOWED[name](value)) settings[name] = value;
  }
  return settings;
}

export function writeCueSettings(settings: CueSettings): string {
  return NAMES.flatMap((name) => (settings[name] === undefined ? [] : [` ${name}:${settings[name]}`])).join("");
}

function oneOf(...allowed: string[]) {
  return (value: string) => allowed.includes(value);
}

/** A place, and behind a comma the side of the cue that stands there: one of them wrong, and neither counts. */
function placed(isPlace: (value: string) => boolean, ...sides: string[]) {
  return (value: string) => {
    const comma = value.indexOf(",");
    return comma === -1 ? isPlace(value) : isPlace(value.slice(0, comma)) && sides.includes(value.slice(comma + 1));
  };
}

/** Of any size, as the specification's parser takes it, and with a fraction, which it does not have authors write. */
function isNumber(value: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(value) && Number.isFinite(Number(value));
}

function isPercentage(value: string): boolean {
  return /^\d+(?:\.\d+)?%$/.test(value) && Number.parseFloat(value) <= 100;
}
