import type { Member } from "../../../shared/api/members.ts";
import type { Workspace } from "../../../shared/api/workspaces.ts";
import type { MembershipVerb } from "../../../shared/policy/membership.ts";
import { answer, api } from "../../api.ts";
import { type Decided, decideRequest } from "../requests/decide-request.ts";
import { approvalRole } from "./approval-role.ts";
import { dropMember, replaceMember } from "./member-list.ts";

export const ACTS = [
  "deny",
  "approve",
  "resend",
  "revoke",
  "suspend",
  "resume",
  "remove",
  "leave",
] as const satisfies MembershipVerb[];
export type Act = (typeof ACTS)[number];

/** Does it, and shows at once what came of it; throws the problem where the server refuses. */
export async function sendAct(act: Act, workspace: Workspace, member: Member): Promise<void> {
  const { id: workspaceId } = workspace;
  const param = { workspaceId, membershipId: member.id };
  const calls = api.workspaces[":workspaceId"];
  switch (act) {
    case "approve":
      return replaceMember(
        decidedOrThrow(await decideRequest({ id: member.id, workspaceId }, act, approvalRole(workspace, member.id))),
      );
    case "deny":
      decidedOrThrow(await decideRequest({ id: member.id, workspaceId }, act));
      return dropMember(member.id);
    case "resend":
      return replaceMember(await answer(calls.invitations[":membershipId"].resend.$post({ param })));
    case "revoke":
      await calls.invitations[":membershipId"].$delete({ param });
      return dropMember(member.id);
    case "suspend":
      return replaceMember(
        await answer(calls.members[":membershipId"].$patch({ param, json: { status: "suspended" } })),
      );
    case "resume":
      return replaceMember(await answer(calls.members[":membershipId"].$patch({ param, json: { status: "active" } })));
    case "remove":
      await calls.members[":membershipId"].$delete({ param, query: {} });
      return dropMember(member.id);
    case "leave":
      await calls.leave.$post({ param });
  }
}

function decidedOrThrow(decided: Decided): Member {
  if ("problem" in decided) throw decided.problem;
  return decided.member;
}
