import { isObject } from '../http/bodies/is-object';
import { Members } from './members';

/* What a call and its reply name: ids, fields and persons. Nothing else of them reaches the audit trail. */

const maxIds = 500;
const maxFields = 50;
const maxPersons = 50;
const maxDepth = 4;
/** Longer than any id or address. */
const maxText = 1_024;

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= maxText;

/** An id that this product has made. */
const ownId = /^[a-z]{3,4}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** A name that operators give: of a provider config, a law, a type, an e-mail. */
const plainName = /^[A-Za-z0-9][A-Za-z0-9_.:<>-]{0,199}$/;

export const isOwnId = (text: string): boolean => ownId.test(text);
export const isPlainName = (text: string): boolean => plainName.test(text);

const idFields = new Set(['id', 'client_id', 'key', 'request_id', 'request_ids']);
const listFields = new Set(['succeeded', 'items', 'results']);

/** The ids in a body or a reply: its own, and those of the entries of its lists. */
export function idsIn(value: unknown): string[] {
  const ids = new Set<string>();
  collectIds(value, new Members(), ids);
  return [...ids].slice(0, maxIds);
}

function collectIds(value: unknown, members: Members, ids: Set<string>): void {
  for (const [name, member] of members.of(value)) {
    if (Array.isArray(value) || idFields.has(name)) addTexts(member, members, ids);
    if (isObject(member) ? Array.isArray(value) : listFields.has(name)) collectIds(member, members, ids);
  }
}

function addTexts(value: unknown, members: Members, texts: Set<string>): void {
  if (isText(value)) texts.add(value);
  if (Array.isArray(value)) for (const [, item] of members.of(value)) if (isText(item)) texts.add(item);
}

const fieldName = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

/** The names of the fields that are given, two levels of them where `isDeep`; never a value. */
export function fieldsIn(body: unknown, isDeep: boolean): string[] {
  const members = new Members();
  const fields = new Set<string>();
  const objects = Array.isArray(body) ? [...members.of(body)].map(([, item]) => item) : [body];
  for (const object of objects.filter(isObject)) {
    for (const [name, value] of members.of(object)) {
      const isNested = isDeep && isObject(value);
      if (!fieldName.test(name)) continue;
      if (!isNested) fields.add(name);
      else for (const [inner] of members.of(value)) if (fieldName.test(inner)) fields.add(`${name}.${inner}`);
    }
  }
  return [...fields].slice(0, maxFields);
}

/** Fields that name a person, wherever they are, and those whose every member does. */
const personFields = new Set([
  'email',
  'phone_number',
  'user_id',
  'organization_user_id',
  'external_id',
  'identity',
  'identities',
]);

/** The values by which a body or a query names persons. */
export function personsIn(value: unknown): string[] {
  const persons = new Set<string>();
  collectPersons(value, false, maxDepth, new Members(), persons);
  return [...persons].slice(0, maxPersons);
}

function collectPersons(
  value: unknown,
  isPerson: boolean,
  depth: number,
  members: Members,
  persons: Set<string>,
): void {
  if (isPerson && isText(value)) persons.add(value);
  if (depth === 0) return;
  for (const [name, member] of members.of(value))
    collectPersons(member, isPerson || isPersonField(name), depth - 1, members, persons);
}

/** `identities[email]` is one as well, in a query. */
function isPersonField(name: string): boolean {
  const [first = ''] = name.split('[', 1);
  return personFields.has(first);
}
