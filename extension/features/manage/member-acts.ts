import { signal } from "@preact/signals";
import type { Member } from "../../../shared/api/members.ts";
import { type MembershipVerb, nextStatus } from "../../../shared/policy/membership.ts";
import type { Role } from "../../../shared/policy/roles.ts";
import { answer, api } from "../../api.ts";
import { asApiProblem } from "../../api-problem.ts";
import { t } from "../../language.ts";
import { type Belonging, current, loadMe } from "../../session/me.ts";
import { confirmFirst } from "../../ui/ConfirmDialog.tsx";
import { dropMember, loadMembers, replaceMember } from "./member-list.ts";
import { loadSeats } from "./seats.ts";
import { say, sayProblem } from "./toast.ts";

const ACTS = ["resend", "revoke", "suspend", "resume", "remove", "leave"] as const satisfies MembershipVerb[];
export type Act = (typeof ACTS)[number];

/** These cannot be undone from here, so they ask first. */
const ASKED_FIRST = ["revoke", "remove", "leave"] as const satisfies Act[];

/** The member something is being done to. */
export const busyMember = signal<string | undefined>();

/** What the state machine allows from here, and the server says this person may do. */
export function actsFor(belonging: Belonging, member: Member): Act[] {
  const isMe = member.id === belonging.membershipId;
  if (isMe) return ["leave"];
  if (!belonging.workspace.abilities.includes("members.manage")) return [];
  return ACTS.filter((act) => act !== "leave" && nextStatus(member.status, act) !== undefined);
}

export async function doAct(act: Act, belonging: Belonging, member: Member): Promise<void> {
  const who = member.name === "" ? member.email : member.name;
  if (isAskedFirst(act) && !(await areTheySure(act, act === "leave" ? belonging.workspace.name : who))) return;
  await settle(belonging, member, async () => {
    await send(act, belonging.workspace.id, member);
    say(act === "leave" ? t("ext.done.leave") : t(`ext.done.${act}`, { who }));
    // There is nothing left to read where one has left; the page goes on to another workspace.
    if (act === "leave") await loadMe();
  });
}

export async function changeRole(belonging: Belonging, member: Member, role: Role): Promise<void> {
  const param = { workspaceId: belonging.workspace.id, membershipId: member.id };
  // Shown at once; taken back below if refused.
  replaceMember({ ...member, role });
  await settle(belonging, member, async () => {
    replaceMember(
      await answer(api.workspaces[":workspaceId"].members[":membershipId"].$patch({ param, json: { role } })),
    );
    say(t("ext.done.role", { who: member.name === "" ? member.email : member.name, role: t(`role.${role}`) }));
  });
  if (member.id === belonging.membershipId) await loadMe();
}

async function settle({ workspace }: Belonging, before: Member, work: () => Promise<void>): Promise<void> {
  busyMember.value = before.id;
  try {
    await work();
  } catch (error) {
    replaceMember(before);
    sayProblem(asApiProblem(error));
  } finally {
    busyMember.value = undefined;
  }
  if (current.value?.workspace.id !== workspace.id) return;
  await Promise.all([
    loadMembers(workspace.id),
    workspace.abilities.includes("members.manage") ? loadSeats(workspace.id) : undefined,
  ]);
}

async function send(act: Act, workspaceId: string, member: Member): Promise<void> {
  const param = { workspaceId, membershipId: member.id };
  const workspace = api.workspaces[":workspaceId"];
  switch (act) {
    case "resend":
      return replaceMember(await answer(workspace.invitations[":membershipId"].resend.$post({ param })));
    case "revoke":
      await workspace.invitations[":membershipId"].$delete({ param });
      return dropMember(member.id);
    case "suspend":
      return replaceMember(
        await answer(workspace.members[":membershipId"].$patch({ param, json: { status: "suspended" } })),
      );
    case "resume":
      return replaceMember(
        await answer(workspace.members[":membershipId"].$patch({ param, json: { status: "active" } })),
      );
    case "remove":
      await workspace.members[":membershipId"].$delete({ param, query: {} });
      return dropMember(member.id);
    case "leave":
      await workspace.leave.$post({ param });
  }
}

function isAskedFirst(act: Act): act is (typeof ASKED_FIRST)[number] {
  return (ASKED_FIRST as readonly Act[]).includes(act);
}

function areTheySure(act: (typeof ASKED_FIRST)[number], who: string): Promise<boolean> {
  return confirmFirst({
    title: t(`ext.ask.${act}_title`, { who }),
    text: t(`ext.ask.${act}`),
    yes: t(`ext.act.${act}`),
  });
}
