import type { ErasureStep, PersonErasure } from '@subjectline/contracts';
import type { ErasureRow, StepRow } from './erasure.store';

export function toErasure(row: ErasureRow, steps: readonly StepRow[]): PersonErasure {
  const { id, state, hold_reason, requested_by, requested_at, finished_at, person_digests, certificate } =
    row;
  return {
    id,
    state,
    hold_reason,
    requested_by,
    requested_at: requested_at.toISOString(),
    finished_at: finished_at?.toISOString() ?? null,
    person_digests,
    steps: steps.map(toStep),
    certificate,
  };
}

function toStep({ place, state, erased, kept, action, reason, finished_at }: StepRow): ErasureStep {
  return { place, state, erased, kept, action, reason, finished_at: finished_at?.toISOString() ?? null };
}
