import { render } from "preact";
import { ManagePage } from "../../features/manage/ManagePage.tsx";
import { prepareManage } from "../../features/manage/prepare-manage.ts";
import { mountPoint } from "../../ui/mount-point.ts";

// What was asked for in a menu is the popup's to take up, also while this stands open beside it.
void prepareManage().then(() => render(<ManagePage inPanel />, mountPoint()));
