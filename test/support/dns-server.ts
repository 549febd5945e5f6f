import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject, vi } from "vitest";
import { installDebianPackages } from "../../scripts/server/debian-packages.ts";
import { freePort } from "../../scripts/server/ports.ts";
import { runCommand } from "../../scripts/server/run-command.ts";

/** A DNS server with its zone `example.`, asked over HTTP by the service under test. */
export type DnsServer = {
  /** Puts a TXT record in place, of one or more strings. */
  put(name: string, ...strings: string[]): Promise<void>;
  /** Puts an address in place, of either family. */
  putAddress(name: string, address: string): Promise<void>;
  remove(name: string): Promise<void>;
  stop(): Promise<void>;
};

/** Starts Unbound, and in front of it dnsdist, which speaks RFC 8484 there; both from Debian's packages. */
export async function startDnsServer(dohUrl = inject("dohUrl")): Promise<DnsServer> {
  if (!existsSync("/usr/sbin/unbound") || !existsSync("/usr/bin/dnsdist"))
    await installDebianPackages("unbound", "dnsdist");
  const folder = await mkdtemp(join(tmpdir(), "foyer-dns-"));
  const config = join(folder, "unbound.conf");
  const [unboundPort, dnsdistPort] = [await freePort(), await freePort()];
  await writeFile(config, unboundConfig(folder, unboundPort));
  await writeFile(join(folder, "dnsdist.conf"), dnsdistConfig(unboundPort, dnsdistPort, dohUrl));
  const children = [
    spawn("/usr/sbin/unbound", ["-d", "-c", config], { stdio: "ignore" }),
    spawn("/usr/bin/dnsdist", ["--supervised", "-C", join(folder, "dnsdist.conf")], { stdio: "ignore" }),
  ];
  const control = (...words: string[]) => runCommand("/usr/sbin/unbound-control", ["-c", config, ...words]);
  await vi.waitFor(() => control("status"), { timeout: 10_000, interval: 50 });
  await vi.waitFor(() => answers(dohUrl), { timeout: 10_000, interval: 50 });
  return {
    put: async (name, ...strings) => {
      await control("local_data", `${name}. 60 IN TXT ${strings.map((text) => `"${text}"`).join(" ")}`);
    },
    putAddress: async (name, address) => {
      await control("local_data", `${name}. 60 IN ${address.includes(":") ? "AAAA" : "A"} ${address}`);
    },
    remove: async (name) => {
      await control("local_data_remove", `${name}.`);
    },
    stop: async () => {
      await Promise.all(children.map(end));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Answers at all: a question it cannot read is an answer too. */
async function answers(dohUrl: string): Promise<void> {
  await fetch(dohUrl);
}

async function end(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill();
  return ended;
}

function unboundConfig(folder: string, port: number): string {
  return `server:
  interface: 127.0.0.1@${port}
  username: ""
  chroot: ""
  directory: "${folder}"
  pidfile: ""
  use-syslog: no
  module-config: "iterator"
  local-zone: "example." static
remote-control:
  control-enable: yes
  control-interface: ${folder}/control.sock
`;
}

function dnsdistConfig(unboundPort: number, dnsdistPort: number, dohUrl: string): string {
  const { host } = new URL(dohUrl);
  return `setSecurityPollSuffix("")
newServer({address="127.0.0.1:${unboundPort}"}):setUp()
setLocal("127.0.0.1:${dnsdistPort}")
addDOHLocal("${host}", nil, nil, "/dns-query")
`;
}
