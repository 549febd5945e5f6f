import { signal } from "@preact/signals";
import type { MediaKind } from "../../../shared/policy/access.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import type { BegunUpload } from "../../storage.ts";
import { preparedFile } from "../fast-start/prepare-file.ts";
import { beginPoster, forgetPoster } from "../poster/poster.ts";
import { begun, discardBegun, forgetBegun, keepBegun } from "./begun-upload.ts";
import { file, forgetFile, kind, title } from "./choose-file.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { prepare, stopPreparing } from "./prepare.ts";
import { loadProjects, makeNode } from "./projects.ts";
import { cancelTransfer, forgetTransfer, sendFile } from "./transfer.ts";

/** Into a project there is, or one to be made. */
export type Destination = { projectId: string } | { projectTitle: string };

export const starting = signal(false);
export const startProblem = signal<ApiProblem | undefined>();
/** The node whose media has been uploaded, to be published. */
export const uploadedId = signal<string | undefined>();

let place: { workspaceId: string; parentId: string } | undefined;

/** Where the last upload was put, for those that go after it. */
export function placeOfLast() {
  return place;
}

export async function startUpload(workspaceId: string, destination: Destination): Promise<void> {
  const chosen = file.value;
  const becomes = kind.value;
  if (!chosen || !becomes || starting.value) return;
  starting.value = true;
  startProblem.value = undefined;
  try {
    const upload = begun.value ?? (await makeMedia(workspaceId, { chosen, becomes }, destination));
    await keepBegun(upload);
    uploadedId.value = upload.nodeId;
    if (becomes !== "voice") beginPoster(chosen, becomes);
    await sendPrepared(chosen, upload);
  } catch (error) {
    startProblem.value = asApiProblem(error);
  } finally {
    starting.value = false;
  }
}

/** Goes on with what was being sent; else sends the file, rewritten where it gains by it. */
async function sendPrepared(chosen: File, upload: BegunUpload): Promise<void> {
  const before = upload.isPrepared ? await preparedFile(chosen, upload.nodeId) : undefined;
  if (before) return sendFile(before, upload);
  if (!upload.isPrepared && upload.uploadUrl !== null) return sendFile(chosen, upload);
  const sent = await prepare(chosen, upload.nodeId);
  if (!sent) return;
  // Should the browser have dropped what was being sent: other bytes are another upload.
  const anew = { ...upload, isPrepared: sent !== chosen, uploadUrl: null };
  sendFile(sent, anew);
  await keepBegun(anew);
}

async function makeMedia(
  workspaceId: string,
  { chosen, becomes }: { chosen: File; becomes: MediaKind },
  destination: Destination,
): Promise<BegunUpload> {
  const parentId = await projectFor(workspaceId, destination);
  place = { workspaceId, parentId };
  const node = await makeNode(workspaceId, { kind: becomes, title: title.value.trim(), parentId });
  return {
    workspaceId,
    nodeId: node.id,
    title: node.title,
    fileName: chosen.name,
    size: chosen.size,
    fingerprint: await fingerprintOf(chosen),
    isPrepared: false,
    uploadUrl: null,
  };
}

async function projectFor(workspaceId: string, destination: Destination): Promise<string> {
  if ("projectId" in destination) return destination.projectId;
  const project = await makeNode(workspaceId, { kind: "project", title: destination.projectTitle.trim() });
  // Should the next step fail, trying again finds it in the list.
  await loadProjects(workspaceId);
  return project.id;
}

export async function cancelUpload(): Promise<void> {
  stopPreparing();
  await cancelTransfer();
  await discardBegun();
  startAnew();
}

/** Ready for another file. */
export function startAnew(): void {
  readyForNext();
  void forgetBegun();
}

/** Nothing of the file before is left in view. */
export function readyForNext(): void {
  forgetTransfer();
  forgetFile();
  forgetPoster();
  startProblem.value = undefined;
  uploadedId.value = undefined;
}
