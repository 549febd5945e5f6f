import type { GenericSchema } from "valibot";

/** What a route's middleware holds the route to: read by whoever describes the routes, by nobody at run time. */
export type RouteTold = {
  body?: GenericSchema;
  query?: GenericSchema;
  /** Bytes the body may have, where that is not the usual. */
  maxBytes?: number;
  /** Whether it answers with a tag to ask again by (`If-None-Match`), or changes what has one (`If-Match`). */
  version?: "read" | "change";
  /** The type of the file that is answered instead to whoever would rather have one. */
  file?: string;
};

/** A middleware that tells what it holds its route to, so that the API's document says the same. */
export function telling<Middleware extends object>(middleware: Middleware, told: RouteTold): Middleware {
  return Object.assign(middleware, { told });
}

export function toldBy(middleware: object): RouteTold {
  return "told" in middleware ? (middleware.told as RouteTold) : {};
}
