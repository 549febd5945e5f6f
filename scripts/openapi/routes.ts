import { app } from "../../worker/app.ts";
import type { Described } from "../../worker/http/reference.ts";
import { type RouteTold, toldBy } from "../../worker/http/route-told.ts";
import { REFERENCES } from "../../worker/reference.ts";
import { BASE } from "./paths.ts";

export type ApiRoute = {
  /** As its `routes.ts` spells it: `GET /me`. */
  name: string;
  method: string;
  /** As the router has it, without `/api/v1`. */
  path: string;
  tag: string;
  described: Described;
  told: RouteTold;
};

/** Every route of the API that the router knows, with what is said of it and what its middleware tells. */
export function apiRoutes(): ApiRoute[] {
  return matchRoutes(routesOfRouter(), REFERENCES);
}

/** Fails where a route is not described, and where what is described is no route. */
export function matchRoutes(toldOf: Map<string, RouteTold>, references: typeof REFERENCES): ApiRoute[] {
  const described = references.flatMap(({ tag, routes }) =>
    Object.entries(routes).map(([name, said]) => ({ tag, name, said })),
  );
  const names = new Set(described.map(({ name }) => name));
  const unsaid = [...toldOf.keys()].filter((name) => !names.has(name));
  if (unsaid.length > 0) throw new Error(missing(unsaid));
  return described.map(({ tag, name, said }) => {
    const told = toldOf.get(name);
    if (!told) throw new Error(`${name} is described under "${tag}", but the router has no such route.`);
    const [method = "", path = ""] = name.split(" ");
    return { name, method: said.method ?? method, path, tag, described: said, told };
  });
}

function routesOfRouter(): Map<string, RouteTold> {
  const routes = new Map<string, RouteTold>();
  for (const { method, path, handler } of app.routes) {
    if (method === "ALL" || !path.startsWith(`${BASE}/`)) continue;
    const name = `${method} ${path.slice(BASE.length)}`;
    routes.set(name, { ...routes.get(name), ...toldBy(handler) });
  }
  return routes;
}

function missing(names: string[]): string {
  return [
    `Not described: ${names.join(", ")}.`,
    "Add each to the reference.ts beside its routes.ts, and a new reference.ts to worker/reference.ts (CONTRIBUTING, Routes).",
  ].join("\n");
}
