import { writeChapterLines } from "../../../shared/chapters/chapter-lines.ts";
import { trackVersion } from "../../captions/expected-track.ts";
import type { RequestContext } from "../../context.ts";
import type { CollectionView, ShareView } from "../../shares/share-view.ts";
import { NOTHING, type SharingSaid } from "./sharing-said.ts";

/** The captions or chapters that an address asks to edit, for whoever may; nothing where there are none in that language. */
export async function readEdit(
  { env }: RequestContext,
  view: ShareView | CollectionView,
  language: string,
  kind: string | undefined,
): Promise<SharingSaid> {
  if (view.kind !== "item" || !view.mayCaption) return NOTHING;
  if (kind === "chapters") return chaptersToEdit(view, language);
  const track = view.captions.find((known) => known.language === language);
  const object = track ? await env.MEDIA.get(track.r2Key) : null;
  return track && object
    ? { kind: "edit", language, text: await object.text(), was: trackVersion(track.r2Key) }
    : NOTHING;
}

function chaptersToEdit({ chapters }: ShareView, language: string): SharingSaid {
  const track = chapters.find((known) => known.language === language);
  if (!track) return NOTHING;
  return { kind: "chapters", language, text: writeChapterLines(track.chapters), was: trackVersion(track.changeId) };
}
