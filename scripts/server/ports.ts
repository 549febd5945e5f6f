import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";

/** Whether a server may listen there now. */
export async function portIsFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  return (await tryListening(port, host)) !== undefined;
}

/** A port of the loopback interface nobody listens on. */
export async function freePort(host = "127.0.0.1"): Promise<number> {
  const port = await tryListening(0, host);
  if (port === undefined) throw new Error(`No free port on ${host}.`);
  return port;
}

/** The port this data folder used for `name` the last time if it is free still, so that bookmarks keep working. */
export async function stablePort(dataDir: string, name: string): Promise<number> {
  const file = join(dataDir, "ports.json");
  const known = await readPorts(file);
  const last = known[name];
  const port = last !== undefined && (await portIsFree(last)) ? last : await freePort();
  await writeFile(file, `${JSON.stringify({ ...known, [name]: port })}\n`);
  return port;
}

async function readPorts(file: string): Promise<Record<string, number>> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Record<string, number>;
  } catch {
    return {};
  }
}

function tryListening(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : undefined));
    });
  });
}
