import { readdirSync, readFileSync } from 'node:fs';

/** What processes have used up, and what they hold. */
export interface Usage {
  readonly cpuSeconds: number;
  readonly rssMegabytes: number;
  /** Shared pages counted once, in equal parts: the figure that adds up over processes. */
  readonly pssMegabytes: number;
}

/** USER_HZ of proc(5); Linux shows it as 100 on every architecture that Node runs on. */
const ticksPerSecond = 100;

/** A process and everything that it has started, directly or not. */
export function familyOf(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: Number(statOf(Number(name))?.[1]) }));
  const family = [pid];
  // `family` grows while it is walked: children of children are found too
  for (const member of family) {
    family.push(...parents.filter(({ parent }) => parent === member).map((child) => child.pid));
  }
  return family;
}

export function isNode(pid: number): boolean {
  return commandOf(pid).startsWith(process.execPath);
}

/** The words that a process was started with. */
export function commandOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') ?? '';
}

export function usageOf(pids: readonly number[]): Usage {
  const sum = (measure: (pid: number) => number) =>
    pids.reduce((total, pid) => total + (measure(pid) || 0), 0);
  return {
    cpuSeconds: sum(cpuSecondsOf),
    rssMegabytes: sum((pid) => kilobytes(pid, 'Rss')) / 1024,
    pssMegabytes: sum((pid) => kilobytes(pid, 'Pss')) / 1024,
  };
}

/** With the children that have ended and were waited for: PostgreSQL has a process per connection. */
function cpuSecondsOf(pid: number): number {
  const fields = statOf(pid) ?? [];
  return fields.slice(11, 15).reduce((total, ticks) => total + Number(ticks), 0) / ticksPerSecond;
}

/** proc(5): the fields of `stat` from the third on; the second, the name in parentheses, may hold spaces. */
function statOf(pid: number): string[] | undefined {
  const stat = read(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function kilobytes(pid: number, name: string): number {
  const [, value] =
    new RegExp(`^${name}: +(\\d+) kB`, 'm').exec(read(`/proc/${pid}/smaps_rollup`) ?? '') ?? [];
  return Number(value ?? 0);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // it has ended in between
    return undefined;
  }
}
