import { bodyLimit } from "hono/body-limit";
import { Problem } from "./problem.ts";
import { telling } from "./route-told.ts";

/** Refuses a body of more bytes; 413 `payload_too_large`. */
export function limitBody(maxSize: number) {
  const middleware = bodyLimit({
    maxSize,
    onError: () => {
      throw new Problem("payload_too_large");
    },
  });
  return telling(middleware, { maxBytes: maxSize });
}
