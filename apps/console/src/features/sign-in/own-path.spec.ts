import { expect, it } from 'vitest';
import { ownPath } from './own-path';

const origin = 'https://console.example';

it.each([
  ['/requests?status=all', '/requests?status=all'],
  ['/requests/pri_1#notes', '/requests/pri_1#notes'],
  [undefined, '/'],
  ['//evil.example/', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['https://evil.example/', '/'],
  ['javascript:alert(1)', '/'],
])('leads after the sign-in from %s to %s', (to, path) => {
  expect(ownPath(to, origin)).toBe(path);
});
