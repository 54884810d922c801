import { headed, mentions, names, readDescription } from "../intent.ts";
import { type Rule, when } from "../rule.ts";
import { words } from "../tokens.ts";
import { gentleRemoval, marks, processed, takenOff } from "./removal.ts";
import { asking, isReadOnlyQuery, isSqlTool } from "./sql.ts";

const resettable = words(
  "database data table device repository environment branch account board index all workspace system cluster server instance docker",
);
/** One also cleans rooms, texts and figures. */
const cleaned = words(
  `docker system cache artifact build workspace folder directory disk volume log container image database history branch
  temp file data_directory registry project queue job session table index record`,
);
const restoring = words("restore rollback");
const states = words("snapshot backup database world volume disk checkpoint server instance");
const drives = words("disk drive partition volume usb");
const halting = words("kill terminate shutdown reboot restart");
const played = words(
  "game music playback recording conversation session chat call stopwatch animation simulation",
);
const interrupted = words("query connection backup project site environment addon plugin");

/** Data or a service is lost. */
export const destructive: Rule = {
  label: "destructive",
  find(intent, shape) {
    const { verb, act } = intent;
    if (act === "delete") {
      if (verb === "reset") {
        return names(intent, resettable) ?? names(readDescription(shape), resettable);
      }
      if (verb === "clean") {
        return names(intent, cleaned) ?? names(readDescription(shape), cleaned);
      }
      if (headed(intent, marks) !== undefined) {
        return undefined;
      }
      const gentle =
        gentleRemoval.has(verb) && (names(intent, processed) ?? takenOff(intent, shape)) !== undefined;
      return when(!gentle, intent.objects[0]?.at(-1));
    }
    if (act === "stop") {
      const halted = mentions(intent, "host") ?? names(intent, interrupted);
      const harmless =
        mentions(intent, "person", "device", "trifle", "private") !== undefined ||
        names(intent, played) !== undefined;
      return halted ?? when(halting.has(verb) && !harmless, intent.nouns[0]);
    }
    // What was there before is gone.
    if (restoring.has(verb)) {
      return names(intent, states) ?? names(readDescription(shape), states);
    }
    if (verb === "format") {
      return names(intent, drives);
    }
    const runsSql = isSqlTool(intent, shape) && (act === "execute" || asking.has(verb));
    return when(runsSql && !isReadOnlyQuery(shape), "sql");
  },
};
