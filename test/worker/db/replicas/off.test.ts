import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { newAddress, workspaceWith } from "../../../support/actors.ts";
import { type Answer, api, request } from "../../../support/client.ts";
import { sql } from "../../../support/database.ts";
import { signInOnPage } from "../../../support/page-visitor.ts";
import { server } from "../../../support/server.ts";
import { playableVideo, publish } from "../../../support/videos.ts";

test("without replicas nothing beats, nobody is marked, and the log says nothing of it", async () => {
  const { admin, workspaceId } = await workspaceWith({});
  const share = await publish(admin.accessToken, (await playableVideo(admin.accessToken, workspaceId)).id, "public");
  const headers = { "CF-IPContinent": "EU" };
  for (let nth = 0; nth < 20; nth += 1) {
    // Forgotten each time, so that each page is read.
    await api("PATCH", "/me", { token: admin.accessToken, body: { name: `Ada ${nth}` } });
    expect((await request("GET", `/s/${share.slug}`, { headers })).status).toBe(200);
  }
  expect(await sql("SELECT beat FROM replica_heartbeat")).toEqual([{ beat: 0 }]);

  const { page, answer } = await signInOnPage(newAddress());
  expect(cookieNames(answer)).toEqual(["foyer_session"]);
  expect(cookieNames(await page.post("/suggestible", { suggestible: "no" }))).toEqual([]);

  expect(await readFile(server.log, "utf8")).not.toContain('"db":');
});

const cookieNames = ({ headers }: Answer) => headers.getSetCookie().map((cookie) => cookie.split("=")[0]);
