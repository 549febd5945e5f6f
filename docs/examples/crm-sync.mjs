// Puts each new active member of a workspace into a CRM. See README.md beside it.
//
//   WEBHOOK_SECRET=whsec_… CRM_URL=https://crm.example.com/contacts node crm-sync.mjs

import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

const { WEBHOOK_SECRET, CRM_URL, PORT = "8080", HOST = "127.0.0.1" } = process.env;
if (!WEBHOOK_SECRET || !CRM_URL) throw new Error("Set WEBHOOK_SECRET and CRM_URL.");

const webhook = new Webhook(WEBHOOK_SECRET);
const BODY_MAX = 1_000_000;

/**
 * What was done, or is being done, by the `webhook-id` of its message. A message may come more than once; keep this in
 * your database if running twice would hurt. Forgetting the oldest is safe: messages are tried again for a day.
 */
const done = new Map();
const REMEMBERED = 10_000;

const server = createServer(async (request, response) => {
  try {
    response.writeHead(await receive(request)).end();
  } catch (error) {
    // Any status but 2xx has Foyer send the message again later.
    console.error("failed", error.message);
    response.writeHead(503).end();
  }
});

async function receive(request) {
  if (request.method !== "POST") return 405;
  const body = await readBody(request);
  if (body === undefined) return 413;
  let message;
  try {
    // Over the bytes as they came: what was parsed and written anew has another signature.
    message = webhook.verify(body, request.headers);
  } catch {
    return 401;
  }
  await once(request.headers["webhook-id"], () => handle(message));
  return 204;
}

async function handle({ type, data }) {
  if (type !== "member.activated") return;
  const answer = await fetch(`${CRM_URL}/${encodeURIComponent(data.id)}`, {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ email: data.email, name: data.name, role: data.role, since: data.activatedAt }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new Error(`the CRM answered ${answer.status}`);
  console.log("synced", data.id);
}

/** Does it once for each id, also when two come at the same time; again where it failed. */
async function once(id, work) {
  if (!done.has(id)) done.set(id, work());
  try {
    await done.get(id);
  } catch (error) {
    done.delete(id);
    throw error;
  }
  if (done.size > REMEMBERED) done.delete(done.keys().next().value);
}

async function readBody(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_MAX) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

server.listen(Number(PORT), HOST, () => console.log(`listening http://${HOST}:${server.address().port}`));
