import { forgetCaptions } from "../captions/captions.ts";
import { forgetPublication } from "./publish.ts";
import { startAnew } from "./start-upload.ts";

/** Lets go of all that belongs to the upload before. */
export function beginAnother(): void {
  forgetPublication();
  forgetCaptions();
  startAnew();
}
