/** What is shown of what has no picture: the doorway on a plain dark field, 16 by 9. */
export const DEFAULT_POSTER = Uint8Array.from(
  atob(
    "iVBORw0KGgoAAAANSUhEUgAAAoAAAAFoAgMAAAC6XKLCAAAADFBMVEUqJyUwLSo3Mi89ODTG5NpeAAABtklEQVR42u3bvW0bQRSF" +
      "UZKCwGADFaBAJagEsQT34SLMzsgStgQGTpQpcMCA5hqi9TOzM4GcCBfyORmzLxi8HYBvFgsAAAAAAAAAAAAAAAAAAAAAAAAAAAD4" +
      "JN+nN4+JfbdT4Wde32qqbOMC7+vAY1rfclcHnjdhgetpZgwLvJsH/goL/DEP/B12BKfGJvsIph3CoQ08JE/BvEn40AaeogJ3beA5" +
      "KnDqCJ8yWXNm1QtMutBc9QL3iXP6/O16lziph2I6D4mTeihHyy4w8Ka8Y73evJ4CA8fyQCYGbsqhGBh4rr57gYGn6uYQGHis7l6B" +
      "gU+9X0mBh2oqBgaO1YdP4L8H7qu7jUCBAgUKFChQoECBAgUKFChQoECBAv+LwKEXeBD4cete4BgUeNUL3AcFrnqB26DAZS9wExS4" +
      "6AUm9b38wVkFZi32PLSBWatR921g1nLZ0AYeogLXbeAYFbhsA6OmzMuSbRkYtmT7d1mmDExbU17PA8ewwMuqfBEYtyp/mYRFYNxj" +
      "g8uFpgjcxgU+P3h5Dwx88PL8ZOgtMPLJEAAAAAAAAAAAAAAAAAAAAAAAAAAAAF/TH0KdnGB/dFuyAAAAAElFTkSuQmCC",
  ),
  (letter) => letter.charCodeAt(0),
);
export const DEFAULT_POSTER_TYPE = "image/png";
export const DEFAULT_POSTER_SIZE = { width: 640, height: 360 };
