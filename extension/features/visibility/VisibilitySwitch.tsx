import { VISIBILITIES, type Visibility } from "../../../shared/policy/share-access.ts";
import { t } from "../../language.ts";
import { Segments } from "../../ui/Segments.tsx";

type VisibilitySwitchProps = {
  value: Visibility;
  onChange: (visibility: Visibility) => void;
  disabled?: boolean;
  busy?: boolean;
  byPress?: boolean;
};

/** Who may watch, from the fewest to the most. */
export function VisibilitySwitch(props: VisibilitySwitchProps) {
  const options = VISIBILITIES.map((value) => ({ value, label: t(`visibility.${value}`) }));
  return <Segments<Visibility> {...props} label={t("ext.visibility.title")} options={options} />;
}
