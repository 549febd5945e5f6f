import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { BlockList } from "node:net";
import { pipeline } from "node:stream/promises";
import { isLoopback, matches, plainAddress } from "./loopback.ts";

export type Front = { stop(): Promise<void> };

type FrontSettings = { host: string; port: number; workerPort: number; trustedProxies: BlockList };

/**
 * Stands before the Worker where strangers can reach this machine. The Worker believes
 * `CF-Connecting-IP`, so only this machine and trusted proxies may say it; for all others
 * it is the address they really come from. The same goes for `CF-IPContinent`, which nobody can know of
 * an address here. Bodies stream both ways.
 */
export async function startFront(settings: FrontSettings): Promise<Front> {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const server = createServer((asked, answer) => {
    void passOn(asked, answer, agent, settings);
  });
  // Uploads take as long as they take, and a viewer may pause for an hour.
  server.requestTimeout = 0;
  server.listen(settings.port, settings.host);
  await once(server, "listening");
  return {
    stop: async () => {
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
}

async function passOn(asked: IncomingMessage, answer: ServerResponse, agent: Agent, settings: FrontSettings) {
  const headers = { ...asked.headers };
  // These speak of one connection (RFC 9110, section 7.6.1); Node answers `Expect` by itself.
  delete headers.connection;
  delete headers["keep-alive"];
  delete headers.expect;
  const peer = plainAddress(asked.socket.remoteAddress ?? "");
  if (!isLoopback(peer) && !(matches(settings.trustedProxies, peer) && headers["cf-connecting-ip"])) {
    headers["cf-connecting-ip"] = peer;
    delete headers["cf-ipcontinent"];
  }
  const passed = request({
    agent,
    host: "127.0.0.1",
    port: settings.workerPort,
    method: asked.method,
    path: asked.url,
    headers,
  });
  answer.once("close", () => passed.destroy());
  try {
    // An early answer (a body too large) must reach the client even if its body is still on the way.
    pipeline(asked, passed).catch(() => undefined);
    const [reply] = (await once(passed, "response")) as [IncomingMessage];
    answer.writeHead(reply.statusCode ?? 502, withoutConnection(reply.rawHeaders));
    await pipeline(reply, answer);
  } catch {
    if (!answer.headersSent) answer.writeHead(502).end();
    else answer.destroy();
  }
}

/** Headers as names and values in turn, so that two cookies stay two. */
function withoutConnection(raw: string[]): string[] {
  return raw.filter((_, index) => {
    const name = raw[index - (index % 2)]?.toLowerCase();
    return name !== "connection" && name !== "keep-alive";
  });
}
