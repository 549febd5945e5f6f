import { signal } from "@preact/signals";
import type { MediaKind } from "../../../shared/policy/access.ts";
import { putFile } from "../../api.ts";
import type { DrawnPicture } from "./draw-at.ts";
import { drawPosters } from "./draw-poster.ts";
import { drawSmaller } from "./draw-smaller.ts";

/** What became of the preview picture; publishing does not wait for it. */
export const posterState = signal<"none" | "sending" | "kept" | "failed">("none");

let drawing: Promise<DrawnPicture[]> | undefined;

/** Draws the preview picture while the file itself is still on its way. */
export function beginPoster(file: File, kind: Exclude<MediaKind, "voice">): void {
  posterState.value = "none";
  drawing = kind === "video" ? drawPosters(file) : drawSmaller(file);
  // Told when it would be sent.
  drawing.catch(() => undefined);
}

/** Sends what was drawn, once the file is there. What goes wrong is logged and told, and stops nothing. */
export async function sendPoster(nodeId: string): Promise<void> {
  const drawn = drawing;
  if (!drawn) return;
  // Another may be drawn by the time that this one is there.
  const tell = (state: typeof posterState.value) => {
    if (drawing === drawn) posterState.value = state;
  };
  tell("sending");
  try {
    for (const { width, picture } of await drawn) {
      await putFile(`/nodes/${nodeId}/poster?width=${width}`, picture);
    }
    tell("kept");
  } catch (error) {
    console.warn("No poster was kept.", error);
    tell("failed");
  } finally {
    if (drawing === drawn) drawing = undefined;
  }
}

export function forgetPoster(): void {
  drawing = undefined;
  posterState.value = "none";
}
