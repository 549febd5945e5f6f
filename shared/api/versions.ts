import type * as v from "valibot";
import type { version, versionList } from "./answers/versions.ts";

export type Version = v.InferOutput<typeof version>;

export type VersionList = v.InferOutput<typeof versionList>;
