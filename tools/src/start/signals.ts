import { readFileSync } from 'node:fs';

/** Ctrl-C in a terminal may come twice: from the terminal, and from npm, which passes it on. */
const sameKeystrokeMs = 500;

/** Aborts at the first signal to end this process; calls `force` at the second. */
export function stopSignal(force: () => void): AbortSignal {
  const stopping = new AbortController();
  let askedAtMs = 0;
  const ask = (): void => {
    if (stopping.signal.aborted && performance.now() - askedAtMs > sameKeystrokeMs) force();
    if (stopping.signal.aborted) return;
    askedAtMs = performance.now();
    stopping.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  // A terminal that was closed: what is still said has nowhere to go.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  followParent(stopping);
  return stopping.signal;
}

/** A killed parent sends no signal: its children only get another parent. */
function followParent(stopping: AbortController): void {
  const above = ancestors();
  const watch = setInterval(() => {
    if (ancestors() !== above) stopping.abort();
  }, 500);
  watch.unref();
}

/** Our parent and, since npm puts a shell between itself and us, under npm that shell's parent too. */
function ancestors(): string {
  const parent = process.ppid;
  if (!process.env.npm_lifecycle_event || process.platform !== 'linux') return String(parent);
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, 'utf8');
    // proc(5): the name in parentheses, the state, the parent.
    return `${parent} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}`;
  } catch {
    return 'gone';
  }
}
