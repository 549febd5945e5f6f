import { signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";

/** Whether files are held over the page that it would take. */
export const isHeldOver = signal(false);

type Take = (files: Iterable<File>) => unknown;

let take: Take | undefined;

/** Files dropped anywhere on the page go there while it is in view, from the moment it shows. */
export function useDrops(here: Take): void {
  useLayoutEffect(() => {
    take = here;
    return () => {
      if (take === here) take = undefined;
    };
  }, [here]);
}

/** No file that is dropped beside where it was meant to go takes the place of the page, and what is under way with it. */
export function keepDropsHere(): void {
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = take ? "copy" : "none";
    isHeldOver.value = take !== undefined;
  });
  document.addEventListener("dragleave", (event) => {
    // It went on to another part of the page otherwise.
    if (event.relatedTarget === null) isHeldOver.value = false;
  });
  document.addEventListener("drop", (event) => {
    isHeldOver.value = false;
    if (!hasFiles(event)) return;
    event.preventDefault();
    take?.(event.dataTransfer?.files ?? []);
  });
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") ?? false;
}
