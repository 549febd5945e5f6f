import type { CueSettings } from "./cue.ts";

const PERCENT = "(?:100(?:\\.0+)?|\\d{1,2}(?:\\.\\d+)?)%";

const ALLOWED: Record<keyof CueSettings, RegExp> = {
  vertical: /^(?:rl|lr)$/,
  line: new RegExp(`^(?:${PERCENT}|-?\\d{1,4})(?:,(?:start|center|end))?$`),
  position: new RegExp(`^${PERCENT}(?:,(?:line-left|center|line-right))?$`),
  size: new RegExp(`^${PERCENT}$`),
  align: /^(?:start|center|end|left|right)$/,
};

const NAMES = Object.keys(ALLOWED) as (keyof CueSettings)[];

/** What is written behind a cue's times. What is not valid is left out, and so are regions, which are not kept. */
export function parseCueSettings(text: string): CueSettings {
  const settings: CueSettings = {};
  for (const part of text.split(/[ \t]+/)) {
    const colon = part.indexOf(":");
    const name = NAMES.find((known) => known === part.slice(0, Math.max(colon, 0)));
    const value = part.slice(colon + 1);
    if (name && ALLOWED[name].test(value)) settings[name] = value;
  }
  return settings;
}

export function writeCueSettings(settings: CueSettings): string {
  return NAMES.flatMap((name) => (settings[name] === undefined ? [] : [` ${name}:${settings[name]}`])).join("");
}
