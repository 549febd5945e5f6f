import type { JoinPolicy } from "../api/workspaces.ts";
import type { Role } from "./roles.ts";

/** The table of doors of the product: who comes in by which, and as what. */

/** What decides at a door, for someone who is signed in and has no live membership in the workspace. */
export type DoorFacts = {
  policy: JoinPolicy;
  /** No seat is free. */
  full: boolean;
  /** They were removed or denied, and nobody has let them in since. */
  shutOut: boolean;
  /** Their address is on a domain of the workspace: by DNS its own, by mailbox a Super Admin's, or on neither. */
  domain: "proven" | "mailbox" | "none";
};

export type DoorOutcome = "active" | "requested" | "nothing";

/** By an invite link; `role` is the link's. */
export function throughLink(facts: DoorFacts & { role: Exclude<Role, "super_admin"> }): DoorOutcome {
  if (facts.policy === "request" || facts.shutOut) return "requested";
  if (facts.role === "developer" && facts.domain === "none") return "requested";
  return facts.full ? "requested" : "active";
}

/** By asking; `cooling` is the time after a denial in which nothing is stored. */
export function byAsking(facts: DoorFacts & { cooling: boolean }): DoorOutcome {
  if (facts.policy === "invite_only" || facts.domain === "none" || facts.cooling) return "nothing";
  const opens = facts.policy === "domain" && facts.domain === "proven" && !facts.shutOut;
  return opens && !facts.full ? "active" : "requested";
}
