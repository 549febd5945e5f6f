import { POSTER_WIDTHS } from "../../../shared/api/posters.ts";
import { contextOf, type DrawnPicture, drawAt } from "./draw-at.ts";

/** Every browser shows the first; the second is smaller where it is known. */
const POSTER_TYPES = ["image/jpeg", "image/webp"] as const;

/** Where to look, as parts of the whole, until a frame shows something. */
const MOMENTS = [0.1, 0.35, 0.6];
const LATEST_S = 60;
const PATIENCE_MS = 15_000;

const SAMPLE = 32;
/** Brightness of 0 to 255 that varies less is a black screen or a plain card. */
const PLAIN_BELOW = 12;

/** A frame of a video file in each width and type, drawn in this browser; throws when it cannot play the file. */
export async function drawPosters(file: File): Promise<DrawnPicture[]> {
  const url = URL.createObjectURL(file);
  const video = document.createElement("video");
  try {
    await open(video, url);
    await showGoodFrame(video);
    const size = { width: video.videoWidth, height: video.videoHeight };
    return (await Promise.all(POSTER_WIDTHS.map((width) => drawAt(video, size, width, POSTER_TYPES)))).flat();
  } finally {
    video.removeAttribute("src");
    video.load();
    URL.revokeObjectURL(url);
  }
}

async function open(video: HTMLVideoElement, url: string): Promise<void> {
  video.muted = true;
  video.preload = "auto";
  const ready = happens(video, "loadeddata");
  video.src = url;
  await ready;
  if (video.videoWidth === 0) throw new Error("The file has no picture.");
}

async function showGoodFrame(video: HTMLVideoElement): Promise<void> {
  const length = Number.isFinite(video.duration) ? video.duration : 0;
  for (const moment of MOMENTS) {
    const shown = happens(video, "seeked");
    video.currentTime = Math.min(length * moment, LATEST_S);
    await shown;
    if (!isPlain(video)) return;
  }
}

function isPlain(video: HTMLVideoElement): boolean {
  const context = contextOf(SAMPLE, SAMPLE);
  context.drawImage(video, 0, 0, SAMPLE, SAMPLE);
  const { data } = context.getImageData(0, 0, SAMPLE, SAMPLE);
  const greens = data.filter((_, at) => at % 4 === 1);
  return Math.max(...greens) - Math.min(...greens) < PLAIN_BELOW;
}

function happens(video: HTMLVideoElement, event: "loadeddata" | "seeked"): Promise<void> {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`The video took too long: ${event}.`)), PATIENCE_MS);
    video.addEventListener(event, () => resolve(), { once: true });
    video.addEventListener("error", () => reject(video.error ?? new Error("The video cannot be shown.")), {
      once: true,
    });
  });
}
