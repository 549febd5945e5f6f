import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

type Waiting = { resolve(result: unknown): void; reject(error: Error): void };

const ANSWERS_WITHIN_MS = 30_000;

/**
 * Speaks to a Firefox by Marionette, its own side of WebDriver: length-prefixed JSON over TCP, `[type, id, command, parameters]`
 * one way and `[type, id, error, result]` the other (Firefox Source Docs, "Marionette: Protocol"). WebDriver BiDi goes to no
 * page of an extension.
 */
export class Marionette {
  private readonly waiting = new Map<number, Waiting>();
  private readonly socket: Socket;
  private received: Buffer = Buffer.alloc(0);
  private sent = 0;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on("data", (data: Buffer) => this.hear(data));
    socket.on("close", () => this.end(new Error("Firefox is gone.")));
    socket.on("error", (error) => this.end(error));
  }

  /** Waits until Firefox listens there, and begins a session. */
  static async open(port: number): Promise<Marionette> {
    const driver = new Marionette(await connected(port));
    await driver.send("WebDriver:NewSession", { capabilities: { alwaysMatch: {} } });
    return driver;
  }

  send<Result>(command: string, parameters: object = {}): Promise<Result> {
    this.sent += 1;
    const id = this.sent;
    const message = JSON.stringify([0, id, command, parameters]);
    return new Promise<Result>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as Waiting["resolve"], reject });
      this.socket.write(`${Buffer.byteLength(message)}:${message}`);
    });
  }

  private hear(data: Buffer): void {
    this.received = Buffer.concat([this.received, data]);
    for (let colon = this.received.indexOf(":"); colon >= 0; colon = this.received.indexOf(":")) {
      const end = colon + 1 + Number(this.received.toString("utf8", 0, colon));
      if (this.received.length < end) return;
      const message = JSON.parse(this.received.toString("utf8", colon + 1, end));
      this.received = this.received.subarray(end);
      // Its greeting is no answer.
      if (Array.isArray(message)) this.answer(message[1], message[2], message[3]);
    }
  }

  private answer(id: number, error: { error: string; message: string } | null, result: unknown): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (error) waiting?.reject(new Error(`${error.error}: ${error.message}`));
    else waiting?.resolve(result);
  }

  private end(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}

async function connected(port: number): Promise<Socket> {
  const deadline = Date.now() + ANSWERS_WITHIN_MS;
  while (Date.now() < deadline) {
    const socket = connect(port, "127.0.0.1");
    // An error comes in place of what is waited for.
    const isThere = await once(socket, "connect").catch(() => undefined);
    if (isThere) return socket;
    await sleep(100);
  }
  throw new Error("Firefox did not start.");
}
