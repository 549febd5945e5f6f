import { codeIn, listMail, waitForMail } from "../server/read-mail.ts";

/** The two addresses a person needs: the service's and the mailbox's. */
export type Places = { url: string; mailboxUrl: string };

/** Someone signed in, speaking to the public API as any client would. */
export type Person = {
  email: string;
  accessToken: string;
  /** Calls the API and answers the body; throws with the problem when it refuses. */
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** Puts a file of this type. */
  send(path: string, type: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
};

/** Signs in with the code from the mailbox. */
export async function signIn(places: Places, email: string): Promise<Person> {
  const except = await listMail(places.mailboxUrl, email);
  await call(places, undefined, "POST", "/auth/codes", { email });
  const mail = await waitForMail(places.mailboxUrl, email, { except, matching: (one) => codeIn(one) !== undefined });
  const session = await call<{ accessToken: string }>(places, undefined, "POST", "/auth/sessions", {
    email,
    code: codeIn(mail),
  });
  return {
    email,
    accessToken: session.accessToken,
    call: (method, path, body) => call(places, session.accessToken, method, path, body),
    send: async (path, type, bytes) => {
      const headers = { ...bearer(session.accessToken), "Content-Type": type };
      await ask(places, "PUT", path, { headers, body: bytes });
    },
  };
}

async function call<T>(
  places: Places,
  token: string | undefined,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const text = await ask(places, method, path, {
    headers: { ...bearer(token), ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

function bearer(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { Authorization: `Bearer ${token}` };
}

async function ask(places: Places, method: string, path: string, init: RequestInit): Promise<string> {
  const answer = await fetch(`${places.url}/api/v1${path}`, { ...init, method });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path.replace(/[^/]{24,}/g, "…")} answered ${answer.status}: ${text}`);
  return text;
}
