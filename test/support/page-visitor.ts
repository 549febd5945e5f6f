import { newNetwork } from "./actors.ts";
import { request } from "./client.ts";
import { mailTo, signInCode } from "./mailbox.ts";
import { server } from "./server.ts";

const origin = new URL(server.url).origin;

/** A browser without script: posts forms from our own pages and keeps its one cookie. */
export function browser() {
  const network = newNetwork();
  let cookie = "";
  const send = async (method: string, path: string, fields?: Record<string, string>, from = origin) => {
    const answer = await request(method, path, {
      network,
      ...(fields ? { rawBody: new URLSearchParams(fields).toString() } : {}),
      headers: {
        Accept: "text/html",
        ...(cookie ? { Cookie: cookie } : {}),
        ...(fields ? { "Content-Type": "application/x-www-form-urlencoded", Origin: from } : {}),
      },
    });
    const set = answer.headers.getSetCookie().find((one) => one.startsWith("foyer_session="));
    if (set) cookie = set.split(";")[0] ?? "";
    return answer;
  };
  return {
    get: (path: string) => send("GET", path),
    post: (path: string, fields: Record<string, string>, from?: string) => send("POST", path, fields, from),
    signedIn: () => cookie.length > "foyer_session=".length,
  };
}

/** The same, signed in as somebody. */
export async function signInOnPage(email: string, next = "/") {
  const page = browser();
  const before = await mailTo(email);
  await page.post("/sign-in", { email, next });
  const answer = await page.post("/sign-in", { email, next, code: await signInCode(email, before) });
  return { page, answer };
}
