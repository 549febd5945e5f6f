import { randomNetwork } from "./client.ts";
import { server } from "./server.ts";

export type ServerEvent = { id: string | undefined; event: string; data: ReturnType<typeof JSON.parse> };

export type EventStream = {
  status: number;
  headers: Headers;
  /** What has come so far. */
  events: ServerEvent[];
  /** Ends when the service ends it. */
  ended: Promise<void>;
  close(): void;
};

/** Opens server-sent events, of the API unless a share is named, and collects them. */
export async function openEvents(path: string, token?: string, lastEventId?: string): Promise<EventStream> {
  const abort = new AbortController();
  const answer = await fetch(`${server.url}${path.startsWith("/s/") ? "" : "/api/v1"}${path}`, {
    signal: abort.signal,
    headers: {
      "CF-Connecting-IP": randomNetwork(),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      Accept: "text/event-stream",
      ...(lastEventId ? { "Last-Event-ID": lastEventId } : {}),
    },
  });
  const events: ServerEvent[] = [];
  const ended = collect(answer, events).catch((error: unknown) => {
    if (!abort.signal.aborted) throw error;
  });
  return { status: answer.status, headers: answer.headers, events, ended, close: () => abort.abort() };
}

async function collect(answer: Response, events: ServerEvent[]): Promise<void> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    events.push(...blocks.flatMap(parse));
  }
}

function parse(block: string): ServerEvent[] {
  const fields = new Map(
    block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)] as const),
  );
  const data = fields.get("data");
  if (data === undefined) return [];
  return [{ id: fields.get("id"), event: fields.get("event") ?? "message", data: JSON.parse(data) }];
}
