/** The runtime's own module; the DOM types stand for its globals elsewhere. */
declare module "cloudflare:workers" {
  import type { CloudflareWorkersModule } from "@cloudflare/workers-types";

  export const DurableObject: typeof CloudflareWorkersModule.DurableObject;
  export type DurableObject<Env = unknown> = CloudflareWorkersModule.DurableObject<Env>;
}

declare module "*.css" {
  const text: string;
  export default text;
}
