import type { TestProject } from "vitest/node";
import { dohUrl, releaseFoyer, serviceLog, takeFoyer } from "./shared-foyer.ts";

declare module "vitest" {
  interface ProvidedContext {
    url: string;
    mailboxUrl: string;
    libsqlUrl: string;
    authSecret: string;
    /** The file that the service's log goes to. */
    log: string;
    dohUrl: string;
    /** Folder of the built extension; in the e2e project alone. */
    extension: string;
    /** The same, built for Firefox. */
    firefoxExtension: string;
  }
}

/** Brings up the whole service (built Worker in workerd, libSQL server, mailbox) before the first test. */
export async function setup(project: TestProject): Promise<void> {
  const foyer = await takeFoyer();
  project.provide("url", foyer.url);
  project.provide("mailboxUrl", foyer.mailboxUrl ?? "");
  project.provide("libsqlUrl", foyer.libsqlUrl);
  project.provide("authSecret", foyer.authSecret);
  project.provide("dohUrl", await dohUrl());
  project.provide("log", serviceLog(foyer.dataDir));
}

export const teardown = releaseFoyer;
