/** A colour as sRGB says it, each part 0 to 255. */
type Rgb = readonly [number, number, number];
type Sides = { light: string; dark: string };

/** What a workspace's own colour becomes on its pages: readable on each theme's ground, whatever the colour is. */
export type BrandColours = {
  accent: Sides;
  onAccent: Sides;
  /** A touch of it behind text, in which the accent is readable too. */
  soft: Sides;
};

/** The grounds that the accent stands on, the least favourable of each theme (tokens.css: sunken and raised). */
const GROUNDS = { light: "#f4f1ec", dark: "#221f1c" };
const INKS = ["#ffffff", "#1d1a17"] as const;
/** WCAG 2.2, success criterion 1.4.3. */
const ENOUGH = 4.5;
const STEPS = 100;
const SOFTNESS = 0.08;

/** Darkens or lightens a colour, `#rrggbb`, no further than reading needs. */
export function brandColours(colour: string): BrandColours {
  const light = readableOn(GROUNDS.light, colour, "#000000");
  const dark = readableOn(GROUNDS.dark, colour, "#ffffff");
  return {
    accent: { light, dark },
    onAccent: { light: inkOn(light), dark: inkOn(dark) },
    soft: { light: softOn(GROUNDS.light, light), dark: softOn(GROUNDS.dark, dark) },
  };
}

/** How far two colours stand apart, 1 to 21 (WCAG 2.2, contrast ratio). */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(rgbOf(one)), luminance(rgbOf(other))].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function readableOn(ground: string, colour: string, towards: string): string {
  for (let step = 0; step < STEPS; step += 1) {
    const mixed = mix(colour, towards, step / STEPS);
    const isRead = [ground, softOn(ground, mixed)].every((behind) => contrast(mixed, behind) >= ENOUGH);
    if (isRead && contrast(inkOn(mixed), mixed) >= ENOUGH) return mixed;
  }
  return towards;
}

function softOn(ground: string, accent: string): string {
  return mix(ground, accent, SOFTNESS);
}

function inkOn(colour: string): string {
  const [light, dark] = INKS;
  return contrast(light, colour) >= contrast(dark, colour) ? light : dark;
}

function mix(colour: string, other: string, part: number): string {
  const to = rgbOf(other);
  const parts = rgbOf(colour).map((value, at) => Math.round(value + ((to[at] ?? 0) - value) * part));
  return `#${parts.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function rgbOf(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** WCAG 2.2, relative luminance. */
function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}
