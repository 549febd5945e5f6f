import { render } from "preact";
import { preparePage } from "../../features/page/prepare-page.ts";
import { followServer } from "../../features/servers/follow-server.ts";
import { restoreUpload } from "../../features/upload/begun-upload.ts";
import { UploadPage } from "../../features/upload/UploadPage.tsx";
import { forgetSeveral, isAtWork } from "../../features/upload/upload-queue.ts";
import { mountPoint } from "../../ui/mount-point.ts";

// What is under way goes on to the server it was begun for, whichever is in view.
void followServer(isAtWork)
  .then(() => Promise.all([preparePage(forgetSeveral), restoreUpload()]))
  .then(() => render(<UploadPage />, mountPoint()));
