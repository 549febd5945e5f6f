import { type BrandColours, brandColours } from "../../shared/design/brand-colours.ts";
import type { workspaces } from "../db/schema/workspaces.ts";
import { logoPath } from "./logo-path.ts";

/** How the workspace looks whose page or mail this is. */
export type HouseLook = { colours: BrandColours | null; logoPath: string | null };

export function lookOf({ colour, logoKey }: Pick<typeof workspaces.$inferSelect, "colour" | "logoKey">): HouseLook {
  return { colours: colour === null ? null : brandColours(colour), logoPath: logoPath(logoKey) };
}

/** The style sheet that gives a page the workspace's colour; empty where it has none. */
export function lookSheet({ colours }: HouseLook): string {
  if (!colours) return "";
  const { accent, onAccent, soft } = colours;
  const side = ({ light, dark }: { light: string; dark: string }) => `light-dark(${light},${dark})`;
  return `:root{--accent:${side(accent)};--on-accent:${side(onAccent)};--accent-soft:${side(soft)};--house:var(--accent);--on-house:var(--on-accent)}`;
}
