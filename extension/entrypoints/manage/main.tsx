import { render } from "preact";
import { takeAsked } from "../../features/elsewhere/take-asked.ts";
import { ManagePage } from "../../features/manage/ManagePage.tsx";
import { prepareManage } from "../../features/manage/prepare-manage.ts";
import { mountPoint } from "../../ui/mount-point.ts";

void prepareManage().then(() => {
  takeAsked();
  render(<ManagePage />, mountPoint());
});
