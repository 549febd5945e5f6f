import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export type StallableRelay = {
  /** Where it listens on the loopback interface. */
  port: number;
  /** From now on nothing passes, and nobody is told. */
  stall(): void;
  /** What was held back goes on its way. */
  goOn(): void;
  stop(): void;
};

/** Passes a TCP connection on to a port of this machine: a line between two servers that can be made to hang. */
export async function startStallableRelay(target: number): Promise<StallableRelay> {
  const sockets = new Set<Socket>();
  let stalled = false;
  const add = (socket: Socket) => {
    sockets.add(socket);
    if (stalled) socket.pause();
    socket.on("error", () => socket.destroy()).on("close", () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    near.pipe(far);
    far.pipe(near);
    for (const socket of [near, far]) add(socket);
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    stall: () => {
      stalled = true;
      for (const socket of sockets) socket.pause();
    },
    goOn: () => {
      stalled = false;
      for (const socket of sockets) socket.resume();
    },
    stop: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
