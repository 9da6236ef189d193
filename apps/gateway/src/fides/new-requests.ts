import { AppError, CreateRequestsRequest, type Problem } from '@subjectline/contracts';
import { readMoment } from '../http/moment';
import { checkPlaced, requireBody } from '../http/placed';

const most = 50;

export interface Origin {
  readonly organization: string;
  readonly submitted_by: string | null;
  readonly locale: string;
}

/** A bare list of requests, as Fides takes it. One that does not fit its schema fails the whole call. */
export function readNewRequests(body: unknown, origin: Origin): CreateRequestsRequest {
  const requests = readList(body).map(readItem);
  return checkPlaced('body', CreateRequestsRequest, { ...origin, requests }, 'requests');
}

function readList(body: unknown): unknown[] {
  requireBody(body);
  if (!Array.isArray(body)) throw refusal({ path: ['body'], rule: 'isArray', message: 'must be an array' });
  if (body.length > most) {
    const message = `must contain no more than ${most} elements`;
    throw refusal({ path: ['body'], rule: 'arrayMaxSize', message });
  }
  return body as unknown[];
}

function readItem(item: unknown, index: number): object {
  if (!isObject(item)) {
    throw refusal({ path: ['body', index], rule: 'nestedValidation', message: 'must be an object' });
  }
  // Fides drops these while their collection is switched off, which is its default and our only way
  const { custom_privacy_request_fields: _dropped, ...known } = item;
  const { requested_at, identity } = known;
  return {
    ...known,
    ...(typeof requested_at === 'string' && {
      requested_at: readMoment(requested_at, ['body', index, 'requested_at']),
    }),
    ...(isObject(identity) && { identity: withoutEmptyPhone(identity) }),
  };
}

/** An empty phone number is no number: Fides' form sends it when the field stays blank. */
function withoutEmptyPhone(identity: Record<string, unknown>): Record<string, unknown> {
  return identity['phone_number'] === '' ? { ...identity, phone_number: null } : identity;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refusal(problem: Problem): AppError {
  return new AppError('invalid', {}, [problem]);
}
