import type { Settings } from "../env.ts";
import { mac } from "../secrets/derive.ts";

/** What stands in the database for a code: worthless without `AUTH_SECRET`, and for any other code's row. */
export function hashCode(settings: Settings, codeId: string, code: string): Promise<string> {
  return mac(settings, "sign-in-code", `${codeId}:${code}`);
}
