import { render } from "preact";
import { Popup } from "../../features/popup/Popup.tsx";
import { preparePopup } from "../../features/popup/prepare-popup.ts";
import { mountPoint } from "../../ui/mount-point.ts";

void preparePopup().then(() => render(<Popup />, mountPoint()));
