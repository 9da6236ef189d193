import { Injectable } from '@nestjs/common';
import type { Address, Channel } from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';

/** Names recipients by keyed digests. */
@Injectable()
export class Recipients {
  constructor(private readonly keys: KeyRing) {}

  /** Under every key, the one to store first: what was stored under an older one is still found. */
  digests(organization: string, channel: Channel, address: string): [string, ...string[]] {
    return this.keys.digests('suppression', organization, channel, plain(address));
  }

  /** Of an email address and a phone number, under every key. */
  digestsOf(organization: string, { email, phone_number }: Address): string[] {
    return [
      ...(email ? this.digests(organization, 'email', email) : []),
      ...(phone_number ? this.digests(organization, 'sms', phone_number) : []),
    ];
  }
}

/** Mailboxes with letters that differ only in case are the same at every provider that matters. */
function plain(address: string): string {
  return address.trim().toLowerCase();
}
