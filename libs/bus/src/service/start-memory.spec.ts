import { expect, it } from 'vitest';
import { releaseStartMemory } from '../index';

const mb = 1024 * 1024;

/** Grows V8's old space by some 60 MB of objects that become garbage. */
function leaveGarbage(): void {
  const kept: object[] = [];
  for (let n = 0; n < 600_000; n++) kept.push({ n, text: `${n}`, list: [n, n, n] });
}

it('gives memory that is no longer used back to the system, as often as it is asked', async () => {
  leaveGarbage();
  const before = process.memoryUsage().heapTotal;
  await releaseStartMemory();
  expect(before - process.memoryUsage().heapTotal).toBeGreaterThan(20 * mb);
  await releaseStartMemory();
});
