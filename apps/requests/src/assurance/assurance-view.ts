import type { AssuranceDetails, RaisedAssurance } from '@subjectline/contracts';
import type { RequestDetails } from '../request/request-details';
import type { RequestRow } from '../request/request-row';
import { assuranceOf, toRequestAssurance, type Assurance } from './request-assurance';

export function toAssuranceDetails(row: RequestRow, details: RequestDetails): AssuranceDetails {
  const assurance = assuranceOf(row);
  const { initial, basis, proofs } = assurance;
  return {
    id: row.id,
    ...toRequestAssurance(row),
    initial,
    basis,
    proofs: [...proofs],
    raised: raisedOf(assurance, details),
    declaration: details.declaration ?? null,
  };
}

function raisedOf({ raised }: Assurance, { assurance_note }: RequestDetails): RaisedAssurance | null {
  if (!raised) return null;
  const { reason, raised_at, raised_by } = raised;
  return { reason, note: assurance_note ?? null, raised_at, raised_by };
}
