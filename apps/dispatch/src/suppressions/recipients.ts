import { Injectable } from '@nestjs/common';
import type { Address, Channel } from '@subjectline/contracts';
import { KeyRing, recipientDigests } from '@subjectline/storage';

/** Names recipients by keyed digests. */
@Injectable()
export class Recipients {
  constructor(private readonly keys: KeyRing) {}

  digests(organization: string, channel: Channel, address: string): [string, ...string[]] {
    return recipientDigests(this.keys, organization, channel, address);
  }

  /** Of an email address and a phone number, under every key. */
  digestsOf(organization: string, { email, phone_number }: Address): string[] {
    return [
      ...(email ? this.digests(organization, 'email', email) : []),
      ...(phone_number ? this.digests(organization, 'sms', phone_number) : []),
    ];
  }
}
