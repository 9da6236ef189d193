import { describe, expect, it } from 'vitest';
import { readMailbox, uniqueAddresses } from './mailbox';

describe('A mailbox', () => {
  it.each([
    ['a@example.com', { address: 'a@example.com' }],
    ['Shop <a@example.com>', { name: 'Shop', address: 'a@example.com' }],
    ['"Shop, Inc." <a@example.com>', { name: 'Shop, Inc.', address: 'a@example.com' }],
    ['<a@example.com>', { address: 'a@example.com' }],
  ])('is read out of %j', (text, expected) => expect(readMailbox(text)).toEqual(expected));

  it('stands in a list once, as it was first written', () => {
    const given = ['Dpo@example.com', 'privacy@example.com', 'dpo@example.com', 'DPO <dpo@EXAMPLE.com>'];
    expect(uniqueAddresses(given)).toEqual(['Dpo@example.com', 'privacy@example.com']);
  });
});
