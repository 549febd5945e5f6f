import { signal } from "@preact/signals";
import type { MediaKind } from "../../../shared/policy/access.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { signedIn } from "../../session/session.ts";
import type { BegunUpload, QueuedFile, UploadQueue } from "../../storage.ts";
import { dropKeptFile } from "../fast-start/kept-file.ts";
import { preparedFile } from "../fast-start/prepare-file.ts";
import { beginPoster, forgetPoster } from "../poster/poster.ts";
import { changeBegun, deleteEmptyNode, discardBegun } from "./begun-upload.ts";
import {
  alongside,
  dropAlongside,
  file,
  fileProblem,
  forgetFile,
  isUnfinished,
  kind,
  title,
  titleFrom,
  unreadableFile,
} from "./choose-file.ts";
import { fileKind } from "./file-kind.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { prepare, stopPreparing } from "./prepare.ts";
import { chosenProject, makeNode, projects, projectTitle } from "./projects.ts";
import { begun, changeQueue, files, haveFile, queue, waiting } from "./queue.ts";
import { withoutWaiting } from "./queue-steps.ts";
import { cancelTransfer, forgetTransfer, sendFile, transfer } from "./transfer.ts";
import { takeUploads } from "./upload-tab.ts";

/** Into a project there is, or one to be made. */
export type Destination = { projectId: string } | { projectTitle: string };

export const starting = signal(false);
export const startProblem = signal<ApiProblem | undefined>();
/** The node whose media has been uploaded, to be published. */
export const uploadedId = signal<string | undefined>();

/** Begins with the file that was chosen; those chosen with it wait. */
export function startUpload(workspaceId: string, destination: Destination): Promise<void> {
  return attempt(async () => {
    const chosen = file.value;
    if (!chosen || !(await takeUploads()) || isUnfinished.value) return;
    const all = await Promise.all([chosen, ...alongside.value].map(async (one) => ({ one, after: await queued(one) })));
    const unreadable = all.filter(({ after }) => !after).map(({ one }) => one);
    // Nothing is made for what cannot be sent.
    if (unreadable[0]) {
      fileProblem.value = unreadableFile(unreadable[0]);
      for (const one of unreadable) dropAlongside(one);
      return;
    }
    const place = { workspaceId, parentId: await projectFor(workspaceId, destination) };
    const [first, ...others] = all.flatMap(({ one, after }) => (after ? [{ one, after }] : []));
    if (!first) return;
    const upload = await beginOne(place, first.after, title.value.trim());
    // Another was chosen meanwhile, or whoever chose it is gone.
    if (file.value !== chosen) return deleteEmptyNode(upload.nodeId);
    // One may have been taken away meanwhile.
    const left = others.filter(({ one }) => alongside.value.includes(one));
    haveFile(upload.id, chosen);
    for (const { one, after } of left) haveFile(after.id, one);
    alongside.value = [];
    await changeQueue((before) => ({ ...before, place, begun: upload, waiting: left.map(({ after }) => after) }));
    await sendBegun(upload, chosen);
  });
}

/** Sends the next of those that wait whose bytes are at hand. */
export function startNext(): Promise<void> {
  return attempt(sendNext);
}

async function sendNext(): Promise<void> {
  const { place } = queue.peek();
  const next = waiting.peek().find(({ id }) => files.peek().has(id));
  const chosen = next && files.peek().get(next.id);
  if (!place || !next || !chosen) return;
  title.value = titleFrom(next.fileName);
  transfer.value = "preparing";
  try {
    const upload = await beginOne(place, next, title.value);
    if (waiting.peek().some(({ id }) => id === next.id)) {
      await changeQueue((before) => ({ ...withoutWaiting(before, next.id), begun: upload }));
      return await sendBegun(upload, chosen);
    }
    // It was taken away meanwhile.
    await deleteEmptyNode(upload.nodeId);
  } catch (error) {
    forgetTransfer();
    throw error;
  }
  readyForNext();
  await sendNext();
}

/** Goes on with what was begun, if its bytes are at hand. */
export function resumeBegun(upload: BegunUpload): Promise<void> {
  return attempt(async () => {
    const chosen = files.peek().get(upload.id);
    if (chosen) await sendBegun(upload, chosen);
  });
}

/** One thing at a time is begun; what stands against it is told. */
export async function attempt(work: () => Promise<unknown>): Promise<void> {
  if (starting.value) return;
  starting.value = true;
  startProblem.value = undefined;
  try {
    await work();
  } catch (error) {
    // Whoever is gone is told nothing.
    if (signedIn.peek()) startProblem.value = asApiProblem(error);
  } finally {
    starting.value = false;
  }
}

async function sendBegun(upload: BegunUpload, chosen: File): Promise<void> {
  // Whoever began it is gone.
  if (begun.peek()?.nodeId !== upload.nodeId) return;
  file.value = chosen;
  title.value = upload.title;
  uploadedId.value = upload.nodeId;
  const sent = await bytesToSend(upload, chosen);
  const stands = begun.peek();
  // Stopped meanwhile.
  if (!sent || stands?.nodeId !== upload.nodeId) return;
  const becomes = kind.value ?? "video";
  if (becomes !== "voice") beginPoster(sent, becomes);
  sendFile(sent, stands);
}

/** What was being sent; else the file, rewritten where it gains by it. */
async function bytesToSend(upload: BegunUpload, chosen: File): Promise<File | undefined> {
  const { id, nodeId, isPrepared, uploadUrl } = upload;
  const before = isPrepared ? await preparedFile(chosen, nodeId) : undefined;
  if (before) return before;
  if (!isPrepared && uploadUrl !== null) return chosen;
  const sent = await prepare(chosen, nodeId);
  if (!sent) return undefined;
  // Should the browser have dropped what was being sent: other bytes are another upload.
  if (sent === chosen) await changeBegun(nodeId, { isPrepared: false, uploadUrl: null });
  else {
    await changeBegun(nodeId, { isPrepared: true, isKept: false, uploadUrl: null });
    await dropKeptFile(id);
  }
  return sent;
}

async function queued(chosen: File): Promise<QueuedFile | undefined> {
  const { name: fileName, type: fileType, size } = chosen;
  const fingerprint = await fingerprintOf(chosen);
  if (fingerprint === undefined) return undefined;
  return { id: crypto.randomUUID(), fileName, fileType, size, fingerprint, isKept: false };
}

async function beginOne(
  { workspaceId, parentId }: NonNullable<UploadQueue["place"]>,
  file: QueuedFile,
  wanted: string,
): Promise<BegunUpload> {
  const becomes: MediaKind = fileKind({ type: file.fileType, name: file.fileName }) ?? "video";
  const { id: nodeId, title } = await makeNode(workspaceId, { kind: becomes, title: wanted, parentId });
  return { ...file, workspaceId, nodeId, title, isPrepared: false, isPaused: false, uploadUrl: null };
}

async function projectFor(workspaceId: string, destination: Destination): Promise<string> {
  if ("projectId" in destination) return destination.projectId;
  const project = await makeNode(workspaceId, { kind: "project", title: destination.projectTitle.trim() });
  // Should the next step fail, trying again goes into it.
  projects.value = [project, ...(projects.value ?? [])];
  chosenProject.value = project.id;
  projectTitle.value = "";
  return project.id;
}

export async function cancelUpload(): Promise<void> {
  stopPreparing();
  await cancelTransfer();
  await discardBegun();
  readyForNext();
}

/** Nothing of the file before is left in view. */
export function readyForNext(): void {
  forgetTransfer();
  forgetFile();
  forgetPoster();
  startProblem.value = undefined;
  uploadedId.value = undefined;
}
