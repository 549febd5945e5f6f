import { join } from "node:path";
import preact from "@preact/preset-vite";
import { defineConfig } from "wxt";
import { matchPattern } from "./extension/features/servers/match-pattern.ts";
import { oneFileWith } from "./scripts/extension/one-file-with.ts";
import { codeFrom, codeIn, onlySaid, saidBy } from "./scripts/extension/said-sentences.ts";

/** The server this build is for; it speaks to another only once somebody has added it and the browser was told to allow it. */
const server = new URL(process.env.WXT_SERVER_URL ?? "http://127.0.0.1:8787");

/** Servers that may be added: any that encrypts, and those of this machine. */
const OTHER_SERVERS = ["https://*/*", "http://localhost/*", "http://127.0.0.1/*"];
/** The same, to the policy of our pages. */
const OTHER_ORIGINS = "https: http://localhost:* http://127.0.0.1:*";

/** Firefox opens its sidebar by a command of its own. */
function panelKey(browser: string) {
  const suggested_key = { default: "Alt+Shift+P" };
  if (browser === "firefox") return { _execute_sidebar_action: { suggested_key } };
  return { "open-panel": { suggested_key, description: "__MSG_command_panel__" } };
}

const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  `img-src 'self' ${server.origin} ${OTHER_ORIGINS}`,
  // The uploader's own file, for its poster.
  "media-src blob:",
  `connect-src ${server.origin} ${OTHER_ORIGINS}`,
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join("; ");

const OURS = join(import.meta.dirname, "extension");
const POPUP = join(OURS, "entrypoints/popup/main.tsx");
const POPUP_PAGE = join(OURS, "entrypoints/popup/index.html");

/**
 * Whose sentences a catalogue has: by what is asked of it, those of the whole extension, of the popup as it opens, or of
 * what the popup loads once it is asked for.
 */
function sayersOf(query: string | undefined): (key: string) => boolean {
  if (query === undefined) return saidBy(codeIn([OURS]));
  const atOnce = saidBy(codeFrom(POPUP, OURS, "at once"));
  if (query === "?said-in-popup") return atOnce;
  const atAll = saidBy(codeFrom(POPUP, OURS, "at once or later"));
  return (key) => atAll(key) && !atOnce(key);
}

/** Sentences that only the service's mails and pages say are left out: they were a third of the catalogue's weight. */
const ownSentences = {
  name: "own-sentences",
  enforce: "pre" as const,
  transform(code: string, id: string) {
    const catalogue = /\/shared\/i18n\/(?:en|fr)\.ts(\?said-in-popup|\?said-later-in-popup)?$/.exec(id);
    return catalogue ? onlySaid(code, sayersOf(catalogue[1])) : undefined;
  },
};

/** The popup opens with a file of its own and one that the pages share; what runs in no page is one file anyway. */
const fewFiles = {
  name: "few-files",
  outputOptions: <Options extends { format?: string }>(options: Options) => {
    const groups = [{ debugName: "shared", name: oneFileWith(POPUP_PAGE, "shared") }];
    return options.format === "iife" ? options : { ...options, codeSplitting: { groups } };
  },
};

export default defineConfig({
  srcDir: "extension",
  publicDir: "extension/public",
  outDir: process.env.WXT_OUT_DIR ?? ".output",
  manifestVersion: 3,
  zip: {
    // What the extension is built from, and no more: Firefox's reviewers build it anew.
    includeSources: [
      "extension/**",
      "shared/**",
      "worker/**/*.ts",
      "worker/**/*.tsx",
      "scripts/extension/**",
      "wxt.config.ts",
      "package.json",
      "package-lock.json",
      "tsconfig.json",
      "LICENSE",
      "docs/store/building.md",
    ],
  },
  imports: false,
  webExt: { disabled: true },
  manifest: ({ browser, command }) => ({
    name: "__MSG_name__",
    short_name: "Foyer",
    description: "__MSG_description__",
    default_locale: "en",
    permissions: ["storage", "alarms", "activeTab", "scripting", "contextMenus", "notifications"],
    host_permissions: [matchPattern(server.origin, browser === "firefox")],
    optional_host_permissions: OTHER_SERVERS,
    icons: { 16: "icon/16.png", 32: "icon/32.png", 48: "icon/48.png", 128: "icon/128.png" },
    commands: {
      _execute_action: { suggested_key: { default: "Alt+Shift+F" } },
      "open-manage": { suggested_key: { default: "Alt+Shift+M" }, description: "__MSG_command_manage__" },
      ...panelKey(browser),
      "copy-share-link": { suggested_key: { default: "Alt+Shift+L" }, description: "__MSG_command_copy__" },
    },
    omnibox: { keyword: "foyer" },
    action: { default_icon: { 16: "icon/16.png", 32: "icon/32.png" } },
    // While developing, WXT adds the address of its own reloading server.
    ...(command === "build" ? { content_security_policy: { extension_pages: contentPolicy } } : {}),
    ...(browser === "firefox"
      ? {
          browser_specific_settings: {
            gecko: {
              id: "foyer@foyer.video",
              strict_min_version: "140.0",
              data_collection_permissions: {
                required: ["authenticationInfo", "personallyIdentifyingInfo", "websiteContent"],
              },
            },
          },
        }
      : { minimum_chrome_version: "123" }),
  }),
  vite: () => ({
    plugins: [ownSentences, fewFiles, preact({ devToolsEnabled: false })],
    define: { __SERVER_URL__: JSON.stringify(server.origin) },
    build: {
      target: ["chrome123", "firefox140"],
      // Both know what it stands in for.
      modulePreload: { polyfill: false },
    },
  }),
});
