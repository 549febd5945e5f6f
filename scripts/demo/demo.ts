import { createClient } from "@libsql/client/web";
import type { Visibility } from "../../shared/policy/share-access.ts";
import { invitationTokenIn, waitForMail } from "../server/read-mail.ts";
import { discuss } from "./discuss.ts";
import { type Person, type Places, signIn } from "./person.ts";
import { DEMO_PASSWORD, publishVideos } from "./publish-videos.ts";
import { watch } from "./watch.ts";

type Target = { url: string; mailboxUrl?: string; libsqlUrl: string; libsqlAuthToken?: string };

const AMELIE = { email: "amelie@northwind.example", name: "Amélie Lacroix-Deschamps" };
const COLLEAGUES = [
  { email: "tomas@northwind.example", name: "Tomás Okafor", role: "developer" },
  { email: "june@northwind.example", name: "June Whitfield", role: "creator" },
  { email: "ravi@northwind.example", name: "Ravi Shah", role: "viewer" },
];
const NOT_YET_HERE = [
  { email: "ines.carvalho@northwind.example", role: "creator" },
  { email: "oskar@lindqvist-films.example", role: "viewer" },
];
const SEATS = 25;

/** Puts the demo workspace into an empty database, through the public API alone, and says how to sign in. */
export async function putDemo(target: Target, say: (line: string) => void): Promise<void> {
  const { url, mailboxUrl } = target;
  // Without the bundled mailbox nobody could read the codes of people who do not exist.
  if (!mailboxUrl) return;
  const users = await knownUsers(target);
  if (users.total === 0) {
    try {
      await makeNorthwind({ url, mailboxUrl });
    } catch (error) {
      say(`demo could not be finished: ${error instanceof Error ? error.message : error}`);
      return;
    }
  } else if (!users.haveAmelie) return;
  say(`demo sign in at ${url}/sign-in as ${AMELIE.email}; the code arrives at ${mailboxUrl}`);
  for (const { visibility, slug } of await sharesOf(target)) say(`demo ${SHOWN[visibility]} ${url}/s/${slug}`);
}

/** What each kind of link is for whoever reads the terminal. */
const SHOWN: Record<Visibility, string> = {
  public: "public share",
  password: `share with the password ${DEMO_PASSWORD}:`,
  workspace: "members-only share",
  restricted: "restricted share",
};

async function knownUsers(target: Target) {
  const [row] = await askDatabase(
    target,
    "SELECT count(*) AS total, count(*) FILTER (WHERE email_key = ?) AS amelie FROM users",
  );
  return { total: Number(row?.total), haveAmelie: Number(row?.amelie) > 0 };
}

/** The live links of the demo, which later runs print again. */
async function sharesOf(target: Target) {
  const rows = await askDatabase(
    target,
    `SELECT shares.slug, shares.visibility FROM users
      JOIN memberships ON memberships.user_id = users.id
      JOIN shares ON shares.created_by = memberships.id
      WHERE users.email_key = ? AND shares.published_at IS NOT NULL AND shares.ended_at IS NULL
      ORDER BY shares.id LIMIT 3`,
  );
  return rows.map(({ slug, visibility }) => ({ slug: String(slug), visibility: String(visibility) as Visibility }));
}

/** Asks with Amélie's address as the one argument. */
async function askDatabase({ libsqlUrl: url, libsqlAuthToken: authToken }: Target, sql: string) {
  const client = createClient({ url, ...(authToken ? { authToken } : {}) });
  try {
    return (await client.execute({ sql, args: [AMELIE.email] })).rows;
  } finally {
    client.close();
  }
}

async function makeNorthwind(places: Places) {
  const amelie = await arrive(places, AMELIE);
  const workspace = await amelie.call<{ id: string }>("POST", "/workspaces", { name: "Northwind" });
  await amelie.call("PUT", `/workspaces/${workspace.id}/plan`, { seats: SEATS });
  await amelie.call("POST", `/workspaces/${workspace.id}/invitations`, {
    invitations: [...COLLEAGUES, ...NOT_YET_HERE].map(({ email, role }) => ({ email, role })),
  });
  const [videos, ...colleagues] = await Promise.all([
    publishVideos(places, amelie, workspace.id),
    ...COLLEAGUES.map((colleague) => join(places, colleague)),
  ]);
  await discuss(amelie, colleagues, videos);
  const [open] = videos;
  if (open !== undefined) await watch(places, amelie, open);
}

async function arrive(places: Places, { email, name }: { email: string; name: string }): Promise<Person> {
  const person = await signIn(places, email);
  await person.call("PATCH", "/me", { name });
  return person;
}

async function join(places: Places, colleague: { email: string; name: string }): Promise<Person> {
  const invitation = await waitForMail(places.mailboxUrl, colleague.email, {
    matching: (mail) => invitationTokenIn(mail) !== undefined,
  });
  const person = await arrive(places, colleague);
  await person.call("POST", `/invitations/${invitationTokenIn(invitation)}/accept`);
  return person;
}
