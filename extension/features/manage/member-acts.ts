import { signal } from "@preact/signals";
import type { Member } from "../../../shared/api/members.ts";
import { nextStatus } from "../../../shared/policy/membership.ts";
import type { Role } from "../../../shared/policy/roles.ts";
import { answer, api } from "../../api.ts";
import { asApiProblem } from "../../api-problem.ts";
import { t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { current, loadMe } from "../../session/me.ts";
import { confirmFirst } from "../../ui/ConfirmDialog.tsx";
import { approvalRole } from "./approval-role.ts";
import { loadMembers, replaceMember } from "./member-list.ts";
import { loadSeats } from "./seats.ts";
import { ACTS, type Act, sendAct } from "./send-act.ts";
import { say, sayProblem } from "./toast.ts";

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
    await sendAct(act, belonging.workspace, member);
    say(describeDone(act, who, approvalRole(belonging.workspace, member.id)));
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

function describeDone(act: Act, who: string, role: Role): string {
  if (act === "leave") return t("ext.done.leave");
  return act === "approve" ? t("ext.done.approve", { who, role: t(`role.${role}`) }) : t(`ext.done.${act}`, { who });
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
