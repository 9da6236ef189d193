import { randomBytes } from 'node:crypto';
import { personContext } from '@subjectline/contracts';
import { describe, expect, it } from 'vitest';
import { KeyRing } from '../sealing/sealing';
import { SoughtPerson } from './sought-person';

const keys = KeyRing.parse(`k1:${randomBytes(32).toString('base64')}`);
const organization = 'default';

function sought(reference: object, subjects: string[] = []): SoughtPerson {
  const sealed_person = keys.sealJson(reference, personContext(organization));
  return SoughtPerson.open(keys, { organization, sealed_person, subjects });
}

describe('a person in a text', () => {
  const ana = sought({ email: 'ana+x@example.com', phone_number: '+15550001234', user_id: 'crm-7' });

  it.each([
    'ana+x@example.com',
    'ANA+X@Example.com',
    'mailto:ana+x@example.com?subject=Hi',
    'ask ana+x@example.com.',
    'sms:+15550001234',
    'crm-7',
  ])('is found: %s', (text) => expect(ana.isNamedIn(text)).toBe(true));

  it.each([
    'joana+x@example.com',
    'ana+x@example.community',
    'ana+x@example.com.br',
    'anax@example.com',
    'ana+x@exampleXcom',
    '+155500012345',
    'crm-78',
    'CRM-7',
    '',
  ])('is not another person: %s', (text) => expect(ana.isNamedIn(text)).toBe(false));
});

it('is in what names the person or a subject, however deep, and not where their id is a part of another word', () => {
  const person = sought({ user_id: '7', email: 'ana@example.com' }, ['pri_1']);
  expect(person.isIn({ events: [{ user: { organization_user_id: '7' } }] })).toBe(true);
  expect(person.isIn({ 'Ana@example.com': null })).toBe(true);
  expect(person.isIn([{ id: 'pri_1' }])).toBe(true);
  expect(person.isIn({ id: 'pri_17', to: 'joana@example.com', count: 7, at: null })).toBe(false);
});
