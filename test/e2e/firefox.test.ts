import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { newAddress } from "../support/actors.ts";
import { Firefox } from "../support/firefox.ts";
import { signInCode, waitForMail } from "../support/mailbox.ts";

const SCREENS = join(import.meta.dirname, "../../test-results/screens");

const admin = newAddress();
const colleague = newAddress();
let firefox: Firefox;

beforeAll(async () => {
  firefox = await Firefox.open(inject("firefoxExtension"));
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
  await mkdir(SCREENS, { recursive: true });
  await writeFile(join(SCREENS, "firefox-popup.png"), picture);
  expect(picture.byteLength).toBeGreaterThan(10_000);
});

test("the page that manages shows the same people", async () => {
  await firefox.go("manage.html#members");
  await firefox.untilSaid(colleague);
  await writeFile(join(SCREENS, "firefox-members.png"), await firefox.picture());
});
