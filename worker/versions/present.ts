import type { Version, VersionList } from "../../shared/api/versions.ts";
import type { MediaRow } from "../content/require-node.ts";
import { versioned } from "../http/versions.ts";

/** What of an upload is shown. */
export type Upload = Pick<
  MediaRow,
  "version" | "contentType" | "size" | "duration" | "width" | "height" | "uploadedAt"
>;

/** The newest first; which one is played is the version of the list. */
export function presentVersions(current: Upload | undefined, kept: readonly Upload[]): VersionList {
  const all = [...(current ? [presentVersion(current, true)] : []), ...kept.map((one) => presentVersion(one, false))];
  const items = all.toSorted((one, other) => other.version - one.version);
  return versioned({ items, nextCursor: null }, factsOf(current?.version));
}

/** What people change in a list of versions. */
export function factsOf(current: number | undefined): readonly unknown[] {
  return [current ?? 0];
}

function presentVersion(upload: Upload, current: boolean): Version {
  const { version, contentType, size, duration, width, height, uploadedAt } = upload;
  return {
    version,
    current,
    contentType,
    size,
    duration,
    width,
    height,
    uploadedAt: new Date(uploadedAt).toISOString(),
  };
}
