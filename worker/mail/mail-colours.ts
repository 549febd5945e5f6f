import tokens from "../../shared/design/tokens.css";

/** The light side of the design tokens: mail programs know neither custom properties nor `light-dark()`. */
function light(name: string): string {
  const value = new RegExp(`--${name}:\\s*light-dark\\((#[0-9a-f]{6}),`, "i").exec(tokens)?.[1];
  if (value === undefined) throw new Error(`No colour --${name} in tokens.css.`);
  return value;
}

export const MAIL_COLOURS = {
  raised: light("raised"),
  sunken: light("sunken"),
  ink: light("ink"),
  ink2: light("ink-2"),
  rule: light("rule"),
  accent: light("accent"),
  accentSoft: light("accent-soft"),
  house: "#274c5e",
};
