import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installDebianPackages } from "../../scripts/server/debian-packages.ts";
import { runCommand } from "../../scripts/server/run-command.ts";
import type { Certificate } from "./webhook-receiver.ts";

/** A certificate for `localhost` that nobody has signed but itself, good for two days. */
export async function newCertificate(): Promise<Certificate> {
  if (!existsSync("/usr/bin/openssl")) await installDebianPackages("openssl");
  const folder = await mkdtemp(join(tmpdir(), "foyer-certificate-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", cert];
  const names = ["-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  await runCommand("openssl", ["req", "-x509", ...made, ...names]);
  const certificate = { key: await readFile(key, "utf8"), cert: await readFile(cert, "utf8") };
  await rm(folder, { recursive: true });
  return certificate;
}
