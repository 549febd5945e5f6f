import { POSTER_WIDTHS } from "../../../shared/api/posters.ts";
import { type DrawnPicture, drawAt } from "./draw-at.ts";

/** Keeps what can be seen through. */
const TYPES = ["image/webp"] as const;

/** A picture in each width that it is wider than, for places where all of it would be too much to send. */
export async function drawSmaller(file: File): Promise<DrawnPicture[]> {
  const picture = await createImageBitmap(file);
  try {
    const widths = POSTER_WIDTHS.filter((width) => width < picture.width);
    return (await Promise.all(widths.map((width) => drawAt(picture, picture, width, TYPES)))).flat();
  } finally {
    picture.close();
  }
}
