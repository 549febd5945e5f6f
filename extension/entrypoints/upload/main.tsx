import { render } from "preact";
import { preparePage } from "../../features/page/prepare-page.ts";
import { followServer } from "../../features/servers/follow-server.ts";
import { keepDropsHere } from "../../features/upload/drop-anywhere.ts";
import { tellProgress } from "../../features/upload/tell-progress.ts";
import { UploadPage } from "../../features/upload/UploadPage.tsx";
import { forgetUploads, isAtWork, openUploads } from "../../features/upload/upload-queue.ts";
import { mountPoint } from "../../ui/mount-point.ts";

keepDropsHere();
// What is under way goes on to the server it was begun for, whichever is in view.
void followServer(isAtWork)
  .then(() => Promise.all([preparePage(forgetUploads), tellProgress()]))
  .then(openUploads)
  .then(() => render(<UploadPage />, mountPoint()));
