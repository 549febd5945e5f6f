import type { Workspace } from "../../shared/api/workspaces.ts";
import { type Actor, signUp } from "./actors.ts";
import { api } from "./client.ts";
import { newDomain } from "./crowd.ts";
import { type House, house, invite } from "./joining.ts";
import { inviteToken } from "./mailbox.ts";

/** A workspace of a company of its own, whose Super Admins can sign in to the extension. */
export type Company = { domain: string; workspaceId: string; place: House; admin: Actor; second: Actor };

/** Two Super Admins, one of them from elsewhere, neither of whom may be found by colleagues. */
export async function company(policy: Workspace["joinPolicy"]): Promise<Company> {
  const domain = newDomain();
  const [admin, second] = await Promise.all([signUp(`admin@${domain}`), signUp(`second@${newDomain()}`)]);
  await Promise.all([admin, second].map(answerNo));
  const person = { email: admin.email, userId: admin.user.id, token: admin.accessToken };
  const place = await house({ admin: person, policy });
  await invite(place, second.email, "super_admin");
  const path = `/invitations/${await inviteToken(second.email)}/accept`;
  await api("POST", path, { token: second.accessToken });
  return { domain, workspaceId: place.workspaceId, place, admin, second };
}

/** To the question whether colleagues may find one, which would stand above everything else. */
export async function answerNo({ accessToken }: Pick<Actor, "accessToken">): Promise<void> {
  await api("PATCH", "/me", { token: accessToken, body: { suggestible: false } });
}
