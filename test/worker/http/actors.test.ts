import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../../shared/ids.ts";
import { newAddress, signUp, workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";

/** One table: who may do what in a workspace. A cell is the status of the answer. */

const ACTORS = ["super_admin", "developer", "creator", "viewer", "suspended", "other", "stranger"] as const;
type Actor = (typeof ACTORS)[number];

const tokens: Partial<Record<Actor, string>> = {};
let workspaceId = "";
let victimId = "";
let invitationId = "";

beforeAll(async () => {
  const made = await workspaceWith({ developer: 1, creator: 1, viewer: 3 });
  workspaceId = made.workspaceId;
  tokens.super_admin = made.admin.accessToken;
  for (const role of ["developer", "creator", "viewer"] as const)
    tokens[role] = made.members[role][0]?.accessToken ?? "";
  const [, suspended, victim] = made.members.viewer;
  victimId = victim?.membershipId ?? "";
  tokens.suspended = suspended?.accessToken ?? "";
  const suspension = await api("PATCH", `/workspaces/${workspaceId}/members/${suspended?.membershipId}`, {
    token: made.admin.accessToken,
    body: { status: "suspended" },
  });
  expect(suspension.status).toBe(200);
  tokens.other = (await signUp()).accessToken;
  await api("PUT", `/workspaces/${workspaceId}/plan`, { token: made.admin.accessToken, body: { seats: 50 } });
  const invited = await api("POST", `/workspaces/${workspaceId}/invitations`, {
    token: made.admin.accessToken,
    body: { invitations: [{ email: newAddress(), role: "viewer" }] },
  });
  invitationId = invited.body.results[0].membership.id;
});

const memberPath = () => `/workspaces/${workspaceId}/members/${victimId}`;

type Row = [what: string, call: () => [string, string, object?], ...statuses: number[]];

//                                                                       super dev  crea view susp other stranger
const TABLE: Row[] = [
  ["read the workspace", () => ["GET", `/workspaces/${workspaceId}`], 200, 200, 200, 200, 403, 404, 401],
  ["rename it", () => ["PATCH", `/workspaces/${workspaceId}`, { name: "N" }], 200, 403, 403, 403, 403, 404, 401],
  ["read the plan", () => ["GET", `/workspaces/${workspaceId}/plan`], 200, 403, 403, 403, 403, 404, 401],
  ["set seats", () => ["PUT", `/workspaces/${workspaceId}/plan`, { seats: 50 }], 200, 403, 403, 403, 403, 404, 401],
  ["list members", () => ["GET", `/workspaces/${workspaceId}/members`], 200, 200, 200, 200, 403, 404, 401],
  [
    "invite",
    () => [
      "POST",
      `/workspaces/${workspaceId}/invitations`,
      { invitations: [{ email: newAddress(), role: "viewer" }] },
    ],
    200,
    403,
    403,
    403,
    403,
    404,
    401,
  ],
  [
    "invite a Super Admin",
    () => [
      "POST",
      `/workspaces/${workspaceId}/invitations`,
      { invitations: [{ email: newAddress(), role: "super_admin" }] },
    ],
    200,
    403,
    403,
    403,
    403,
    404,
    401,
  ],
  [
    "change a role",
    () => ["PATCH", `/workspaces/${workspaceId}/members/${victimId}`, { role: "viewer" }],
    200,
    403,
    403,
    403,
    403,
    404,
    401,
  ],
  [
    "suspend and resume",
    () => ["PATCH", `/workspaces/${workspaceId}/members/${victimId}`, { status: "active" }],
    200,
    403,
    403,
    403,
    403,
    404,
    401,
  ],
  [
    "make a project",
    () => ["POST", `/workspaces/${workspaceId}/nodes`, { kind: "project", title: "P" }],
    201,
    201,
    201,
    403,
    403,
    404,
    401,
  ],
  [
    "let people ask",
    () => ["PATCH", `/workspaces/${workspaceId}`, { joinPolicy: "request" }],
    200,
    403,
    403,
    403,
    403,
    404,
    401,
  ],
  ["list who asks", () => ["GET", `/workspaces/${workspaceId}/join-requests`], 200, 403, 403, 403, 403, 404, 401],
  [
    "make the invite link",
    () => ["PUT", `/workspaces/${workspaceId}/invite-link`, { role: "viewer" }],
    200,
    403,
    403,
    403,
    403,
    404,
    401,
  ],
  ["read the invite link", () => ["GET", `/workspaces/${workspaceId}/invite-link`], 200, 403, 403, 403, 403, 404, 401],
  ["see suggestions", () => ["GET", `/workspaces/${workspaceId}/suggestions`], 200, 403, 403, 403, 403, 404, 401],
  [
    "look addresses up",
    () => ["POST", `/workspaces/${workspaceId}/members/lookup`, { emails: ["a@b.test"] }],
    200,
    403,
    403,
    403,
    403,
    404,
    401,
  ],
  [
    "dismiss a suggestion",
    () => ["POST", `/workspaces/${workspaceId}/suggestions/${newId("user")}/dismiss`],
    204,
    403,
    403,
    403,
    403,
    404,
    401,
  ],
  [
    "claim a domain",
    () => ["POST", `/workspaces/${workspaceId}/domains`, { domain: "claimed.example" }],
    201,
    403,
    403,
    403,
    403,
    404,
    401,
  ],
  ["list domains", () => ["GET", `/workspaces/${workspaceId}/domains`], 200, 403, 403, 403, 403, 404, 401],
  [
    "see failed deliveries",
    () => ["GET", `/workspaces/${workspaceId}/failed-deliveries`],
    200,
    403,
    403,
    403,
    403,
    404,
    401,
  ],
  ["read the audit log", () => ["GET", `/workspaces/${workspaceId}/audit`], 200, 403, 403, 403, 403, 404, 401],
  ["list a member's sessions", () => ["GET", `${memberPath()}/sessions`], 200, 403, 403, 403, 403, 404, 401],
  ["end a member's sessions", () => ["DELETE", `${memberPath()}/sessions`], 204, 403, 403, 403, 403, 404, 401],
  ["ask to join", () => ["POST", `/workspaces/${workspaceId}/join-requests`], 202, 202, 202, 202, 202, 202, 401],
  ["list nodes", () => ["GET", `/workspaces/${workspaceId}/nodes`], 200, 200, 200, 200, 403, 404, 401],
];

describe.each(TABLE)("%s", (_, call, ...statuses) => {
  it.each(ACTORS.map((actor, at) => [actor, statuses[at]] as const))("%s: %i", async (actor, status) => {
    const [method, path, body] = call();
    const token = tokens[actor];
    const answer = await api(method, path, { ...(token ? { token } : {}), ...(body ? { body } : {}) });
    expect(answer.status).toBe(status);
  });
});

// What destroys is tried by those who may not first, and by the Super Admin last.
describe.each([
  ["resend", () => ["POST", `/workspaces/${workspaceId}/invitations/${invitationId}/resend`], 200],
  ["revoke", () => ["DELETE", `/workspaces/${workspaceId}/invitations/${invitationId}`], 204],
  ["approve", () => ["POST", `/workspaces/${workspaceId}/join-requests/${victimId}/approve`], 404],
  ["deny", () => ["POST", `/workspaces/${workspaceId}/join-requests/${victimId}/deny`], 404],
  ["verify a domain", () => ["POST", `/workspaces/${workspaceId}/domains/none.example/verify`], 404],
  ["give a domain up", () => ["DELETE", `/workspaces/${workspaceId}/domains/claimed.example`], 204],
  ["turn the invite link off", () => ["DELETE", `/workspaces/${workspaceId}/invite-link`], 204],
  ["remove", () => ["DELETE", `/workspaces/${workspaceId}/members/${victimId}`], 204],
  ["delete the workspace", () => ["DELETE", `/workspaces/${workspaceId}`], 204],
] as const)("%s", (_, call, allowed) => {
  it.each([
    ["developer", 403],
    ["creator", 403],
    ["viewer", 403],
    ["suspended", 403],
    ["other", 404],
    ["stranger", 401],
    ["super_admin", allowed],
  ] as const)("%s: %i", async (actor, status) => {
    const [method = "", path = ""] = call();
    const token = tokens[actor];
    expect((await api(method, path, token ? { token } : {})).status).toBe(status);
  });
});
