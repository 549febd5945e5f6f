import type { Client } from "@libsql/client/web";
import type { Foyer } from "../../scripts/server/foyer.ts";
import { newId } from "../../shared/ids.ts";
import { hashCode } from "../../worker/accounts/code-hash.ts";
import { type Bindings, type Settings, settingsOf } from "../../worker/env.ts";
import { makeInvitationToken } from "../../worker/members/invitation-token.ts";
import { inChunks, type Person } from "../support/plant-people.ts";
import { call } from "./http-client.ts";

export type Scene = { foyer: Foyer; database: Client; settings: Settings };

export function sceneOf(foyer: Foyer, database: Client): Scene {
  const settings = settingsOf({ PUBLIC_URL: foyer.url, AUTH_SECRET: foyer.authSecret } as Bindings);
  return { foyer, database, settings };
}

export const addressOf = (kind: string, n: number): string => `${kind}-${n}@bench.example`;

export const api = (scene: Scene, path: string): string => `${scene.foyer.url}/api/v1${path}`;

export const bearer = (token: string): Record<string, string> => ({ Authorization: `Bearer ${token}` });

/** Puts sign-in codes in place as if they had been asked for and mailed: `12345678` for every address. */
export async function plantCodes(scene: Scene, emails: string[]): Promise<void> {
  const now = Date.now();
  const rows = await Promise.all(
    emails.map(async (email) => {
      const id = newId("signInCode");
      return [id, email, await hashCode(scene.settings, id, "12345678")] as const;
    }),
  );
  await inChunks(rows, (chunk) =>
    scene.database.batch(
      chunk.map(([id, email, hash]) => ({
        sql: `INSERT INTO sign_in_codes (id, email_key, network, code_hash, created_at, expires_at) VALUES (?, ?, 'bench', ?, ?, ?)`,
        args: [id, email, hash, now, now + 600_000],
      })),
      "write",
    ),
  );
}

/** A workspace with so many seats, made by a fresh Super Admin. */
export async function makeWorkspace(scene: Scene, admin: Person, seats: number): Promise<string> {
  const made = await call({
    method: "POST",
    url: api(scene, "/workspaces"),
    headers: bearer(admin.token),
    body: { name: "Bench" },
    status: 201,
  });
  const { id } = JSON.parse(made.toString());
  await call({
    method: "PUT",
    url: api(scene, `/workspaces/${id}/plan`),
    headers: bearer(admin.token),
    body: { seats },
    status: 200,
  });
  return id;
}

/** Puts join requests in place, and answers the id of each. */
export async function plantRequests(scene: Scene, workspaceId: string, people: Person[]): Promise<string[]> {
  const now = Date.now();
  const requests = people.map(({ email, userId }) => ({ id: newId("membership"), email, userId }));
  await inChunks(requests, (chunk) =>
    scene.database.batch(
      chunk.map(({ id, email, userId }) => ({
        sql: `INSERT INTO memberships (id, workspace_id, user_id, email, email_key, role, status, requested_at, updated_at, change_id)
          VALUES (?, ?, ?, ?, ?, 'viewer', 'requested', ?, ?, 'bench')`,
        args: [id, workspaceId, userId, email, email, now, now],
      })),
      "write",
    ),
  );
  return requests.map(({ id }) => id);
}

/**
 * Puts invitations in place as if their mails had long gone out, and answers the token of each. That nobody ended is said
 * apart: by these words alone the database finds the index.
 */
export async function plantInvitations(scene: Scene, workspaceId: string, emails: string[]): Promise<string[]> {
  const now = Date.now();
  const invitations = emails.map((email) => ({ id: newId("membership"), email }));
  await inChunks(invitations, (chunk) =>
    scene.database.batch(
      chunk.map(({ id, email }) => ({
        sql: `INSERT INTO memberships (id, workspace_id, email, email_key, role, status, invited_by, invited_at, expires_at, updated_at, change_id)
          SELECT ?, workspace_id, ?, ?, 'viewer', 'invited', id, ?, ?, ?, 'bench' FROM memberships
          WHERE workspace_id = ? AND role = 'super_admin' AND status = 'active' AND status <> 'ended'`,
        args: [id, email, email, now, now + 604_800_000, now, workspaceId],
      })),
      "write",
    ),
  );
  return Promise.all(invitations.map(({ id }) => makeInvitationToken(scene.settings, id, 1)));
}

/** The nth of what was put in place to be used once. */
export function taken<T>(supply: T[], n: number): T {
  const item = supply[n];
  if (item === undefined)
    throw new Error(`Only ${supply.length} were put in place, and the machine is faster than that.`);
  return item;
}
