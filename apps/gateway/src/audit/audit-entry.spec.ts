import { expect, it } from 'vitest';
import { actorOf } from './audit-entry';

it.each([
  ['cli_6a1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11', 'client'],
  ['root', 'client'],
  ['opr_5b8e0d4c-7b1f-4f0e-9a55-2b8c1f3f9a10', 'operator'],
])('names %s as a %s', (clientId, kind) => {
  const caller = { clientId, organization: 'default', scopes: new Set<string>(), tokenEpoch: null };
  expect(actorOf(caller)).toEqual({ kind, id: clientId });
});
