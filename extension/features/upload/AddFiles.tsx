import { t } from "../../language.ts";
import { addFiles } from "./add-files.ts";
import { DropArea } from "./DropArea.tsx";
import { queue } from "./queue.ts";

/** Further files, at any time. */
export function AddFiles() {
  const { place } = queue.value;
  const label = t("ext.upload.add");
  const told = place && t("ext.upload.add_into", { place: place.title });
  return <DropArea further label={label} icon="plus" take={addFiles} head={label} told={told} />;
}
