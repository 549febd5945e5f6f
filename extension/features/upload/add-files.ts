import { counted, formatNumber, t } from "../../language.ts";
import { announce } from "../../ui/announce.ts";
import { type ChosenFile, fileProblem, isUnfinished, takeable, unreadableFile } from "./choose-file.ts";
import { keepCopies } from "./keep-copies.ts";
import { begun, changeQueue, files, haveFile, queue } from "./queue.ts";
import { chosenAgain, withAdded } from "./queue-steps.ts";
import { queuedFile } from "./queued-file.ts";
import { goOn } from "./start-upload.ts";
import { transfer } from "./transfer.ts";

/**
 * Puts further files behind those that are sent or wait, into the same place. Such as the queue has without their bytes are
 * known again. What rests goes on resting.
 */
export async function addFiles(chosen: Iterable<File>): Promise<void> {
  const { place } = queue.peek();
  const isResting = transfer.peek() === undefined && isUnfinished.peek();
  const read = await Promise.all(takeable(chosen).map(async (one) => ({ one, after: await queuedFile(one) })));
  // Whoever chose them is gone, or what they were to go with is.
  if (!place || queue.peek().place !== place) return;
  const unreadable = read.find(({ after }) => !after);
  if (unreadable) fileProblem.value = unreadableFile(unreadable.one.file);
  await add(read.flatMap(({ one, after }) => (after ? [{ one, after, fingerprint: after.fingerprint }] : [])));
  // Copies wait for the first byte, as those of the others do.
  if (transfer.peek() !== "preparing") void keepCopies();
  // The last was done meanwhile.
  if (!isResting && transfer.peek() === undefined && begun.peek() === null) await goOn();
}

type Read = { one: ChosenFile; after: NonNullable<Awaited<ReturnType<typeof queuedFile>>>; fingerprint: string };

async function add(read: Read[]): Promise<void> {
  const again = [...chosenAgain(queue.peek(), read)].filter(([id]) => !files.peek().has(id));
  const known = new Set(again.map(([, each]) => each));
  const added = read.filter((each) => !known.has(each));
  for (const [id, { one }] of again) haveFile(id, one.file);
  for (const { one } of added) haveFile(one.id, one.file);
  if (added.length === 0) return;
  announce(t(counted("ext.upload.added", added.length), { count: formatNumber(added.length) }));
  await changeQueue((before) =>
    withAdded(
      before,
      added.map(({ after }) => after),
    ),
  );
}
