import { randomBytes } from "node:crypto";
import { type Bindings, settingsOf } from "../../worker/env.ts";
import { database } from "./database.ts";
import { type Person, type Place, plantPeople } from "./plant-people.ts";
import { server } from "./server.ts";

/** So many people of one domain, signed in at once. Where how they sign in matters, use `signUp`. */
export function crowd(count: number, domain = "acme.example"): Promise<Person[]> {
  const emails = Array.from({ length: count }, () => `${randomBytes(8).toString("hex")}@${domain}`);
  return plantPeople(place(), emails);
}

/** Where people are put: the service that is spoken to now. */
export function place(): Place {
  const settings = settingsOf({ PUBLIC_URL: server.url, AUTH_SECRET: server.authSecret } as Bindings);
  return { database: database(), settings };
}

/** One of them. */
export async function someone(domain?: string): Promise<Person> {
  const [person] = await crowd(1, domain);
  if (!person) throw new Error("nobody was made");
  return person;
}

/** A company domain nobody has used. */
export function newDomain(): string {
  return `${randomBytes(6).toString("hex")}.example`;
}
