import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { newAddress } from "../support/actors.ts";
import { Firefox } from "../support/firefox.ts";
import { signInCode, waitForMail } from "../support/mailbox.ts";

const SCREENS = join(import.meta.dirname, "../../test-results/screens");
/** Debian's Firefox plays H.264 only where other packages bring it, and draws no poster of what it cannot play. */
const CLIP = join(import.meta.dirname, "../fixtures/clip.webm");
/** As WebDriver has it. */
const RIGHT = "\uE014";

const admin = newAddress();
const colleague = newAddress();
let firefox: Firefox;
/** The Share Page of the clip. */
let address: string;

beforeAll(async () => {
  firefox = await Firefox.open(inject("firefoxExtension"));
  await mkdir(SCREENS, { recursive: true });
});
afterAll(() => firefox?.stop());

test("in Firefox one signs in by code, makes a workspace and invites somebody, who is mailed", async () => {
  await firefox.go("popup.html");
  await firefox.fill("E-mail address", admin);
  await firefox.press("Send me a code");
  await firefox.untilSaid("Look in your mailbox");
  await firefox.fill("Code", await signInCode(admin));
  await firefox.untilSaid("You are the only one in it");
  await firefox.fill("New shared workspace", "Northwind");
  await firefox.press("Create");
  await firefox.untilSaid("4 of 5 seats free");
  await firefox.fill("E-mail addresses", colleague);
  await firefox.press("Invite");
  await firefox.untilSaid("Invite Sent");
  await firefox.untilSaid("3 of 5 seats free");
  await waitForMail(colleague);
});

test("its toolbar opens the popup, as it was left", async () => {
  const picture = await firefox.openPopup(400);
  await writeFile(join(SCREENS, "firefox-popup.png"), picture);
  expect(picture.byteLength).toBeGreaterThan(10_000);
});

test("the page that manages shows the same people", async () => {
  await firefox.go("manage.html#members");
  await firefox.untilSaid(colleague);
  await keep("members");
});

test("a clip is uploaded and published, and anyone with its link may watch", async () => {
  await firefox.go("upload.html");
  await firefox.chooseFile("File to upload", CLIP);
  await expect.poll(() => firefox.valueOf("Title")).toBe("clip");
  await firefox.fill("Name of the new project", "Spring");
  await firefox.press("Upload");
  await firefox.untilSaid("Uploaded. Who can watch it?");
  await firefox.press("Public");
  await keep("upload");
  await firefox.press("Publish and copy the link");
  address = await firefox.valueOf("Link to the share page");
  expect((await open()).status).toBe(200);
  // The one that stands for none is PNG.
  const poster = () => fetch(`${address}/poster?w=640`, { headers: { Accept: "image/webp" } });
  await expect.poll(async () => (await poster()).headers.get("content-type")).toBe("image/webp");
});

test("its link is changed where the content is managed, and holds at once", async () => {
  await firefox.go("manage.html#content");
  await firefox.pressKey("Spring", RIGHT);
  await firefox.press("clip");
  await firefox.press("Change the link “Share page”");
  await firefox.press("Workspace");
  await expect.poll(async () => (await open()).status).toBe(303);
  await firefox.untilSaid("Every member of the workspace");
  await keep("content");
});

test("the workspace gets another name in its settings, and its log says who did all that", async () => {
  await firefox.go("manage.html#settings");
  await firefox.fill("Name of the workspace", "Southwind");
  await firefox.press("Save");
  await firefox.untilSaid("The workspace is changed.");
  await keep("settings");
  await firefox.press("Open the log");
  await firefox.untilSaid("published “clip”");
  await keep("audit");
});

const open = () => fetch(address, { redirect: "manual" });

async function keep(name: string): Promise<void> {
  await writeFile(join(SCREENS, `firefox-${name}.png`), await firefox.picture());
}
