import { decodeJwt } from "jose";
import type { BrowserContext } from "playwright-core";
import { cookieName, makeCookieValue } from "../../worker/accounts/credentials.ts";
import { server } from "./server.ts";
import { serviceJob } from "./service-job.ts";

/** The cookie of the session of somebody whose access token is known, as a browser sends it. */
export async function cookieOf({ token }: { token: string }): Promise<string> {
  const { settings } = serviceJob();
  return `${cookieName(settings)}=${await makeCookieValue(settings, String(decodeJwt(token).sid))}`;
}

/** Signs a browser in as somebody whose access token is known, by the cookie of their session. */
export async function signInBrowser(browser: BrowserContext, { token }: { token: string }): Promise<void> {
  const [name = "", value = ""] = (await cookieOf({ token })).split("=");
  await browser.addCookies([{ name, value, url: server.url, httpOnly: true, sameSite: "Lax" }]);
}
