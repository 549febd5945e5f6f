import type { Charged } from "./charge-api-call.ts";

/**
 * The limit and what is left of it, as Structured Fields (draft-ietf-httpapi-ratelimit-headers-10): `q` calls in `w`
 * seconds, of which `r` may still be made in the `t` seconds until the window ends.
 */
export function limitHeaders({ policy, limit, windowMs, standing }: Charged): [name: string, value: string][] {
  return [
    ["RateLimit-Policy", `"${policy}";q=${limit};w=${windowMs / 1000}`],
    ["RateLimit", `"${policy}";r=${standing.remaining};t=${Math.ceil(standing.resetMs / 1000)}`],
  ];
}
