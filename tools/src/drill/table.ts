import type { Account } from './ledger';

export interface Result {
  readonly scene: string;
  /** Calls that the vendor's side saw under way when the fault came, or that had just ended. */
  readonly mayBeUnknown: number;
  readonly account: Account;
}

const widths = [42, 10, 11, 6, 16, 14, 9] as const;
const titles = ['scene', 'accepted', 'delivered', 'lost', 'twice (codes)', 'unknown (≤)', 'drain'] as const;

export function headline(): string {
  return line(titles);
}

export function rowOf({ scene, mayBeUnknown, account }: Result): string {
  const { accepted, delivered, lost, noticesTwice, codesTwice, unknown, drainMs } = account;
  return line([
    scene,
    String(accepted),
    String(delivered),
    String(sumOf(lost)),
    `${noticesTwice + codesTwice} (${codesTwice})`,
    `${sumOf(unknown)} (${mayBeUnknown})`,
    `${(drainMs / 1_000).toFixed(1)} s`,
  ]);
}

/** What the product has promised and did not keep; each with the facts. */
export function brokenPromises({ scene, mayBeUnknown, account }: Result): string[] {
  const { lost, noticesTwice, codesTwiceForNothing, unknown } = account;
  return [
    ...(lost.size > 0 ? [`lost: ${listed(lost)}`] : []),
    ...(noticesTwice > 0 ? [`${noticesTwice} notices were sent twice`] : []),
    ...(codesTwiceForNothing > 0
      ? [`${codesTwiceForNothing} codes were sent again without an unknown outcome, or more than twice`]
      : []),
    ...(sumOf(unknown) > mayBeUnknown
      ? [`unknown with ${mayBeUnknown} calls under way: ${listed(unknown)}`]
      : []),
  ].map((what) => `BROKEN  ${scene}: ${what}`);
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function listed(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([what, count]) => `${count} × ${what}`).join(', ');
}

function line(cells: readonly string[]): string {
  return cells
    .map((cell, at) => cell.padEnd(widths[at] ?? 0))
    .join('')
    .trimEnd();
}
