import type { RequestContext } from "../../context.ts";
import type { CollectionView, ShareView } from "../../shares/share-view.ts";
import { NOTHING, type SharingSaid } from "./sharing-said.ts";

/** The captions that an address asks to edit, for whoever may; nothing where there are none in that language. */
export async function captionsToEdit(
  { env }: RequestContext,
  view: ShareView | CollectionView,
  language: string,
): Promise<SharingSaid> {
  if (view.kind !== "item" || !view.mayCaption) return NOTHING;
  const track = view.captions.find((known) => known.language === language);
  const object = track ? await env.MEDIA.get(track.r2Key) : null;
  return track && object ? { kind: "edit", language, text: await object.text(), was: track.etag } : NOTHING;
}
