import { writeFileSync } from "node:fs";
import { permissionsDocument } from "./permissions-document.ts";

writeFileSync("docs/permissions.md", permissionsDocument());
