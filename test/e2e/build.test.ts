import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, inject, test } from "vitest";
import { server } from "../support/server.ts";

const POPUP_MOST_BYTES = 45_000;

const built = (file: string) => readFile(join(inject("extension"), file), "utf8");

const weightOf = async (file: string) => gzipSync(await built(file)).byteLength;

/** A page loads one language, so the heavier counts. */
async function languageWeight(): Promise<number> {
  const chunks = await readdir(join(inject("extension"), "chunks"));
  const languages = chunks.filter((file) => /^(?:en|fr)-/.test(file));
  expect(languages).toHaveLength(2);
  return Math.max(...(await Promise.all(languages.map((file) => weightOf(`chunks/${file}`)))));
}

test("the popup's script stays light", async () => {
  const scripts = [...(await built("popup.html")).matchAll(/(?:src|href)="\/([^"]+\.js)"/g)];
  const weights = await Promise.all([languageWeight(), ...scripts.map(([, file = ""]) => weightOf(file))]);
  expect(scripts.length).toBeGreaterThan(0);
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThan(POPUP_MOST_BYTES);
});

test("what rewrites a video is loaded when one is rewritten, and not before", async () => {
  const [writer] = (await readdir(join(inject("extension"), "chunks"))).filter((file) => /^remux-/.test(file));
  expect(writer).toBeDefined();
  expect(await built("upload.html")).not.toContain(writer);
});

test("it asks for no more than it uses, and talks to one server", async () => {
  const manifest = JSON.parse(await built("manifest.json"));
  expect(manifest.permissions).toEqual(["storage", "alarms"]);
  expect(manifest.host_permissions).toEqual([`${server.url}/*`]);
  const policy = manifest.content_security_policy.extension_pages;
  expect(policy).toContain("default-src 'none'; script-src 'self';");
  expect(policy).toContain(`connect-src ${server.url};`);
});
