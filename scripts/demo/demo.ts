import { createClient } from "@libsql/client/web";
import { invitationTokenIn, waitForMail } from "../server/read-mail.ts";
import { type Person, type Places, signIn } from "./person.ts";
import { uploadClip } from "./upload-clip.ts";

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
}

async function knownUsers(target: Target) {
  const { libsqlUrl: url, libsqlAuthToken: authToken } = target;
  const client = createClient({ url, ...(authToken ? { authToken } : {}) });
  try {
    const sql = "SELECT count(*) AS total, count(*) FILTER (WHERE email_key = ?) AS amelie FROM users";
    const [row] = (await client.execute({ sql, args: [AMELIE.email] })).rows;
    return { total: Number(row?.total), haveAmelie: Number(row?.amelie) > 0 };
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
  await Promise.all([
    ...COLLEAGUES.map((colleague) => join(places, colleague)),
    publishClip(places, amelie, workspace.id),
  ]);
}

async function arrive(places: Places, { email, name }: { email: string; name: string }): Promise<Person> {
  const person = await signIn(places, email);
  await person.call("PATCH", "/me", { name });
  return person;
}

async function join(places: Places, colleague: { email: string; name: string }) {
  const invitation = await waitForMail(places.mailboxUrl, colleague.email, {
    matching: (mail) => invitationTokenIn(mail) !== undefined,
  });
  const person = await arrive(places, colleague);
  await person.call("POST", `/invitations/${invitationTokenIn(invitation)}/accept`);
}

async function publishClip(places: Places, person: Person, workspaceId: string) {
  const nodes = `/workspaces/${workspaceId}/nodes`;
  const project = await person.call<{ id: string }>("POST", nodes, { kind: "project", title: "Spring launch" });
  const video = await person.call<{ id: string }>("POST", nodes, {
    kind: "video",
    title: "Spring launch teaser",
    parentId: project.id,
  });
  await uploadClip(places, person, video.id);
  await person.call("POST", `/videos/${video.id}/publish`, { visibility: "public" });
}
