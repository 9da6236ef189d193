import { expect, it } from 'vitest';
import { labelOf } from './labels';

it.each([
  ['newsletter', 'Newsletter'],
  ['product_updates', 'Product updates'],
  ['c:acme', 'Acme'],
  ['c:acme-Xy12z', 'acme-Xy12z'],
  ['constructor', 'Constructor'],
  ['<b>', '<b>'],
])('the label of %s', (id, label) => {
  expect(labelOf(id, { newsletter: 'Newsletter' })).toBe(label);
});
