import { isbot } from "isbot";
import type { RequestContext } from "../context.ts";

/**
 * Whether nobody watches here: programs by the names they give themselves, the nameless, and what looks ahead. Wider than
 * the robots that use none of a share's views: what is left out here is let in all the same.
 */
export function isRobot({ userAgent, looksAhead }: Pick<RequestContext, "userAgent" | "looksAhead">): boolean {
  return userAgent === "" || isbot(userAgent) || looksAhead !== undefined;
}
