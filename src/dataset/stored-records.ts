/**
 * Records of one kind by id, in the order their ids were first stored. Records are read from disk when they are asked
 * for; each call gives a new object. A record that turns out not to be valid is left out and reported among the store's
 * problems. Summaries are in memory.
 */
export interface StoredRecords<T, S> extends ReadonlyMap<string, T> {
  summary(id: string): S | undefined;
  summaries(): Generator<S, undefined>;
  /** One member of a record, read without building the rest; undefined when the record is not there or has none. */
  member<M extends keyof T & string>(id: string, name: M): T[M] | undefined;
}
