import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { AppError, organizationPattern, PublicSettings } from '@subjectline/contracts';
import type { KeyQuery } from './sign-in.bodies';

/** Browsers name the organization by a public key, which is its id: it opens nothing by itself. */
@Injectable()
export class PublicKeys {
  constructor(private readonly bus: Bus) {}

  /** The organization that `?key=` names. Refused with `public_key_unknown`. */
  async organizationOf({ key = '' }: KeyQuery): Promise<string> {
    // what can be no id is no key of the state's bucket either
    const isKnown = organizationPattern.test(key) && (await this.bus.read(PublicSettings, key));
    if (!isKnown) throw new AppError('public_key_unknown');
    return key;
  }
}
