import { dpoReader } from "./dpo.ts";
import type { PreferenceReader } from "./reader.ts";
import { rewardsReader } from "./rewards.ts";
import { taraReader } from "./tara.ts";

/** Every form of preference data that is read; the first that takes a record reads it. */
export const preferenceReaders: readonly PreferenceReader[] = [rewardsReader, taraReader, dpoReader];
