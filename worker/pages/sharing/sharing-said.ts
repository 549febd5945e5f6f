/** What was done by the form that led here. */
const SAVED = ["settings", "captions", "removed", "chapters", "chapters_removed"] as const;
type Saved = (typeof SAVED)[number];

/** The settings as they were typed; `was` is what the form showed first, so that only what was touched is changed. */
export type SettingsTyped = {
  visibility: string;
  guests: string;
  expires: string;
  zone: string;
  /** The version it shows; empty for the one that is played. */
  pinned: string;
  was: { visibility: string; guests: string; expires: string; pinned: string };
};

export type SettingsField = "visibility" | "guests" | "password" | "expires" | "pinned";

/** What the controls of a page say besides what is so: that something was saved, or why not. */
export type SharingSaid =
  | { kind: "nothing" }
  | { kind: "saved"; what: Saved; leftOut: number }
  | { kind: "settings"; typed: SettingsTyped; errors: Partial<Record<SettingsField, string>>; status: number }
  | { kind: "captions"; language: string; error: string; status: number }
  | { kind: "removal"; language: string; error: string; status: number }
  | CaptionsEdited
  | ChaptersEdited;

/** Captions as they are or as they were typed; `was` is the version that was read. */
export type CaptionsEdited = {
  kind: "edit";
  language: string;
  text: string;
  was: string;
  error?: string;
  status?: number;
};

/** Chapters as lines, as they are or as they were typed; `was` is the version that was read, empty for none. */
export type ChaptersEdited = {
  kind: "chapters";
  language: string;
  text: string;
  was: string;
  error?: string;
  status?: number;
};

export const NOTHING: SharingSaid = { kind: "nothing" };

const COUNT = /^\d{1,5}$/;

/** What the address of a page says was saved. */
export function savedIn(saved: string | undefined, leftOut: string | undefined): SharingSaid {
  const what = SAVED.find((known) => known === saved);
  if (!what) return NOTHING;
  return { kind: "saved", what, leftOut: COUNT.test(leftOut ?? "") ? Number(leftOut) : 0 };
}

/** What is wrong is said under its own status. */
export function statusOf(said: SharingSaid): { status?: number } {
  return "status" in said && said.status !== undefined ? { status: said.status } : {};
}

/** Of which pages are made apart. */
export function variantOf(said: SharingSaid): string {
  if (said.kind === "edit" || said.kind === "chapters" || said.kind === "removal")
    return `${said.kind}:${said.language}`;
  return said.kind === "saved" ? `${said.what}:${said.leftOut}` : said.kind;
}
