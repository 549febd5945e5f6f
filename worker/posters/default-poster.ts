/** What is shown of a video without a poster: a plain dark picture, 16 by 9. */
export const DEFAULT_POSTER = Uint8Array.from(
  atob(
    "iVBORw0KGgoAAAANSUhEUgAAABAAAAAJAQMAAAAB5D5xAAAAA1BMVEUqJyUDYZjOAAAAC0lEQVR42mNgwAkAABsAAVmYPeoAAAAASUVORK5CYII=",
  ),
  (letter) => letter.charCodeAt(0),
);
export const DEFAULT_POSTER_TYPE = "image/png";
