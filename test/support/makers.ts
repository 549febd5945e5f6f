import { type MemberActor, type TestWorkspace, workspaceWith } from "./actors.ts";

/** A workspace with two who make things and one who looks at them. */
export async function makers(): Promise<{
  space: TestWorkspace;
  owner: MemberActor;
  peer: MemberActor;
  viewer: MemberActor;
  token: string;
}> {
  const space = await workspaceWith({ creator: 2, viewer: 1 });
  const [owner, peer] = space.members.creator as [MemberActor, MemberActor];
  const [viewer] = space.members.viewer as [MemberActor];
  return { space, owner, peer, viewer, token: owner.accessToken };
}
