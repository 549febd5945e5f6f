import { type Client, createClient } from "@libsql/client/web";
import { afterAll, beforeAll, expect, test } from "vitest";
import { workspaceWith } from "../support/actors.ts";
import { request } from "../support/client.ts";
import { CLOSINGS, type Closing, PEOPLE } from "../support/closings.ts";
import { keepLooking, type Look, type Looking, type Onlooker } from "../support/keep-looking.ts";
import { type OwnFoyer, startOwnFoyer } from "../support/own-foyer.ts";
import { type ReplicatedDatabase, startReplicatedDatabase } from "../support/replicated-database.ts";

const CLOSED_WITHIN_MS = 1_000;
const SOON = { timeout: 60_000, interval: 100 };
/** One whose database is well, one whose replica hangs. */
const CONTINENTS = ["EU", "AS"];

let database: ReplicatedDatabase;
let primary: Client;
let foyer: OwnFoyer;
let closings: [string, Closing][];
let looking: Looking;

beforeAll(async () => {
  database = await startReplicatedDatabase(CONTINENTS.length);
  const [europe, asia] = database.replicas;
  primary = createClient({ url: database.primary.url });
  foyer = await startOwnFoyer({
    LIBSQL_URL: database.primary.url,
    LIBSQL_REPLICAS: JSON.stringify({ EU: europe?.url, AS: asia?.url }),
  });
  const space = await workspaceWith(PEOPLE);
  closings = await Promise.all(
    Object.entries(CLOSINGS).map(async ([name, make]): Promise<[string, Closing]> => [name, await make(space)]),
  );
  asia?.pause();
});

afterAll(async () => {
  for (const replica of database?.replicas ?? []) replica.resume();
  await looking?.end();
  await foyer?.stop();
  await database?.stop();
});

test("whatever shuts a share shuts every surface within a second, everywhere, while all are looked at and a replica hangs", async () => {
  const onlookers = closings.flatMap(([name, closing]) => CONTINENTS.map((where) => from(where, name, closing)));
  const wanted = onlookers.flatMap(({ name, surfaces }) => surfaces.map((surface) => `${name} ${surface}`)).toSorted();
  await expect.poll(async () => (await readFromBy(onlookers)).has("replica:EU"), SOON).toBe(true);
  looking = keepLooking(onlookers);
  await expect.poll(() => seen(looking.looks, () => true).size, SOON).toBe(wanted.length);
  expect([...seen(looking.looks, ({ isOpen }) => isOpen)].toSorted()).toEqual(wanted);

  await primary.batch(
    closings.map(([, { statement }]) => statement),
    "write",
  );
  const closedAt = performance.now();
  const isLater = ({ askedAt }: Look) => askedAt > closedAt + CLOSED_WITHIN_MS;
  await expect.poll(() => seen(looking.looks, isLater).size, SOON).toBe(wanted.length);
  expect([...seen(await looking.end(), (look) => isLater(look) && look.isOpen)]).toEqual([]);
  // The other replica was waited for and then left alone.
  expect([...readFrom()]).toEqual(expect.arrayContaining(["primary (slow)", "primary (resting)"]));
});

/** Which databases were read from since it was last asked. */
function readFrom(): Set<string> {
  return new Set(foyer.newLines().flatMap(({ db }) => db ?? []));
}

/** The same of one look by each before there are many: a machine that is busy may prove no replica fresh in time. */
async function readFromBy(onlookers: readonly Onlooker[]): Promise<Set<string>> {
  for (const { slug, call } of onlookers) await request("GET", `/s/${slug}`, call);
  return readFrom();
}

function from(continent: string, name: string, { share, call, surfaces }: Closing): Onlooker {
  const headers = { ...call.headers, "CF-IPContinent": continent };
  return { name: `${continent} ${name}`, slug: share.slug, surfaces, call: { ...call, headers } };
}

/** Who has asked for what, of the looks that are meant. */
function seen(looks: readonly Look[], isMeant: (look: Look) => boolean): Set<string> {
  return new Set(looks.filter(isMeant).map(({ name, surface }) => `${name} ${surface}`));
}
