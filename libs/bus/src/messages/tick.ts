let end: Promise<void> | null = null;

/**
 * Resolves at the end of this tick of the event loop, once everything that arrived together was handled. A client writes
 * to its socket after every callback; messages that wait for the end of the tick leave in one write: under load one system
 * call for dozens of messages. A single message does not wait.
 */
export function endOfTick(): Promise<void> {
  end ??= new Promise((resolve) => {
    setImmediate(() => {
      end = null;
      resolve();
    });
  });
  return end;
}
