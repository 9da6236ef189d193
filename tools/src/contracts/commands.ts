import { compare } from './compare';
import { readLock, writeLock } from './lock';
import { snapshotOf, type Snapshot } from './snapshot';

export const usage = [
  'npm run contracts            compare the contracts with those of the last release',
  'npm run contracts -- accept  write them down as released; raises the version if they break any',
].join('\n');

interface Outcome {
  readonly lines: readonly string[];
  readonly isRefused: boolean;
}

/** Says what has changed since the last release, and refuses what services of that release could not work with. */
export function checkLock(file: string, present: Snapshot = snapshotOf()): Outcome {
  const { version, ...released } = readLock(file);
  const { breaks, order } = compare(released, present);
  const isRefused = breaks.length > 0;
  const verdict = isRefused
    ? `These changes break version ${version} of the contracts. Add a contract with \`version: 2\` beside the old one, or accept them for a release that stops all services: npm run contracts -- accept`
    : `The contracts work together with version ${version} of them.`;
  return {
    lines: [
      ...breaks.map((change) => `breaks  ${change}`),
      ...order.map((change) => `order   ${change}`),
      verdict,
    ],
    isRefused,
  };
}

export function acceptContracts(file: string, present: Snapshot = snapshotOf()): Outcome {
  const { version, ...released } = readLock(file);
  const { breaks } = compare(released, present);
  const next = breaks.length > 0 ? version + 1 : version;
  writeLock(file, { version: next, ...present });
  const lines = breaks.map((change) => `breaks  ${change}`);
  return { lines: [...lines, `Version ${next} of the contracts is written down.`], isRefused: false };
}
