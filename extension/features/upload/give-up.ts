import { t } from "../../language.ts";
import type { BegunUpload } from "../../storage.ts";
import { confirmFirst } from "../../ui/ConfirmDialog.tsx";
import { begun, nextWaiting } from "./queue.ts";
import { cancelUpload, goOn } from "./start-upload.ts";
import { dropWaiting } from "./upload-queue.ts";
import { passFocusOn } from "./use-focus-next.ts";

/** Gives up what is under way, or what could not be begun yet, and goes on with the next. Asks first once bytes are sent. */
export async function giveUp(): Promise<void> {
  const upload = begun.peek();
  const next = nextWaiting.peek();
  if (upload) return upload.uploadUrl === null ? stop(upload) : askAndStop(upload);
  if (!next) return;
  passFocusOn();
  await dropWaiting(next.id);
}

/** Gives up what was left unfinished, of which a copy may be all that there is. */
export async function discardUnfinished(): Promise<void> {
  const upload = begun.peek();
  if (upload) await askAndStop(upload);
}

async function askAndStop(upload: BegunUpload): Promise<void> {
  const sure = await confirmFirst({
    title: t("ext.upload.ask_give_up_title", { title: upload.title }),
    text: t("ext.upload.ask_give_up"),
    yes: t("ext.upload.give_up"),
  });
  if (sure) await stop(upload);
}

async function stop({ nodeId }: BegunUpload): Promise<void> {
  // It arrived while that was asked, or whoever was asked is gone.
  if (begun.peek()?.nodeId !== nodeId) return;
  passFocusOn();
  await cancelUpload();
  await goOn();
}
