import {
  AppError,
  requestActions,
  requestStatuses,
  type IdentifierValue,
  type Problem,
  type RequestFilter,
} from '@subjectline/contracts';
import { checkFilter, momentsOf } from './request-filter-query';
import { filterNames } from './request-filter.shape';
import { withIds, withSearchText } from './request-filter-text';
import { isObject } from './request-identity';

/** The filters of a body, which may name identifiers one by one. */
export function readFilterBody(body: unknown, path: Problem['path']): RequestFilter {
  if (!isObject(body)) throw refusal(path, 'isObject', 'must be an object');
  const extra = Object.keys(body).find((name) => !filterNames.includes(name));
  if (extra !== undefined) throw refusal([...path, extra], 'extra', 'is not known here');
  const list = (name: string) => listAt(body, name, path);
  const ids = [...list('request_id'), ...list('request_ids'), ...list('id')];
  const namesIds = ['request_id', 'request_ids', 'id'].some((name) => isThere(body[name]));
  const [statuses, actions] = [list('status'), list('action_type')];
  const [searched, external] = ['fuzzy_search_str', 'external_id'].map((name) => textAt(body, name, path));
  const moment = (name: string) => textAt(body, name, path);
  return checkFilter(path, {
    ...(searched && withSearchText(searched)),
    ...(namesIds && withIds(ids)),
    ...(external && { external_id_prefix: external }),
    ...(statuses.length > 0 && { statuses: wordsOf(statuses, requestStatuses, [...path, 'status']) }),
    ...(actions.length > 0 && { actions: wordsOf(actions, requestActions, [...path, 'action_type']) }),
    ...momentsOf(moment, path),
    ...(isThere(body['identities']) && {
      identities: identitiesOf(body['identities'], [...path, 'identities']),
    }),
  });
}

function identitiesOf(value: unknown, path: Problem['path']): IdentifierValue[] {
  if (!isObject(value)) throw refusal(path, 'isObject', 'must be an object');
  return Object.entries(value).map(([name, given]) => {
    if (typeof given !== 'string') throw refusal([...path, name], 'isString', 'must be a text');
    return { name, value: given };
  });
}

function wordsOf<Word extends string>(
  given: string[],
  words: readonly Word[],
  path: Problem['path'],
): Word[] {
  return given.map((text) => {
    const word = words.find((known) => known === text);
    if (word === undefined)
      throw refusal(path, 'isIn', `must be one of the following values: ${words.join(', ')}`);
    return word;
  });
}

function listAt(body: Record<string, unknown>, name: string, path: Problem['path']): string[] {
  const value = body[name];
  if (!isThere(value)) return [];
  return [value].flat().map((one) => {
    if (typeof one !== 'string') throw refusal([...path, name], 'isString', 'must be a text');
    return one;
  });
}

function textAt(body: Record<string, unknown>, name: string, path: Problem['path']): string | undefined {
  const value = body[name];
  if (!isThere(value)) return undefined;
  if (typeof value !== 'string') throw refusal([...path, name], 'isIso8601', 'must be a moment');
  return value;
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function refusal(path: Problem['path'], rule: string, message: string): AppError {
  return new AppError('invalid', {}, [{ path, rule, message }]);
}
