import { followSession } from "../../session/follow-session.ts";
import { restoreDraft } from "../members/invite.ts";
import { forgetPeople } from "../members/people.ts";
import { restoreSignIn } from "../sign-in/sign-in.ts";

/** What a page in a tab of its own knows before its first picture. */
export async function preparePage(): Promise<void> {
  await Promise.all([followSession(forgetPeople), restoreSignIn(), restoreDraft()]);
}
