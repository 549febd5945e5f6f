import { inject } from "vitest";

/** Where the service under test is; see `global-setup.ts`. */
export const server = {
  url: inject("url"),
  mailboxUrl: inject("mailboxUrl"),
  libsqlUrl: inject("libsqlUrl"),
  authSecret: inject("authSecret"),
  log: inject("log"),
};
