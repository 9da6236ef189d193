import type { NewRequest, OrganizationSettings } from '@subjectline/contracts';
import { ruledLevel, switchLevel, vouchedLevel, type RequiredLevel } from '../assurance/required-level';
import type { Laws } from '../laws/applicable-laws';
import { startClock } from '../deadlines/request-clock';
import { answerOf } from '../request/policies';
import { refusalOf } from './request-refusal';

/** A request of a call, and what is asked of its person. */
export interface WantedRequest {
  readonly request: NewRequest;
  readonly level: RequiredLevel;
}

interface Origin {
  readonly submitted_by: string | null;
  readonly laws: Laws;
}

/** How surely the person of a new request has to be known. The public form cannot say under which law it is. */
export function levelOf(
  request: NewRequest,
  { submitted_by, laws }: Origin,
  settings: OrganizationSettings,
  now: Date,
): RequiredLevel {
  if (submitted_by !== null) return vouchedLevel;
  if (!laws.assurance.is_enabled || refusalOf(request)) return switchLevel(settings);
  const { policy_key, location, property_id } = request;
  const asked = answerOf({ family: 'fides', policy_key });
  const { law } = startClock({ location, property_id, received: now, ...asked }, laws);
  return ruledLevel(asked.right, law, laws);
}
