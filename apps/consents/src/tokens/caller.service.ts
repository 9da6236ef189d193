import { Injectable } from '@nestjs/common';
import {
  AppError,
  type ConsentEventInput,
  type ConsentUserInput,
  type ConsentUserReference,
} from '@subjectline/contracts';
import { comparable } from '../person/addresses';
import { TokenService } from './token.service';
import { UserDirectory, type KnownUser } from '../person/user-directory';

/** Finds the user that a call is about. A consent token opens its own user only, whatever else the call says. */
@Injectable()
export class CallerService {
  constructor(
    private readonly tokens: TokenService,
    private readonly users: UserDirectory,
  ) {}

  /** Null where there is no such user. */
  async userOf(reference: ConsentUserReference): Promise<KnownUser | null> {
    const { organization, consent_token, user_id, organization_user_id } = reference;
    if (!consent_token) return this.users.find(organization, { user_id, organization_user_id });
    const { user } = await this.tokens.verify(organization, consent_token);
    requireOwn(user, reference);
    return user;
  }

  /** An event from a browser: its user, delegate and validation come from the token. */
  async ownInput(organization: string, token: string, input: ConsentEventInput): Promise<ConsentEventInput> {
    const { user, content } = await this.tokens.verify(organization, token);
    requireSelf(user, input.user ?? {});
    const { delegate, validation } = content;
    return {
      ...input,
      user: {
        id: user.person.public_id,
        country: input.user?.country ?? null,
        metadata: { ...input.user?.metadata, ...content.user_metadata },
      },
      metadata: { ...input.metadata, ...content.metadata },
      delegate,
      validation,
    };
  }
}

/** Refuses an event about another person, so that it is not stored for the token's user. */
function requireSelf(user: KnownUser, { id, organization_user_id, email }: ConsentUserInput): void {
  const { person } = user;
  requireOwn(user, { user_id: id ?? undefined, organization_user_id: organization_user_id ?? undefined });
  const addresses = [person.email, person.organization_user_id].flatMap((name) =>
    name ? [comparable(name)] : [],
  );
  if (email && !addresses.includes(comparable(email)))
    throw new AppError('consent_token_rejected', { what: 'user' });
}

function requireOwn(
  { person }: KnownUser,
  { user_id, organization_user_id }: Pick<ConsentUserReference, 'user_id' | 'organization_user_id'>,
): void {
  const name = person.organization_user_id ?? '';
  const isForeign =
    (user_id !== undefined && user_id !== person.public_id) ||
    (organization_user_id !== undefined && comparable(organization_user_id) !== comparable(name));
  if (isForeign) throw new AppError('consent_token_rejected', { what: 'user' });
}
