/** Something wrong with an input file, in words for the person who wrote it. */
export interface Problem {
  /** Path as the caller gave it. */
  file: string;
  /** One-based, as editors and compilers print it. */
  line: number;
  /** One-based; absent when only the line is known. */
  column?: number;
  message: string;
}

/** `file:line:column: message`, the form terminals and editors turn into a link. */
export function formatProblem(problem: Problem): string {
  const column = problem.column === undefined ? "" : `:${problem.column}`;
  return `${problem.file}:${problem.line}${column}: ${problem.message}`;
}
