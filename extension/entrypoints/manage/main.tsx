import { render } from "preact";
import { ManagePage } from "../../features/manage/ManagePage.tsx";
import { preparePage } from "../../features/page/prepare-page.ts";
import { mountPoint } from "../../ui/mount-point.ts";

void preparePage().then(() => render(<ManagePage />, mountPoint()));
