import type { PosterWidth } from "../../../shared/api/posters.ts";

const QUALITY = 0.82;

export type DrawnPicture = { width: PosterWidth; picture: Blob };

type Size = { width: number; height: number };

/** A picture of this size, drawn in another width as each of the types that this browser can write. */
export async function drawAt(
  source: CanvasImageSource,
  size: Size,
  width: PosterWidth,
  types: readonly string[],
): Promise<DrawnPicture[]> {
  const height = Math.max(1, Math.round((width * size.height) / size.width));
  const context = contextOf(width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(source, 0, 0, width, height);
  const pictures = await Promise.all(types.map((type) => context.canvas.convertToBlob({ type, quality: QUALITY })));
  // A browser that cannot write a type writes PNG instead, which is too large to be of use.
  return pictures.filter(({ type }) => types.includes(type)).map((picture) => ({ width, picture }));
}

export function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext("2d");
  if (!context) throw new Error("This browser gives no canvas.");
  return context;
}
