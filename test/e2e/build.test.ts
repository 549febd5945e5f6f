import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, inject, test } from "vitest";
import { server } from "../support/server.ts";

const POPUP_MOST_BYTES = 45_000;

const built = (file: string) => readFile(join(inject("extension"), file), "utf8");

test("the popup's script stays light", async () => {
  const scripts = [...(await built("popup.html")).matchAll(/(?:src|href)="\/([^"]+\.js)"/g)];
  const weights = scripts.map(async ([, file = ""]) => gzipSync(await built(file)).byteLength);
  const total = (await Promise.all(weights)).reduce((sum, weight) => sum + weight, 0);
  expect(scripts.length).toBeGreaterThan(0);
  expect(total).toBeLessThan(POPUP_MOST_BYTES);
});

test("it asks for no more than it uses, and talks to one server", async () => {
  const manifest = JSON.parse(await built("manifest.json"));
  expect(manifest.permissions).toEqual(["storage"]);
  expect(manifest.host_permissions).toEqual([`${server.url}/*`]);
  const policy = manifest.content_security_policy.extension_pages;
  expect(policy).toContain("default-src 'none'; script-src 'self';");
  expect(policy).toContain(`connect-src ${server.url};`);
});
