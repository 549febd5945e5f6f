import { readProblem } from "../../api-problem.ts";

const PATIENCE = 10_000;

export type Found = "foyer" | "no_foyer" | "unreached";

/** Whether a Foyer answers at an address: asked who one is without saying so, it refuses in its own words. */
export async function checkServer(server: string): Promise<Found> {
  let response: Response;
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const plain = { credentials: "omit", cache: "no-store", redirect: "manual", signal } as const;
    response = await fetch(`${server}/api/v1/me`, plain);
  } catch {
    return "unreached";
  }
  const isProblem = response.headers.get("Content-Type")?.startsWith("application/problem+json") ?? false;
  if (response.status !== 401 || !isProblem) return "no_foyer";
  const { code, details } = await readProblem(response);
  return code === "unauthenticated" && details.requestId !== undefined ? "foyer" : "no_foyer";
}
