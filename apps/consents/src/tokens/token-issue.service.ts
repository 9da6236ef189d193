import { Injectable } from '@nestjs/common';
import {
  AppError,
  defaultTokenSeconds,
  type CreateConsentTokenRequest,
  type IssuedConsentToken,
} from '@subjectline/contracts';
import type { TokenContent } from '../person/consent-vault';
import { SettingsReader } from '../organization/settings-reader';
import { TokenService } from './token.service';
import { UserDirectory } from '../person/user-directory';
import { UserStore } from '../person/user.store';

/** Tokens travel in URLs and headers, which are limited to about 8 kB. */
const maxContentBytes = 4_000;

/** Issues tokens to clients, for users that they have signed in themselves. */
@Injectable()
export class TokenIssueService {
  constructor(
    private readonly tokens: TokenService,
    private readonly users: UserDirectory,
    private readonly store: UserStore,
    private readonly settings: SettingsReader,
  ) {}

  async create(request: CreateConsentTokenRequest): Promise<IssuedConsentToken> {
    const { organization, organization_user_id, lifetime = defaultTokenSeconds, validation } = request;
    await this.settings.requireAllowed(organization, validation?.redirect_url);
    const content = contentOf(request);
    if (Buffer.byteLength(JSON.stringify(content)) > maxContentBytes) throw tooLong();
    const user = await this.store.transaction((transaction) =>
      this.users.admit(transaction, organization, { organization_user_id }),
    );
    return this.tokens.issue(user, lifetime, content);
  }
}

function contentOf({ event, delegate, validation, metadata }: CreateConsentTokenRequest): TokenContent {
  return {
    metadata: event?.metadata ?? null,
    user_metadata: event?.user?.metadata ?? null,
    delegate: delegate ?? null,
    validation: validation ?? null,
    token_metadata: metadata ?? null,
  };
}

function tooLong(): AppError {
  const message = `all that a token carries must be of no more than ${maxContentBytes} bytes`;
  return new AppError('invalid', {}, [{ path: ['event'], rule: 'maxLength', message }]);
}
