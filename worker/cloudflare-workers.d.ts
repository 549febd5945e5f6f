/** The runtime's own module; the DOM types stand for its globals elsewhere. */
declare module "cloudflare:workers" {
  import type { CloudflareWorkersModule } from "@cloudflare/workers-types";

  export const DurableObject: typeof CloudflareWorkersModule.DurableObject;
  export type DurableObject<Env = unknown> = CloudflareWorkersModule.DurableObject<Env>;
}

/** A pass-through whose length is known beforehand, so that the answer can say it (the runtime's own). */
declare class FixedLengthStream extends TransformStream<Uint8Array, Uint8Array> {
  constructor(length: number);
}

declare module "*.script.js" {
  const text: string;
  export default text;
}

declare module "*.gz" {
  const bytes: ArrayBuffer;
  export default bytes;
}

declare module "*.css" {
  const text: string;
  export default text;
}
