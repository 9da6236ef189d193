import { isPropertyId, type ItemFailure, type NewRequest } from '@subjectline/contracts';
import type { Laws } from '../laws/applicable-laws';
import { identifiersOf } from '../person/request-identity';
import { findPolicy } from '../request/policies';

/** Why a request is invalid whatever the settings, or null; in Fides' order. */
export function refusalOf({ identity, property_id, policy_key }: NewRequest): ItemFailure | null {
  if (identifiersOf(identity).length === 0) return 'identity_empty';
  if (property_id && !isPropertyId(property_id)) return 'property_unknown';
  return findPolicy(policy_key) ? null : 'policy_unknown';
}

/** Why a caller that vouches for the person cannot name this law, or null. */
export function lawRefusalOf(
  { law }: NewRequest,
  { submitted_by, laws: { laws } }: { readonly submitted_by: string | null; readonly laws: Laws },
): ItemFailure | null {
  const isKnown = !law || submitted_by === null || laws.some(({ id }) => id === law);
  return isKnown ? null : 'law_unknown';
}
