import type { ShareView } from "../shares/share-view.ts";
import { type Bounds, fitWithin, type Size } from "./fit-within.ts";

/** What a column of text on most sites has room for. */
const ROOM = 640;
/** Of a video that does not say how large it is. */
const UNSIZED: Size = { width: ROOM, height: 360 };
/** A title and a row of controls. */
const SOUND: Size = { width: ROOM, height: 132 };

/** How large the frame of a player is: the video's own size, within what the site asks for or most have room for. */
export function playerSize({ node, media }: ShareView, { maxwidth, maxheight }: Bounds = {}): Size {
  if (node.kind === "voice") {
    return { width: Math.min(SOUND.width, maxwidth ?? ROOM), height: Math.min(SOUND.height, maxheight ?? ROOM) };
  }
  const bounds = maxwidth || maxheight ? { maxwidth, maxheight } : { maxwidth: ROOM, maxheight: ROOM };
  return fitWithin(sizeOf(media) ?? UNSIZED, bounds);
}

export function sizeOf({ width, height }: ShareView["media"]): Size | undefined {
  return width && height ? { width, height } : undefined;
}
