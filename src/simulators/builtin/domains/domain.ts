/**
 * What people in one field talk about. Texts may hold slots such as `{topic}` or `{colleague}`, which the scenario's
 * world fills; see `world/slots.ts`.
 */
export interface Domain {
  id: string;
  /** Words in a tool's name, parameters and description that speak for this field, most telling first. */
  keywords: string;
  /** Who asks. */
  roles: readonly string[];
  /** Who works with them. */
  crew: readonly string[];
  /** What the matter is about: noun phrases without article. */
  topics: readonly string[];
  /** Why now: whole sentences that fit any request in the field. */
  reasons: readonly string[];
  /** What a message may say: a that-clause, and the sentence as it is written. */
  news: readonly (readonly [that: string, written: string])[];
  /** Short grounds for a change, a refund, a cancellation. */
  grounds: readonly string[];
  /** Plain sentences for documents of the field. */
  notes: readonly string[];
  /** Vague goals, as clauses that begin with the verb's base form. */
  wishes: readonly string[];
}
