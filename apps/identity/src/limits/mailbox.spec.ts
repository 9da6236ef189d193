import { describe, expect, it } from 'vitest';
import { mailboxOf, ownedDomainOf } from './mailbox';

describe('one mailbox', () => {
  it.each([
    [
      'a tag, at any domain',
      'ada@example.com',
      ['ada+1@example.com', 'ADA+a+b@example.com', '"ada+x"@example.com'],
    ],
    [
      'dots and both domains of Gmail',
      'adalovelace@gmail.com',
      ['ada.love.lace@gmail.com', 'AdaLovelace+x@googlemail.com', 'a.d.a.lovelace+y@GMAIL.com'],
    ],
    ['Outlook', 'ada@outlook.com', ['ada+x@outlook.com']],
    ['iCloud', 'ada@icloud.com', ['ada@me.com', 'ada+x@mac.com']],
    ['Proton', 'adalovelace@proton.me', ['ada.lovelace@protonmail.com', 'ada-love_lace+x@pm.me']],
    ['Fastmail', 'ada@fastmail.com', ['ada+x@fastmail.com', 'shop@ada.fastmail.com']],
    ['a root dot', 'ada@example.com', ['ada@example.com.']],
  ])('is counted once: %s', (_what, mailbox, spellings) => {
    for (const spelling of spellings) expect(mailboxOf(spelling)).toBe(mailboxOf(mailbox));
  });

  it.each([
    ['dots elsewhere', 'ada.b@example.com', 'adab@example.com'],
    ['dots at Outlook', 'ada.b@outlook.com', 'adab@outlook.com'],
    ['another name', 'ada@gmail.com', 'adam@gmail.com'],
    ['another domain', 'ada@example.com', 'ada@example.org'],
    ['a name that is only a tag', '+ada@example.com', '+bob@example.com'],
  ])('is told from another by %s', (_what, one, other) => {
    expect(mailboxOf(one)).not.toBe(mailboxOf(other));
  });
});

describe('the domain of one owner', () => {
  it.each([
    ['x1@victim.example', 'victim.example'],
    ['x2@a.b.victim.example', 'victim.example'],
    ['x@mail.victim.co.uk', 'victim.co.uk'],
    ['x@VICTIM.co.uk.', 'victim.co.uk'],
    ['x@bücher.example', 'xn--bcher-kva.example'],
  ])('of %s is %s', (address, domain) => expect(ownedDomainOf(address)).toBe(domain));

  it.each(['ada@gmail.com', 'ada@hotmail.fr', 'ada@yahoo.co.uk', 'ada@web.de', 'shop@ada.fastmail.com'])(
    'is none of %s, where the public has its mailboxes',
    (address) => expect(ownedDomainOf(address)).toBeNull(),
  );
});
