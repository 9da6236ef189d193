import { Injectable } from '@nestjs/common';
import { phoneLineOf, type Address, type Channel } from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import { mailboxOf, ownedDomainOf } from './mailbox';
import type { Recipient } from './send-counters';

/** Numbers that differ only in their last digits are one range: toll fraud uses ten thousand in a row. */
const rangeDigits = 4;

/** Names recipients by keyed digests, so that no address is stored with its counters. */
@Injectable()
export class RecipientService {
  constructor(private readonly keys: KeyRing) {}

  /** All spellings of an address are one recipient. Each organization counts for itself. */
  of(organization: string, channel: Channel, { email, phone_number }: Address): Recipient {
    const digest = (identifier: string) => this.keys.digest('identifier', organization, channel, identifier);
    if (channel === 'email') {
      const domain = email ? ownedDomainOf(email) : null;
      const group = domain === null ? null : { limitName: 'domain' as const, digest: this.groupOf(domain) };
      return { identifier: digest(mailboxOf(email ?? '')), group };
    }
    const line = phoneLineOf(phone_number?.trim() ?? '');
    const range = { limitName: 'phone_range' as const, digest: this.groupOf(line.slice(0, -rangeDigits)) };
    return { identifier: digest(line), group: range };
  }

  /** The digests that an address may be counted or challenged under, one for each key. */
  digestsOf(organization: string, { email, phone_number }: Address): string[] {
    const named = (channel: Channel, identifier: string) =>
      this.keys.digests('identifier', organization, channel, identifier);
    return [
      ...(email ? named('email', mailboxOf(email)) : []),
      ...(phone_number ? named('sms', phoneLineOf(phone_number.trim())) : []),
    ];
  }

  private groupOf(shared: string): string {
    return this.keys.digest('recipients', shared);
  }
}
