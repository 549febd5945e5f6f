import { Agent, request } from "node:http";
import { afterAll, expect, test } from "vitest";
import { newAddress, signUp } from "../../support/actors.ts";
import { server } from "../../support/server.ts";

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
afterAll(() => agent.destroy());

type Sent = { method: string; path: string; bytes: number; token?: string };

/** The status, and the port it was asked from: another one where the connection had been closed. */
function send({ method, path, bytes, token }: Sent): Promise<{ status: number; port: number }> {
  return new Promise((resolve, reject) => {
    const headers = {
      "Content-Type": "application/json",
      "Content-Length": bytes,
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
    };
    const sending = request(`${server.url}${path}`, { method, agent, headers }, (answer) => {
      const port = answer.socket.localPort ?? 0;
      answer.resume().on("end", () => resolve({ status: answer.statusCode ?? 0, port }));
    });
    sending.on("error", reject).end(Buffer.alloc(bytes, "x"));
  });
}

test("whoever is refused is heard to their end, and goes on by the same connection", async () => {
  const { accessToken: token } = await signUp(newAddress());
  const refused: [Sent, number][] = [
    [{ method: "POST", path: "/api/v1/workspaces", bytes: 3_000_000, token }, 413],
    [{ method: "PUT", path: "/api/v1/nodes/nod_x/poster", bytes: 3_000_000 }, 401],
    [{ method: "POST", path: "/sign-in", bytes: 3_000_000 }, 413],
    [{ method: "POST", path: "/s/nowhere/captions", bytes: 3_000_000, token }, 404],
  ];
  const ports = new Set<number>();
  for (const [sent, status] of refused) {
    const answer = await send(sent);
    expect([sent.path, answer.status]).toEqual([sent.path, status]);
    ports.add(answer.port);
  }
  expect(ports.size).toBe(1);
});

test("who means to send more than anybody may is told so at once", async () => {
  const headers = { "Content-Type": "application/json", "Content-Length": 1024 ** 3 };
  const status = await new Promise<number>((resolve, reject) => {
    const sending = request(`${server.url}/sign-in`, { method: "POST", agent, headers }, (answer) => {
      sending.destroy();
      resolve(answer.statusCode ?? 0);
    });
    sending.on("error", reject).write("x");
  });
  expect(status).toBe(413);
});
