import * as v from "valibot";
import { idField } from "../../shared/api/fields.ts";

type Parameter = { schema: v.GenericSchema; description: string };

const id = (kind: Parameters<typeof idField>[0], description: string): Parameter => ({
  schema: idField(kind),
  description,
});

const text = (description: string, example: string): Parameter => ({
  schema: v.pipe(v.string(), v.examples([example])),
  description,
});

/** What stands in the paths of the API, by the name it has in the routes. */
export const PATH_PARAMETERS: Record<string, Parameter> = {
  workspaceId: id("workspace", "The workspace."),
  membershipId: id("membership", "The membership."),
  nodeId: id("node", "The node: a project, folder, video, avatar or voice."),
  shareId: id("share", "The share."),
  sessionId: text("The session, or `current`.", "current"),
  uploadId: id("upload", "The upload."),
  userId: id("user", "The person."),
  requestId: id("accessRequest", "The request."),
  commentId: id("comment", "The comment."),
  version: text("Which upload, counted from 1.", "1"),
  webhookId: id("webhook", "The endpoint."),
  keyId: id("apiKey", "The API key."),
  deliveryId: text("The delivery.", "42"),
  domain: text("The domain.", "acme.example"),
  lang: text("A language, BCP 47.", "en"),
  token: text("What the mailed link carries.", "bWJy.1.dG9rZW4"),
};
