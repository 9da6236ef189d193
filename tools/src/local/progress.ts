const startedAtMs = performance.now() - process.uptime() * 1000;

/** Seconds since this process began, as people read them. */
export const secondsSinceStart = (): string => seconds(performance.now() - startedAtMs);

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1);

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** For what goes wrong while everything goes on. */
export function warn(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Does one step and says in one line what came of it and how long it took. */
export async function step<T>(work: Promise<T>, describe: (result: T) => string): Promise<T> {
  const beganMs = performance.now();
  const result = await work;
  say(`  ${describe(result).padEnd(48)} ${seconds(performance.now() - beganMs)} s`);
  return result;
}
