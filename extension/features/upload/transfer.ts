import { computed, signal } from "@preact/signals";
import { Upload } from "tus-js-client";
import { UPLOAD_CHUNK_BYTES } from "../../../shared/limits.ts";
import { apiUrl } from "../../api.ts";
import type { ApiProblem } from "../../api-problem.ts";
import { serverHere } from "../../server.ts";
import { renewAccessToken, requireAccessToken } from "../../session/access-token.ts";
import type { BegunUpload } from "../../storage.ts";
import { changeBegun } from "./begun-upload.ts";
import { keepCopies } from "./keep-copies.ts";
import { isPassing, waitAfter } from "./passing-problem.ts";
import { begun } from "./queue.ts";
import { problemOfHead, problemOfTus } from "./tus-problem.ts";

/**
 * The bytes on their way. `preparing`: the file is rewritten before any is sent; `waiting`: the server is not reached,
 * and tried again by itself.
 */
export type Transfer = "preparing" | "sending" | "paused" | "waiting" | "finishing" | "done" | "failed";

export const transfer = signal<Transfer | undefined>();
export const progress = signal({ sent: 0, total: 0, secondsLeft: Number.NaN });
export const percent = computed(() => {
  const { sent, total } = progress.value;
  return total === 0 ? 0 : Math.floor((sent / total) * 100);
});
export const transferProblem = signal<ApiProblem | undefined>();

const RETRY_DELAYS = [500, 1_000, 3_000, 5_000];

let upload: Upload | undefined;
let retryTimer: ReturnType<typeof setTimeout> | undefined;
/** What is tried again while the transfer is `waiting`. */
let tryAgain: (() => unknown) | undefined;

/** Sends a file for a node, from where it stopped if it was begun before. */
export function sendFile(file: File, { nodeId, uploadUrl }: BegunUpload): void {
  const started = { at: 0, sent: 0 };
  progress.value = { sent: 0, total: file.size, secondsLeft: Number.NaN };
  upload = new Upload(file, {
    endpoint: apiUrl(`/nodes/${nodeId}/uploads`),
    uploadUrl,
    chunkSize: UPLOAD_CHUNK_BYTES,
    retryDelays: RETRY_DELAYS,
    metadata: { filename: file.name, filetype: file.type },
    // Where it stopped is kept with the rest of what we keep.
    storeFingerprintForResuming: false,
    async onBeforeRequest(request) {
      request.setHeader("Authorization", `Bearer ${await requireAccessToken()}`);
    },
    async onAfterResponse(request, response) {
      // The retry that follows carries the new token.
      if (response.getStatus() === 401) await renewAccessToken(serverHere(), await requireAccessToken());
      const problem = request.getMethod() === "HEAD" ? problemOfHead(response) : undefined;
      // Thrown, it leaves the upload where it is.
      if (problem) throw problem;
    },
    onShouldRetry(error) {
      // When to come again is said with it.
      if (problemOfTus(error).code === "rate_limited") return false;
      const status = error.originalResponse?.getStatus() ?? 0;
      return status === 0 || status === 401 || status === 409 || status === 423 || status >= 500;
    },
    async onUploadUrlAvailable() {
      await changeBegun(nodeId, { uploadUrl: upload?.url ?? null });
      // From here on the first bytes are on their way, and wait for no copy.
      void keepCopies();
    },
    onProgress(sent, total) {
      if (started.at === 0) Object.assign(started, { at: Date.now(), sent });
      const rate = (sent - started.sent) / (Date.now() - started.at);
      progress.value = { sent, total, secondsLeft: rate > 0 ? (total - sent) / rate / 1000 : Number.NaN };
      if (transfer.value !== "paused") transfer.value = sent === total ? "finishing" : "sending";
    },
    onSuccess() {
      transfer.value = "done";
    },
    onError: (error) => stop(problemOfTus(error)),
  });
  resumeTransfer();
}

function stop(problem: ApiProblem): void {
  if (isPassing(problem)) {
    waitFor(problem, resumeTransfer);
    void keepCopies();
    return;
  }
  transferProblem.value = problem;
  transfer.value = "failed";
}

/** Until a problem has passed; then what it stopped is tried again, unless all of it was given up meanwhile. */
export function waitFor(problem: ApiProblem, stopped: () => unknown): void {
  clearTimeout(retryTimer);
  transfer.value = "waiting";
  tryAgain = stopped;
  retryTimer = setTimeout(stopped, waitAfter(problem));
}

export function resumeTransfer(): void {
  clearTimeout(retryTimer);
  transferProblem.value = undefined;
  transfer.value = "sending";
  notePaused(false);
  upload?.start();
}

export async function pauseTransfer(): Promise<void> {
  clearTimeout(retryTimer);
  transfer.value = "paused";
  notePaused(true);
  await upload?.abort();
  void keepCopies();
}

/** Who paused it finds it so when the page is opened again. */
function notePaused(isPaused: boolean): void {
  const under = begun.peek();
  if (under && under.isPaused !== isPaused) void changeBegun(under.nodeId, { isPaused });
}

/** Stops for good; the server forgets the part it has. */
export async function cancelTransfer(): Promise<void> {
  const stopped = upload;
  forgetTransfer();
  await stopped?.abort(true).catch(() => undefined);
}

/** Sends no more, of whoever is gone; the server lets go of what it has by itself. */
export function dropTransfer(): void {
  void upload?.abort();
  forgetTransfer();
}

export function forgetTransfer(): void {
  clearTimeout(retryTimer);
  upload = undefined;
  transfer.value = undefined;
  transferProblem.value = undefined;
}

addEventListener("online", () => {
  if (transfer.value === "waiting") tryAgain?.();
});

addEventListener("beforeunload", (event) => {
  const isLost = ["preparing", "sending", "finishing"].includes(transfer.value ?? "");
  if (isLost) event.preventDefault();
});
