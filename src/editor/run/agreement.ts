/** How much a person agreed to send to a destination: figures of an estimate. */
export interface Agreed {
  calls: number;
  /** Expected price in US dollars, where it was known. */
  dollars?: number;
}

/** A run so many times as large as what was agreed to is another question. */
const muchMore = 2;

/** Whether a run goes so far beyond what was agreed to that the person has to be asked again. */
export function goesBeyond(agreed: Agreed, run: Agreed): boolean {
  const dearer =
    agreed.dollars !== undefined && run.dollars !== undefined && run.dollars > agreed.dollars * muchMore;
  return run.calls > agreed.calls * muchMore || dearer;
}

/**
 * What a workspace remembers of consents, by destination. Anything that has not this form, such as a list of
 * destinations without figures, counts as no consent.
 */
export function readAgreements(kept: unknown): Record<string, Agreed> {
  if (typeof kept !== "object" || kept === null || Array.isArray(kept)) {
    return {};
  }
  const isAgreed = (value: unknown): value is Agreed =>
    typeof value === "object" && value !== null && "calls" in value && typeof value.calls === "number";
  return Object.fromEntries(
    Object.entries(kept).filter((entry): entry is [string, Agreed] => isAgreed(entry[1])),
  );
}
