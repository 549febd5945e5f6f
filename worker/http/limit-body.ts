import { bodyLimit } from "hono/body-limit";
import { Problem } from "./problem.ts";

/** Refuses a body of more bytes; 413 `payload_too_large`. */
export function limitBody(maxSize: number) {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new Problem("payload_too_large");
    },
  });
}
