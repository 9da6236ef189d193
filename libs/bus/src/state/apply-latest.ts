/**
 * Applies a value of another service that may change meanwhile. It is read while nothing is locked, and again after each
 * change, until the value that was read is the one that was applied. The events that lead here may come out of order.
 */
export async function applyLatest<Value extends string | boolean>(
  read: () => Promise<Value>,
  apply: (value: Value) => Promise<void>,
): Promise<void> {
  let applied: Value | null = null;
  for (;;) {
    const value = await read();
    if (value === applied) return;
    await apply(value);
    applied = value;
  }
}
