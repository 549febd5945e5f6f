import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { dieWithUs } from "../../scripts/server/die-with-us.ts";
import { freePort } from "../../scripts/server/ports.ts";
import { findFirefox } from "./find-firefox.ts";
import { Marionette } from "./marionette.ts";

const ADDON = "foyer@foyer.video";
/** Chosen by each Firefox for itself, unless it is said. */
const HOST = "5f0e7a11-2b3c-4d5e-8f60-718293a4b5c6";
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** A Firefox without a window, with the extension loaded for as long as it runs. */
export class Firefox {
  private readonly driver: Marionette;
  readonly stop: () => Promise<void>;

  private constructor(driver: Marionette, stop: () => Promise<void>) {
    this.driver = driver;
    this.stop = stop;
  }

  static async open(extension: string): Promise<Firefox> {
    const [profile, port] = [await mkdtemp(join(tmpdir(), "foyer-firefox-")), await freePort()];
    await writeFile(join(profile, "user.js"), preferences(port));
    const own = ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile", profile];
    const { command, args } = dieWithUs(await findFirefox(), [...own, "about:blank"]);
    const child = spawn(command, args, { stdio: "ignore" });
    const gone = once(child, "exit");
    const stop = async () => {
      child.kill("SIGKILL");
      await gone;
      await rm(profile, { recursive: true, force: true });
    };
    try {
      const driver = await Marionette.open(port);
      await driver.send("Addon:Install", { path: extension, temporary: true });
      return new Firefox(driver, stop);
    } catch (error) {
      await stop();
      throw error;
    }
  }

  /** Shows a page of the extension in the tab. */
  async go(page: string): Promise<void> {
    await this.driver.send("WebDriver:Navigate", { url: addressOf(page) });
  }

  /** Types into the field of that label in what the page is about, its `main`. */
  async fill(label: string, text: string): Promise<void> {
    const id = await this.find(fieldOf(label));
    await this.driver.send("WebDriver:ElementClear", { id });
    await this.driver.send("WebDriver:ElementSendKeys", { id, text });
  }

  /** Chooses a file of this machine in the field of that label. */
  async chooseFile(label: string, path: string): Promise<void> {
    await this.driver.send("WebDriver:ElementSendKeys", { id: await this.find(fieldOf(label)), text: path });
  }

  /** What stands in the field of that label. */
  async valueOf(label: string): Promise<string> {
    const wanted = { id: await this.find(fieldOf(label)), name: "value" };
    return (await this.driver.send<{ value: string }>("WebDriver:GetElementProperty", wanted)).value;
  }

  /** Clicks what one presses or chooses, a button, a choice or a line of a tree, by its name. */
  async press(name: string): Promise<void> {
    await this.driver.send("WebDriver:ElementClick", { id: await this.find(pressableOf(name)) });
  }

  /** Gives it the focus, and the key to it. */
  async pressKey(name: string, key: string): Promise<void> {
    await this.driver.send("WebDriver:ElementSendKeys", { id: await this.find(pressableOf(name)), text: key });
  }

  /** Waits until the page says so. */
  async untilSaid(text: string | RegExp): Promise<void> {
    await expect.poll(() => this.run("return document.body.innerText")).toMatch(text);
  }

  /** A picture of the tab, as PNG. */
  async picture(): Promise<Buffer> {
    const { value } = await this.driver.send<{ value: string }>("WebDriver:TakeScreenshot", { full: false });
    return Buffer.from(value, "base64");
  }

  /** Presses the extension's button in the toolbar; answers a picture of what opens below it, as PNG, once it is `height` high. */
  async openPopup(height: number): Promise<Buffer> {
    await this.driver.send("Marionette:SetContext", { value: "chrome" });
    try {
      await this.run(PRESS, ADDON);
      await expect.poll(() => this.run<number>(HEIGHT, addressOf("popup.html"))).toBeGreaterThan(height);
      return Buffer.from(await this.run<string>(DRAW, addressOf("popup.html")), "base64");
    } finally {
      await this.driver.send("Marionette:SetContext", { value: "content" });
    }
  }

  private async find(path: string): Promise<string> {
    const wanted = { using: "xpath", value: path };
    const find = () => this.driver.send<{ value: Record<string, string> }>("WebDriver:FindElement", wanted);
    await expect.poll(async () => (await find()).value[ELEMENT]).toBeDefined();
    return (await find()).value[ELEMENT] ?? "";
  }

  private async run<Result = string>(script: string, ...args: unknown[]): Promise<Result> {
    const { value } = await this.driver.send<{ value: Result }>("WebDriver:ExecuteScript", { script, args });
    return value;
  }
}

function fieldOf(label: string): string {
  const said = `[@aria-label="${label}" or @id=//label[normalize-space()="${label}"]/@for or ancestor::label[normalize-space()="${label}"]]`;
  return `//main//*[self::input or self::textarea]${said}`;
}

function pressableOf(name: string): string {
  const pressable = 'self::button or self::summary or @role="treeitem" or self::label[contains(@class, "segment")]';
  return `//main//*[${pressable}][@aria-label="${name}" or normalize-space()="${name}"]`;
}

const addressOf = (page: string) => `moz-extension://${HOST}/${page}`;

function preferences(port: number): string {
  const all = {
    "marionette.port": port,
    "extensions.webextensions.uuids": JSON.stringify({ [ADDON]: HOST }),
    "intl.accept_languages": "en-US",
    // Nothing is asked of the network but what is tried.
    "app.normandy.enabled": false,
    "app.update.enabled": false,
    "browser.safebrowsing.malware.enabled": false,
    "browser.safebrowsing.phishing.enabled": false,
    "browser.shell.checkDefaultBrowser": false,
    "datareporting.policy.dataSubmissionEnabled": false,
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
    "services.settings.server": "data:,",
  };
  return Object.entries(all)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
    .join("\n");
}

// Run in Firefox's own window, where its toolbar is.
const POPUP = `const popup = [...document.querySelectorAll(".webextension-popup-browser")]
  .find(({ currentURI }) => currentURI?.spec === arguments[0]);`;

const PRESS = `const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
  const { extension } = WebExtensionPolicy.getByID(arguments[0]);
  ExtensionParent.apiManager.global.browserActionFor(extension).openPopup(window, true);`;

const HEIGHT = `${POPUP} return popup?.getBoundingClientRect().height ?? 0;`;

// Of a page that has drawn no frame at its size yet, nothing can be had.
const DRAW = `${POPUP}
  const drawn = new Promise((resolve) => popup.messageManager.addMessageListener("foyer:drawn", resolve));
  const tell = "content.requestAnimationFrame(() => content.requestAnimationFrame(() => sendAsyncMessage('foyer:drawn')))";
  popup.messageManager.loadFrameScript("data:," + tell, false);
  return (async () => {
    await drawn;
    const { width, height } = popup.getBoundingClientRect();
    const snapshot = await popup.browsingContext.currentWindowGlobal.drawSnapshot(null, 1, "white");
    const canvas = document.createElementNS("http://www.w3.org/1999/xhtml", "canvas");
    [canvas.width, canvas.height] = [Math.round(width), Math.round(height)];
    canvas.getContext("2d").drawImage(snapshot, 0, 0);
    return canvas.toDataURL("image/png").split(",")[1];
  })();`;
