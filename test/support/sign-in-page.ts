import { decodeJwt } from "jose";
import type { BrowserContext } from "playwright-core";
import { cookieName, makeCookieValue } from "../../worker/accounts/credentials.ts";
import { server } from "./server.ts";
import { serviceJob } from "./service-job.ts";

/** Signs a browser in as somebody whose access token is known, by the cookie of their session. */
export async function signInBrowser(browser: BrowserContext, { token }: { token: string }): Promise<void> {
  const { settings } = serviceJob();
  const value = await makeCookieValue(settings, String(decodeJwt(token).sid));
  await browser.addCookies([{ name: cookieName(settings), value, url: server.url, httpOnly: true, sameSite: "Lax" }]);
}
