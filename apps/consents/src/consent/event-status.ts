import type { ConsentEventStatus } from '@subjectline/contracts';

/** Which status may follow which. What is decided stays decided. */
const next: Readonly<Record<ConsentEventStatus, readonly ConsentEventStatus[]>> = {
  pending_approval: ['confirmed', 'rejected'],
  confirmed: [],
  rejected: [],
};

export function mayFollow(from: ConsentEventStatus, to: ConsentEventStatus): boolean {
  return next[from].includes(to);
}

export function isSettled(status: ConsentEventStatus): boolean {
  return next[status].length === 0;
}
