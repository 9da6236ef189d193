import { expect, it } from 'vitest';
import { mask } from './mask';

it.each([
  ['ada@example.com', 'a***@example.com'],
  ['@example.com', '@exam***om'],
  ['+15558675309', '+1555***09'],
  ['4711', '***'],
])('shortens %s', (address, shown) => {
  expect(mask(address)).toBe(shown);
});
