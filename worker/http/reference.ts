import type { ExtractSchema } from "hono/types";
import type { GenericSchema } from "valibot";
import type { ProblemCode } from "../../shared/problem.ts";

/**
 * How the routes of a feature are described, in the file `reference.ts` beside its `routes.ts`. What the code knows by
 * itself stands in none: the schemas of body and query, path parameters, scopes, limits, and the refusals that every
 * route may give (see `scripts/openapi/`).
 */
export type Reference<Routes> = {
  /** The heading its routes stand under. */
  tag: string;
  /** What they are about, in a sentence or two. */
  about: string;
  routes: Record<RouteName<Routes>, Described>;
};

export type Described = {
  /** Where a `GET` route is there for what HEAD says and has no body to give. */
  method?: "HEAD";
  /** `operationId`: the verb it calls. */
  id: string;
  summary: string;
  /** Markdown. */
  description?: string;
  /** By status. */
  answers: Partial<Record<200 | 201 | 202 | 204 | 304, Answer>>;
  /** The codes it refuses with, of those that not every route has. */
  refuses?: readonly ProblemCode[];
  /** The types of a body that is no JSON. */
  bytes?: readonly string[];
  /** What it reads from the request's headers, by name. */
  headers?: Record<string, HeaderTold>;
  /** What it says in its answer's headers, by name. */
  tells?: Record<string, string>;
};

/** The schema of JSON; the type of what is no JSON; or nothing. */
export type Answer = GenericSchema | `${string}/${string}` | null;

export type HeaderTold = { description: string; required?: boolean; example: string };

/** The routes of a Hono app as their `routes.ts` spells them: `GET /me`. */
type RouteName<Routes> = Names<ExtractSchema<Routes>>;

type Names<Schema> = {
  [Path in keyof Schema & string]: {
    [Method in keyof Schema[Path] & `$${string}`]: Method extends `$${infer Name}`
      ? `${Uppercase<Name>} ${Path}`
      : never;
  }[keyof Schema[Path] & `$${string}`];
}[keyof Schema & string];
