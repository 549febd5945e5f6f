import { render } from "preact";
import { preparePage } from "../../features/page/prepare-page.ts";
import { restoreUpload } from "../../features/upload/begun-upload.ts";
import { UploadPage } from "../../features/upload/UploadPage.tsx";
import { forgetSeveral } from "../../features/upload/upload-queue.ts";
import { mountPoint } from "../../ui/mount-point.ts";

void Promise.all([preparePage(forgetSeveral), restoreUpload()]).then(() => render(<UploadPage />, mountPoint()));
