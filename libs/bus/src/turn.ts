let end: Promise<void> | null = null;

/**
 * Resolves once everything that arrived together has been looked at: at the end of this turn of the event loop. A
 * client writes to its socket after every callback; what waits for the turn's end leaves in one write, and under load
 * that is the difference between one system call for a message and one for dozens. A lone message waits for nothing.
 */
export function endOfTurn(): Promise<void> {
  end ??= new Promise((resolve) => {
    setImmediate(() => {
      end = null;
      resolve();
    });
  });
  return end;
}
