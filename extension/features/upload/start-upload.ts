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
  type ChosenFile,
  dropAlongside,
  file,
  fileProblem,
  forgetFile,
  isUnfinished,
  kind,
  starting,
  title,
  titleFrom,
  unreadableFile,
} from "./choose-file.ts";
import { fileKind } from "./file-kind.ts";
import { isPassing } from "./passing-problem.ts";
import { prepare, stopPreparing } from "./prepare.ts";
import { chosenProject, makeNode, projects, projectTitle } from "./projects.ts";
import { begun, changeQueue, files, haveFile, nextWaiting, queue, waiting } from "./queue.ts";
import { withoutWaiting } from "./queue-steps.ts";
import { queuedFile } from "./queued-file.ts";
import { cancelTransfer, forgetTransfer, progress, sendFile, transfer, waitFor } from "./transfer.ts";
import { takeUploads } from "./upload-tab.ts";

/** Into a project there is, or one to be made. */
export type Destination = { projectId: string } | { projectTitle: string };

export const startProblem = signal<ApiProblem | undefined>();

/** Begins with the file that was chosen; those chosen with it wait. */
export function startUpload(workspaceId: string, destination: Destination): Promise<void> {
  return attempt(async () => {
    const chosen = file.value;
    if (!chosen || !(await takeUploads()) || isUnfinished.value) return;
    const first = { id: crypto.randomUUID(), file: chosen, title: title.value };
    const known: Known = new Map();
    // Nothing is made for what cannot be sent.
    if (!(await readInto(known, [first, ...alongside.value]))) return;
    // Whoever chose it is gone.
    if (file.value !== chosen) return;
    const place = await placeFor(workspaceId, destination);
    const begins = known.get(first.id);
    if (!begins || file.value !== chosen) return;
    const upload = await beginOne(place, begins);
    while (alongside.value.some(({ id }) => !known.has(id))) await readInto(known, alongside.value);
    if (file.value !== chosen) return deleteEmptyNode(upload.nodeId);
    haveFile(upload.id, chosen);
    // Some may have been added meanwhile, taken away, or called otherwise.
    const others = alongside.value;
    for (const one of others) haveFile(one.id, one.file);
    alongside.value = [];
    const waits = others.flatMap(({ id, title }) => {
      const after = known.get(id);
      return after ? [{ ...after, title }] : [];
    });
    await changeQueue((before) => ({ ...before, place, begun: upload, waiting: waits }));
    await sendBegun(upload, chosen);
  });
}

type Known = Map<string, QueuedFile>;

/** Files that are not known yet, as they stand in the queue. One that cannot be read is told of and left out: false then. */
async function readInto(known: Known, chosen: readonly ChosenFile[]): Promise<boolean> {
  const unread = chosen.filter(({ id }) => !known.has(id));
  const read = await Promise.all(unread.map(async (one) => ({ one, after: await queuedFile(one) })));
  for (const { one, after } of read) {
    if (after) known.set(one.id, after);
    else dropAlongside(one.id);
  }
  const unreadable = read.find(({ after }) => !after);
  if (unreadable) fileProblem.value = unreadableFile(unreadable.one.file);
  return !unreadable;
}

/** With the next file; where there is none, what has arrived is to be published. */
export function goOn(): Promise<void> {
  readyForNext();
  return attempt(sendNext);
}

/** Sends the next of those that wait whose bytes are at hand. */
async function sendNext(): Promise<void> {
  const { place } = queue.peek();
  const next = nextWaiting.peek();
  const chosen = next && files.peek().get(next.id);
  if (!place || !next || !chosen) return;
  title.value = titleOf(next);
  progress.value = { sent: 0, total: next.size, secondsLeft: Number.NaN };
  transfer.value = "preparing";
  try {
    const upload = await beginOne(place, next);
    if (waiting.peek().some(({ id }) => id === next.id)) {
      await changeQueue((before) => ({ ...withoutWaiting(before, next.id), begun: upload }));
      return await sendBegun(upload, chosen);
    }
    // It was taken away meanwhile.
    await deleteEmptyNode(upload.nodeId);
  } catch (error) {
    forgetTransfer();
    const problem = asApiProblem(error);
    // Whoever is gone has none that waits.
    if (isPassing(problem) && waiting.peek().length > 0) return waitFor(problem, goOn);
    throw problem;
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
  // Stopped meanwhile, before there was anything to stop.
  if (begun.peek()?.nodeId !== nodeId) return undefined;
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

type Place = NonNullable<UploadQueue["place"]>;

/** As it was called by hand; else as its file is. */
function titleOf({ title, fileName }: QueuedFile): string {
  return title.trim() || titleFrom(fileName);
}

async function beginOne({ workspaceId, parentId }: Place, file: QueuedFile): Promise<BegunUpload> {
  const becomes: MediaKind = fileKind({ type: file.fileType, name: file.fileName }) ?? "video";
  const { id: nodeId, title } = await makeNode(workspaceId, { kind: becomes, title: titleOf(file), parentId }, file.id);
  return { ...file, workspaceId, nodeId, title, isPrepared: false, isPaused: false, uploadUrl: null };
}

async function placeFor(workspaceId: string, destination: Destination): Promise<Place> {
  if ("projectId" in destination) {
    const { projectId: parentId } = destination;
    return { workspaceId, parentId, title: projects.value?.find(({ id }) => id === parentId)?.title ?? "" };
  }
  const project = await makeNode(workspaceId, { kind: "project", title: destination.projectTitle.trim() });
  // Should the next step fail, trying again goes into it.
  projects.value = [project, ...(projects.value ?? [])];
  chosenProject.value = project.id;
  projectTitle.value = "";
  return { workspaceId, parentId: project.id, title: project.title };
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
}
