import type { Person } from "./person.ts";

/** What the people of the demo say of its videos, and decide. */
export async function discuss(amelie: Person, colleagues: Person[], videos: string[]): Promise<void> {
  const [tomas = amelie, june = amelie, ravi = amelie] = colleagues;
  for (const id of videos) {
    const comments = `/videos/${id}/comments`;
    const thread = await tomas.call<{ id: string }>("POST", comments, {
      body: "Can the date stay half a second longer here?",
      atSeconds: 4,
    });
    await amelie.call("POST", comments, { body: "Yes. It will be in tonight’s cut.", parentId: thread.id });
    const music = await june.call<{ id: string }>("POST", comments, {
      body: "The music is a little loud under the voice.",
      atSeconds: 1,
    });
    await amelie.call("PATCH", `/comments/${music.id}`, { resolved: true });
    await tomas.call("PUT", `/videos/${id}/review`, {
      decision: "changes_requested",
      note: "The date, then it is ours.",
    });
    await ravi.call("PUT", `/videos/${id}/review`, { decision: "approved" });
  }
}
