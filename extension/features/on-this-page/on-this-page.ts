import { batch, computed, signal } from "@preact/signals";
import type { InvitationResult } from "../../../shared/api/members.ts";
import type { Role } from "../../../shared/policy/roles.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { serverHere } from "../../server.ts";
import { type Belonging, mayInvite } from "../../session/belonging.ts";
import { sendInvitations, wasRefused } from "../members/send-invitations.ts";
import { findShares, foundShares } from "./found-shares.ts";
import { lookUp, readCompanyDomains, readSuggested } from "./look-up.ts";
import { readThisPage } from "./read-this-page.ts";
import { describeFound, type Found, mayBeInvited } from "./standing.ts";

/** What was found on the page in front. In memory alone: it goes with the popup. */

/** More are looked up by nobody, and the person is told. */
export const FOUND_MOST = 1_000;

export type Phase = "reading" | "closed" | "read";
export const phase = signal<Phase | undefined>();
export const pageProblem = signal<ApiProblem | undefined>();
/** On which people were looked for. */
export const domains = signal<string[]>([]);
export const people = signal<Found[]>([]);
export const isCut = signal(false);
/** The addresses that are ticked. */
export const ticked = signal<ReadonlySet<string>>(new Set());
export const inviting = signal(false);
export const results = signal<InvitationResult[]>([]);

export const invitable = computed(() => people.value.filter(mayBeInvited));

let readings = 0;

/** Reads the page and asks the workspace's own server who they are. A workspace left meanwhile shows nothing of it. */
export async function lookAtPage(belonging: Belonging): Promise<void> {
  forgetPage();
  const reading = readings;
  phase.value = "reading";
  try {
    const told = await readAndAsk(belonging);
    if (reading !== readings) return;
    batch(() => {
      phase.value = told ? "read" : "closed";
      if (!told) return;
      domains.value = told.domains;
      people.value = told.people;
      isCut.value = told.isCut;
      foundShares.value = told.shares;
    });
  } catch (error) {
    if (reading !== readings) return;
    phase.value = undefined;
    pageProblem.value = asApiProblem(error);
  }
}

async function readAndAsk(belonging: Belonging) {
  const { id } = belonging.workspace;
  const invites = mayInvite(belonging);
  const company = invites ? await readCompanyDomains(id) : [];
  const page = await readThisPage({ domains: company, server: serverHere() });
  if (!page) return undefined;
  const emails = page.addresses.slice(0, FOUND_MOST);
  const [looked, suggested, shares] = await Promise.all([
    lookUp(id, emails),
    emails.length > 0 ? readSuggested(id) : [],
    findShares(page.links),
  ]);
  const isCut = page.addresses.length > emails.length;
  return { domains: company, people: describeFound(looked, suggested), isCut, shares };
}

export function tick(emails: string[], isOn: boolean): void {
  const others = [...ticked.value].filter((email) => !emails.includes(email));
  ticked.value = new Set(isOn ? [...others, ...emails] : others);
}

/** Invites those ticked. Whoever could not be invited stays ticked; answers what became of each. */
export async function inviteTicked(workspaceId: string, role: Role): Promise<InvitationResult[]> {
  const reading = readings;
  const emails = invitable.value.map(({ email }) => email).filter((email) => ticked.value.has(email));
  if (inviting.value || emails.length === 0) return [];
  inviting.value = true;
  pageProblem.value = undefined;
  results.value = [];
  const told = await sendInvitations(
    workspaceId,
    emails.map((email) => ({ email, role })),
  );
  if (reading === readings) show(told.results, told.problem);
  return told.results;
}

function show(told: InvitationResult[], problem: ApiProblem | undefined): void {
  const standings = new Map(told.filter((one) => !wasRefused(one)).map((one) => [one.email, standingAfter(one)]));
  batch(() => {
    inviting.value = false;
    pageProblem.value = problem;
    results.value = told;
    people.value = people.value.map((one) => ({ ...one, standing: standings.get(one.email) ?? one.standing }));
    tick([...standings.keys()], false);
  });
}

function standingAfter({ outcome, membership }: InvitationResult): Found["standing"] {
  const status = membership?.status ?? (outcome === "already_member" ? "active" : "invited");
  return status === "ended" ? "new" : status;
}

export function forgetPage(): void {
  readings += 1;
  batch(() => {
    phase.value = undefined;
    pageProblem.value = undefined;
    domains.value = [];
    people.value = [];
    isCut.value = false;
    ticked.value = new Set();
    inviting.value = false;
    results.value = [];
    foundShares.value = [];
  });
}
