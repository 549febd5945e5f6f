import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, inject, test } from "vitest";
import { server } from "../support/server.ts";

const POPUP_MOST_BYTES = 45_000;

const built = (file: string) => readFile(join(inject("extension"), file), "utf8");

const weightOf = async (file: string) => gzipSync(await built(file)).byteLength;

/** A page loads one language of those that its scripts name, so the heavier counts; what it says later comes later. */
async function languageWeight(scripts: string[]): Promise<number> {
  const code = (await Promise.all(scripts.map(built))).join();
  const named = [...new Set(code.match(/\b(?:en|fr)-[\w-]{8}\.js/g))].map((file) => `chunks/${file}`);
  const saysFirst = await Promise.all(named.map(async (file) => (await built(file)).includes("ext.sign_in.title")));
  const languages = named.filter((_, at) => saysFirst[at]);
  expect(languages.map((file) => file.slice("chunks/".length, "chunks/en".length)).sort()).toEqual(["en", "fr"]);
  return Math.max(...(await Promise.all(languages.map(weightOf))));
}

test("the popup's script stays light", async () => {
  const links = (await built("popup.html")).matchAll(/(?:src|href)="\/([^"]+\.js)"/g);
  const scripts = [...links].map(([, file = ""]) => file);
  const weights = await Promise.all([languageWeight(scripts), ...scripts.map(weightOf)]);
  // Each is asked for by itself: its own, and the one that the pages share.
  expect(scripts).toHaveLength(2);
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThan(POPUP_MOST_BYTES);
});

test("what rewrites a video is loaded when one is rewritten, and not before", async () => {
  const [writer] = (await readdir(join(inject("extension"), "chunks"))).filter((file) => /^remux-/.test(file));
  expect(writer).toBeDefined();
  expect(await built("upload.html")).not.toContain(writer);
});

test("what reads a page is no part of the popup, and what shows it is loaded when asked for", async () => {
  expect(await built("page-reader.js")).toContain("readPageForFoyer");
  const [found] = (await readdir(join(inject("extension"), "chunks"))).filter((file) => /^FoundHere-/.test(file));
  expect(found).toBeDefined();
  expect(await built("popup.html")).not.toContain(found);
});

describe.each(["chrome", "firefox"])("the manifest for %s", (browser) => {
  test("asks for no more than is used, and for other servers only once one is added", async () => {
    const folder = inject(browser === "firefox" ? "firefoxExtension" : "extension");
    const manifest = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
    expect(manifest.manifest_version).toBe(3);
    expect(manifest.permissions.toSorted()).toEqual([
      "activeTab",
      "alarms",
      "contextMenus",
      "notifications",
      "scripting",
      // Firefox has its sidebar without asking.
      ...(browser === "chrome" ? ["sidePanel"] : []),
      "storage",
    ]);
    const panel = browser === "chrome" ? manifest.side_panel.default_path : manifest.sidebar_action.default_panel;
    expect(panel).toBe("sidepanel.html");
    expect(manifest.sidebar_action?.open_at_install ?? false).toBe(false);
    // Firefox's match patterns know no ports.
    const { protocol, hostname } = new URL(server.url);
    expect(manifest.host_permissions).toEqual([
      browser === "chrome" ? `${server.url}/*` : `${protocol}//${hostname}/*`,
    ]);
    expect(manifest.optional_host_permissions).toEqual(["https://*/*", "http://localhost/*", "http://127.0.0.1/*"]);
    for (const key of ["optional_permissions", "content_scripts", "externally_connectable"]) {
      expect(manifest, key).not.toHaveProperty(key);
    }
    expect(manifest.web_accessible_resources ?? []).toEqual([]);
    const policy = manifest.content_security_policy.extension_pages;
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    const others = "https: http://localhost:* http://127.0.0.1:*";
    expect(policy).toContain(`connect-src ${server.url} ${others};`);
    expect(policy).toContain(`img-src 'self' ${server.url} ${others};`);
  });
});
