import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { BrowserContext, CDPSession, Page } from "playwright-core";

/**
 * The popup as the toolbar opens it, over whatever tab is in front. Playwright does not show such pages,
 * so it is spoken to by the DevTools protocol.
 */
export type RealPopup = {
  /** Runs an expression in the popup and answers its value. */
  evaluate<Value>(expression: string): Promise<Value>;
  /** Waits until an expression is true there. */
  until(expression: string, what: string): Promise<void>;
  /** A picture of all of it. */
  keepPicture(file: string): Promise<void>;
  colourScheme(scheme: "light" | "dark"): Promise<void>;
  close(): Promise<void>;
};

const WHOLE = { width: 380, height: 600 };
const WITHIN_MS = 10_000;
const POLL_MS = 50;

/**
 * Over the tab in front. Opened by pressing the toolbar's button over a page, it may read that page; else by what `by`
 * does, or by the extension itself.
 */
export async function openRealPopup(context: BrowserContext, by?: Page | (() => Promise<unknown>)): Promise<RealPopup> {
  const browser = context.browser();
  const worker = context.serviceWorkers()[0];
  if (!browser || !worker) throw new Error("This browser has no extension.");
  const session = await browser.newBrowserCDPSession();
  if (typeof by === "function") await by();
  else if (by) await pressButton(session, new URL(worker.url()).host, by);
  else await worker.evaluate("chrome.action.openPopup()");
  const targetId = await findPopup(session);
  const { sessionId } = await session.send("Target.attachToTarget", { targetId, flatten: false });
  const send = speakTo(session, sessionId);

  async function evaluate<Value>(expression: string): Promise<Value> {
    const answer = await send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    const { result, exceptionDetails } = answer as { result: { value: Value }; exceptionDetails?: { text: string } };
    if (exceptionDetails) throw new Error(`${exceptionDetails.text} in ${expression}`);
    return result.value;
  }

  return {
    evaluate,
    async until(expression, what) {
      const deadline = Date.now() + WITHIN_MS;
      while (!(await evaluate<boolean>(`Boolean(${expression})`))) {
        if (Date.now() > deadline) {
          throw new Error(`The popup never showed ${what}:\n${await evaluate("document.body.innerText")}`);
        }
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
    },
    async keepPicture(file) {
      // The screen of a browser without one is too low for a whole popup.
      const clip = { x: 0, y: 0, ...WHOLE, scale: 1 };
      const picture = { format: "png", clip, captureBeyondViewport: true };
      const { data } = (await send("Page.captureScreenshot", picture)) as { data: string };
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, Buffer.from(data, "base64"));
    },
    async colourScheme(scheme) {
      await send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
    },
    async close() {
      await session.send("Target.closeTarget", { targetId });
      // Else the next to open one would find this one still.
      await untilFound(session, (all) => !all.some((one) => one.targetId === targetId) || undefined, "is open still");
      await session.detach();
    },
  };
}

async function pressButton(session: CDPSession, id: string, page: Page): Promise<void> {
  await page.bringToFront();
  const { targetInfos } = await session.send("Target.getTargets", { filter: [{}] });
  const tab = targetInfos.find(({ type, url }) => type === "tab" && url === page.url());
  if (!tab) throw new Error(`There is no tab at ${page.url()}.`);
  await session.send("Extensions.triggerAction", { id, targetId: tab.targetId });
}

async function findPopup(session: CDPSession): Promise<string> {
  const isPopup = ({ type, url, attached }: Target) => type === "page" && !attached && url.endsWith("/popup.html");
  return untilFound(session, (all) => all.find(isPopup)?.targetId, "did not open");
}

type Target = { targetId: string; type: string; url: string; attached: boolean };

/** Looks at the browser's targets until what is looked for is so. */
async function untilFound<Found>(
  session: CDPSession,
  find: (all: Target[]) => Found | undefined,
  otherwise: string,
): Promise<Found> {
  const deadline = Date.now() + WITHIN_MS;
  while (Date.now() < deadline) {
    const found = find((await session.send("Target.getTargets")).targetInfos);
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`The popup ${otherwise}.`);
}

type Reply = { id?: number; result?: unknown; error?: { message: string } };

/** Commands to one target through the browser's session, each answered by its number. */
function speakTo(session: CDPSession, sessionId: string) {
  let last = 0;
  const waiting = new Map<number, (reply: Reply) => void>();
  session.on("Target.receivedMessageFromTarget", ({ message }) => {
    const reply: Reply = JSON.parse(message);
    if (reply.id !== undefined) waiting.get(reply.id)?.(reply);
  });
  return async (method: string, params: object): Promise<unknown> => {
    const id = ++last;
    const replied = new Promise<Reply>((resolve) => waiting.set(id, resolve));
    await session.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method, params }) });
    const { result, error } = await replied;
    waiting.delete(id);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  };
}
