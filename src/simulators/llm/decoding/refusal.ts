import { withoutThinking } from "./extract.ts";

const opening =
  /^(?:(?:oh|hmm|well|hi|hello)[,.!]?\s+)?(?:i['’]?m (?:really |very |so )?sorry|i am (?:really |very |so )?sorry|sorry|i apologi[sz]e|unfortunately,? i|i (?:can['’]?t|cannot|can not|won['’]?t|will not|must decline|have to decline|am not able|am unable)|i['’]m (?:not able|unable|not comfortable)|as an ai\b)/i;

/** Whether prose, given where a structured answer was asked for, declines the task. */
export function declines(text: string): boolean {
  return opening.test(withoutThinking(text).trim().slice(0, 300));
}
