import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { KeyRing } from '@subjectline/storage';
import type { EndpointKey, EndpointRow } from './endpoint';

/** Standard Webhooks asks for 24 to 64. */
const secretBytes = 32;

type Sealed = Pick<EndpointRow, 'sealed_secret' | 'sealed_previous_secret' | 'previous_secret_until'>;

/** Makes the secrets of endpoints, and opens them to sign with. */
@Injectable()
export class EndpointSecrets {
  constructor(private readonly keys: KeyRing) {}

  draw(): string {
    return `whsec_${randomBytes(secretBytes).toString('base64')}`;
  }

  seal(key: EndpointKey, secret: string): string {
    return this.keys.seal(secret, contextOf(key));
  }

  /** Those to sign with now: the current one, and its predecessor while that is valid. */
  open(endpoint: EndpointKey & Sealed, now: Date): string[] {
    const { sealed_secret, sealed_previous_secret: previous, previous_secret_until: until } = endpoint;
    const isValid = previous !== null && until !== null && until > now;
    const sealed = isValid ? [sealed_secret, previous] : [sealed_secret];
    return sealed.map((one) => this.keys.open(one, contextOf(endpoint)));
  }
}

function contextOf({ organization, id }: EndpointKey): string {
  return `webhook-secret:${organization}:${id}`;
}
