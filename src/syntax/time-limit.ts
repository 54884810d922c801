/**
 * Whether more than `milliseconds` of processor time have gone by since the limit was made. Time on the wall would tell how
 * busy the machine is: what a file is given must not depend on that. Threads of the process that run side by side count together,
 * so both clocks must have run out.
 */
export function createTimeLimit(milliseconds: number): () => boolean {
  const end = performance.now() + milliseconds;
  const start = process.cpuUsage();
  return () => {
    if (performance.now() <= end) {
      return false;
    }
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000 > milliseconds;
  };
}
