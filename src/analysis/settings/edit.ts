import { parse } from "jsonc-parser";
import { editJson } from "../../syntax/edit-json.ts";
import type { RulesFile, SettingsSuppression } from "./schema.ts";

const begun = (text: string) => (text.trim() === "" ? '{\n  "schemaVersion": 1\n}\n' : text);

/** The text of `.autosafe/rules.json` with the rule switched off; where it has other settings, those stay. */
export function withRuleOff(text: string, ruleId: string): string {
  const before = begun(text);
  const settings: Partial<RulesFile> | undefined = parse(before);
  const known = settings?.rules?.[ruleId];
  return typeof known === "object"
    ? editJson(before, ["rules", ruleId, "severity"], "off")
    : editJson(before, ["rules", ruleId], "off");
}

/** The text of `.autosafe/rules.json` with one more finding that the project lives with. */
export function withSuppressed(text: string, entry: SettingsSuppression): string {
  const before = begun(text);
  const settings: Partial<RulesFile> | undefined = parse(before);
  return editJson(before, ["suppress", settings?.suppress?.length ?? 0], entry);
}
