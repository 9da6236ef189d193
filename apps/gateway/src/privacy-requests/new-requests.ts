import {
  AppError,
  CreateRequestsRequest,
  cutShort,
  maxListedProblems,
  type Problem,
} from '@subjectline/contracts';
import { readMoment } from '../http/moment';
import { checkPlaced, requireBody } from '../http/bodies/placed';
import { isObject } from '../http/bodies/is-object';
import { problemsOfFields, readIdentity } from './request-identity';

/** Max requests per call. */
export const maxRequests = 50;

export type Origin = Omit<CreateRequestsRequest, 'requests'>;

const moments = ['requested_at', 'received_at', 'started_processing_at', 'finished_processing_at'] as const;

/** A bare list of requests, as Fides takes it. One that does not fit its schema fails the whole call. */
export function readNewRequests(body: unknown, origin: Origin): CreateRequestsRequest {
  const requests: object[] = [];
  const problems: Problem[] = [];
  for (const [index, item] of readList(body).entries()) {
    const read = readItem(item, index);
    requests.push(read.request);
    problems.push(...read.problems);
    // the answer lists 20 problems: looking for more takes long
    if (problems.length > maxListedProblems) throw new AppError('invalid', {}, cutShort(problems));
  }
  if (problems.length > 0) throw new AppError('invalid', {}, problems);
  return checkPlaced(
    'body',
    CreateRequestsRequest,
    { ...origin, requests },
    {
      wrapper: 'requests',
      isOpen: true,
    },
  );
}

function readList(body: unknown): unknown[] {
  requireBody(body);
  if (!Array.isArray(body)) throw refusal({ path: ['body'], rule: 'isArray', message: 'must be an array' });
  if (body.length > maxRequests) {
    const message = `must contain no more than ${maxRequests} elements`;
    throw refusal({ path: ['body'], rule: 'arrayMaxSize', args: [maxRequests], message });
  }
  return body as unknown[];
}

function readItem(item: unknown, index: number): { request: object; problems: readonly Problem[] } {
  const path = ['body', index];
  if (!isObject(item)) {
    throw refusal({ path, rule: 'nestedValidation', message: 'must be an object' });
  }
  const { identity, problems } = readIdentity(item['identity'], [...path, 'identity']);
  const fields = 'custom_privacy_request_fields';
  const request = { ...item, ...('identity' in item && { identity }) };
  for (const name of moments) {
    const given = item[name];
    if (typeof given === 'string') Object.assign(request, { [name]: readMoment(given, [...path, name]) });
  }
  return { request, problems: [...problems, ...problemsOfFields(item[fields], [...path, fields])] };
}

function refusal(problem: Problem): AppError {
  return new AppError('invalid', {}, [problem]);
}
