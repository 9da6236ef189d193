import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { AppError, organizationPattern, PublicSettings } from '@subjectline/contracts';
import { readText, type Query } from '../http/page';

/** Browsers name the organization by a public key, which is its id: it opens nothing by itself. */
@Injectable()
export class PublicKeys {
  constructor(private readonly bus: Bus) {}

  /** The organization that `?key=` names. Refused with `public_key_unknown`. */
  async organizationOf(query: Query): Promise<string> {
    const key = readText(query, 'key') ?? '';
    // what can be no id is no key of the state's bucket either
    const isKnown = organizationPattern.test(key) && (await this.bus.read(PublicSettings, key));
    if (!isKnown) throw new AppError('public_key_unknown');
    return key;
  }
}
