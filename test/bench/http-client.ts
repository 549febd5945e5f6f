import { Agent, request } from "node:http";

export type HttpCall = {
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: unknown;
  /** The answer meant; any other throws. */
  status: number;
};

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** One request over a kept connection, as cheaply as Node can, so that the client hides little of the server. */
export function call({ method, url, headers = {}, body, status }: HttpCall): Promise<Buffer> {
  const sent = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { method, agent, headers: { ...headers, ...(sent === undefined ? {} : jsonHeaders(sent)) } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", reject);
        answer.on("end", () => {
          const bytes = Buffer.concat(chunks);
          if (answer.statusCode === status) resolve(bytes);
          else
            reject(new Error(`${method} ${url}: ${answer.statusCode} instead of ${status}: ${bytes.subarray(0, 300)}`));
        });
      },
    );
    outgoing.on("error", reject);
    outgoing.end(sent);
  });
}

export function closeConnections(): void {
  agent.destroy();
}

function jsonHeaders(body: string): Record<string, string> {
  return { "Content-Type": "application/json", "Content-Length": String(Buffer.byteLength(body)) };
}
