import { signal } from "@preact/signals";
import type { Member } from "../../../shared/api/members.ts";
import { nextStatus } from "../../../shared/policy/membership.ts";
import type { Role } from "../../../shared/policy/roles.ts";
import { answer, api } from "../../api.ts";
import { asApiProblem } from "../../api-problem.ts";
import { t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { goFrom } from "../../session/go-from.ts";
import { current, loadMe } from "../../session/me.ts";
import { confirmFirst } from "../../ui/ConfirmDialog.tsx";
import { approvalRole } from "./approval-role.ts";
import { loadMembers, replaceMember } from "./member-list.ts";
import { loadSeats } from "./seats.ts";
import { ACTS, type Act, sendAct } from "./send-act.ts";
import { keysThatStop, nameKeys } from "./stopping-keys.ts";
import { say, sayProblem } from "./toast.ts";

/** These cannot be undone from here, so they ask first. */
const ASKED_FIRST = ["revoke", "remove", "leave"] as const satisfies Act[];
/** After these a member's API keys work no more. */
const STOPS_KEYS: readonly Act[] = ["suspend", "remove", "leave"];

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
  if (busyMember.peek() === member.id) return;
  const who = member.name === "" ? member.email : member.name;
  if (!(await isMeant(member, () => isActMeant(act, belonging, member, who)))) return;
  await settle(belonging, member, async () => {
    await sendAct(act, belonging.workspace, member);
    say(describeDone(act, who, approvalRole(belonging.workspace, member.id)));
    // There is nothing left to read where one has left; the page goes on to another workspace.
    if (act === "leave") await goFrom(belonging.workspace.id);
  });
}

export async function changeRole(belonging: Belonging, member: Member, role: Role): Promise<void> {
  const param = { workspaceId: belonging.workspace.id, membershipId: member.id };
  if (!(await isMeant(member, () => isRoleMeant(belonging, member, role)))) return;
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

/** Asks what has to be asked, meanwhile nothing else is done to the member; not meant where the question cannot be put. */
async function isMeant(member: Member, ask: () => Promise<boolean>): Promise<boolean> {
  busyMember.value = member.id;
  try {
    return await ask();
  } catch (error) {
    sayProblem(asApiProblem(error));
    return false;
  } finally {
    busyMember.value = undefined;
  }
}

async function isActMeant(act: Act, belonging: Belonging, member: Member, who: string): Promise<boolean> {
  const list = STOPS_KEYS.includes(act) ? nameKeys(await keysThatStop(belonging, member)) : undefined;
  if (isAskedFirst(act)) {
    const whom = act === "leave" ? belonging.workspace.name : who;
    return areTheySure(t(`ext.ask.${act}_title`, { who: whom }), t(`ext.ask.${act}`), t(`ext.act.${act}`), list);
  }
  if (!list) return true;
  return areTheySure(t("ext.ask.suspend_title", { who }), t("ext.ask.suspend"), t("ext.act.suspend"), list);
}

async function isRoleMeant(belonging: Belonging, member: Member, role: Role): Promise<boolean> {
  const list = nameKeys(await keysThatStop(belonging, member, role));
  if (!list) return true;
  const who = member.name === "" ? member.email : member.name;
  const title = t("ext.ask.role_title", { who, role: t(`role.${role}`) });
  return areTheySure(title, t("ext.ask.role"), t("ext.ask.role_yes"), list);
}

type Stopping = ReturnType<typeof nameKeys>;

function areTheySure(title: string, text: string, yes: string, list: Stopping): Promise<boolean> {
  return confirmFirst({ title, text, yes, ...(list ? { list } : {}) });
}
