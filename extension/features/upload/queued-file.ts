import type { QueuedFile } from "../../storage.ts";
import type { ChosenFile } from "./choose-file.ts";
import { fingerprintOf } from "./fingerprint.ts";

/** A chosen file as it stands in the queue; undefined where it cannot be read. */
export async function queuedFile({ id, file, title }: ChosenFile): Promise<QueuedFile | undefined> {
  const { name: fileName, type: fileType, size } = file;
  const fingerprint = await fingerprintOf(file);
  return fingerprint === undefined ? undefined : { id, fileName, fileType, size, title, fingerprint, isKept: false };
}
