import { readLayout } from "../../shared/isobmff/layout.ts";
import type { ProbedMedia, UploadedObject } from "./probed-media.ts";
import { RangeReader } from "./range-reader.ts";

const WITH_INDEX = ["video/mp4", "video/quicktime", "audio/mp4"];

/** Whether an MP4 or MOV has its index before its media; null of what has none. It plays and seeks by ranges either way. */
export async function findFastStart(object: UploadedObject, { contentType }: ProbedMedia): Promise<boolean | null> {
  if (!WITH_INDEX.includes(contentType)) return null;
  const reader = new RangeReader(object);
  const layout = await readLayout((start, end) => reader.read(start, end), object.size);
  return layout?.isIndexFirst ?? null;
}
