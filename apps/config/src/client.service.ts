import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  AppError,
  defaultOrganization,
  scopes,
  type ApiClient,
  type AuthenticateClientRequest,
} from '@subjectline/contracts';
import { ConfigEnv } from './env';

@Injectable()
export class ClientService {
  constructor(private readonly env: ConfigEnv) {}

  /** Both parts are always compared, whole: the time it takes tells nothing of either. */
  authenticate({ client_id, client_secret }: AuthenticateClientRequest): ApiClient {
    const idFits = isSame(client_id, this.env.SUBJECTLINE_ROOT_CLIENT_ID);
    const secretFits = isSame(client_secret, this.env.SUBJECTLINE_ROOT_CLIENT_SECRET);
    if (!idFits || !secretFits) throw new AppError('wrong_credentials');
    return { client_id, organization: defaultOrganization, scopes: [...scopes] };
  }
}

/** Digests have one length, whatever was typed: `timingSafeEqual` needs that. */
function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(sha256(given), sha256(expected));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
