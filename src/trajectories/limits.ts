const megabyte = 1024 * 1024;

/** What opening and reading a trajectory file may cost. Everything beyond is reported, never read halfway in silence. */
export const limits = {
  /** One JSON document that must be held in memory as a whole. */
  documentBytes: 256 * megabyte,
  /** One line of a JSONL file; the file itself may be of any size. */
  lineBytes: 64 * megabyte,
  /** One file of an archive after decompression, and all files of one sample together. */
  archiveEntryBytes: 256 * megabyte,
  /** Decompressed over compressed size beyond which an archive entry larger than a megabyte is not believed. */
  compressionRatio: 2_000,
  archiveEntries: 200_000,
  /** Broken text that is gone through again, slowly, for what can still be read. */
  repairCharacters: 16 * megabyte,
  repairedLines: 100,
  /** Trajectories listed of one file. */
  trajectories: 1_000_000,
  /** Steps of one trajectory. */
  steps: 200_000,
  /** Nesting of call arguments; deeper ones are kept as text. */
  argumentDepth: 64,
  /** Characters of a call kept as it was written when it cannot be parsed. */
  rawCharacters: 100_000,
  /** Characters of base64 of one picture that is kept, and of all of one trajectory, which must fit on a line with the rest of it. */
  pictureCharacters: 8 * megabyte,
  picturesCharacters: 32 * megabyte,
  problems: 200,
} as const;
