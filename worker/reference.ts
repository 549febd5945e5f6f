import { accessRequestReference } from "./access-requests/reference.ts";
import { accountReference } from "./accounts/reference.ts";
import { apiKeyReference } from "./api-keys/reference.ts";
import { auditReference } from "./audit/reference.ts";
import { captionReference } from "./captions/reference.ts";
import { colleagueReference } from "./colleagues/reference.ts";
import { commentReference } from "./comments/reference.ts";
import { contentReference } from "./content/reference.ts";
import { docsReference } from "./docs/reference.ts";
import { domainReference } from "./domains/reference.ts";
import type { Described } from "./http/reference.ts";
import { joiningReference } from "./joining/reference.ts";
import { lookReference } from "./looks/reference.ts";
import { memberReference } from "./members/reference.ts";
import { notificationReference } from "./notifications/reference.ts";
import { outboxReference } from "./outbox/reference.ts";
import { posterReference } from "./posters/reference.ts";
import { reviewReference } from "./reviews/reference.ts";
import { shareReference } from "./shares/reference.ts";
import { statsReference } from "./stats/reference.ts";
import { uploadReference } from "./uploads/reference.ts";
import { versionReference } from "./versions/reference.ts";
import { videoReference } from "./videos/reference.ts";
import { webhookReference } from "./webhooks/reference.ts";
import { workspaceReference } from "./workspaces/reference.ts";

/** Everything that is said of the API's routes, in the order in which it is read. */
export const REFERENCES: { tag: string; about: string; routes: Record<string, Described> }[] = [
  accountReference,
  workspaceReference,
  memberReference,
  joiningReference,
  colleagueReference,
  domainReference,
  contentReference,
  uploadReference,
  captionReference,
  posterReference,
  videoReference,
  shareReference,
  commentReference,
  reviewReference,
  statsReference,
  versionReference,
  accessRequestReference,
  lookReference,
  notificationReference,
  auditReference,
  outboxReference,
  apiKeyReference,
  webhookReference,
  docsReference,
];
