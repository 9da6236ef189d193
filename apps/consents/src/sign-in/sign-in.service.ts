import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { CallerBudget } from '@subjectline/storage';
import {
  AppError,
  canonicalLocale,
  defaultLocale,
  isPhoneAllowed,
  usualTokenSeconds,
  VerifyChallenge,
  VerifyLink,
  type ConsentLinkReference,
  type ErrorCode,
  type ErrorFacts,
  type FinishSignInRequest,
  type MessageKindId,
  type SignedIn,
  type SignInProtocol,
  type StartedSignIn,
  type StartSignInRequest,
} from '@subjectline/contracts';
import { reachOf, withToken, type Reach } from '../person/addresses';
import { AuthProviderService } from './auth-provider.service';
import { ConsentMessages } from '../person/consent-messages';
import { ConsentVault, type SignInContent } from '../person/consent-vault';
import { sortOf, thingOf } from '../person/link-about';
import { SettingsReader } from '../organization/settings-reader';
import { SignInStore, type SignInRow } from './sign-in.store';
import { TokenService } from '../tokens/token.service';
import { UserDirectory, type KnownUser } from '../person/user-directory';

interface ProtocolRules {
  readonly kind: MessageKindId;
  readonly seconds: number;
}

/** Didomi's codes are good for five minutes (contracts/didomi, Public endpoints); its links are not said to be, ours as its tokens. */
export const protocolRules: Readonly<Record<SignInProtocol, ProtocolRules>> = {
  otp: { kind: 'privacy-center-auth-otp-code', seconds: 300 },
  message: { kind: 'privacy-center-auth', seconds: 900 },
};

const maximumTries = 5;

/** What identity says of a code, as somebody who signs in hears it: they learn nothing of the address. */
const refusals: Partial<Record<ErrorCode, ErrorCode>> = {
  code_incorrect: 'sign_in_failed',
  code_expired: 'sign_in_failed',
  code_used: 'sign_in_failed',
  code_limit: 'sign_in_limit',
};

/** RFC 6585 §4. When the code is over: a new one can be asked for before, within the limits of codes. */
function factsOf(refusal: ErrorCode): ErrorFacts {
  return refusal === 'sign_in_limit' ? { retry_after_seconds: protocolRules.otp.seconds } : {};
}

/** Somebody gets into the Preference Center by proving an address: it is who they are there. */
@Injectable()
export class SignInService {
  constructor(
    private readonly store: SignInStore,
    private readonly authProviders: AuthProviderService,
    private readonly users: UserDirectory,
    private readonly tokens: TokenService,
    private readonly messages: ConsentMessages,
    private readonly settings: SettingsReader,
    private readonly vault: ConsentVault,
    private readonly bus: Bus,
    private readonly budget: CallerBudget,
  ) {}

  /** Answers every caller alike: no user is looked up. The previous code stays valid too. */
  async start(request: StartSignInRequest): Promise<StartedSignIn> {
    const { organization, email, protocol, auth_provider_id, channel, client_digest } = request;
    const reach = reachOf(email);
    if (!reach || (channel && channel !== reach.channel)) throw unreachable();
    await this.requireProvider(organization, protocol, auth_provider_id);
    await this.settings.requireAllowed(organization, request.privacy_center_url);
    await this.requireCountry(organization, reach);
    const content = {
      organization_user_id: email.trim(),
      locale: canonicalLocale(request.locale) ?? defaultLocale,
      privacy_center_url: request.privacy_center_url ?? (await this.privacyCenterOf(organization)),
    };
    await this.store.sweep();
    await this.send(organization, protocol, content, reach, client_digest);
    return { protocol, expires_in: protocolRules[protocol].seconds };
  }

  async finish(request: FinishSignInRequest): Promise<SignedIn> {
    const { organization, email, code, privacy_center_url, client_digest = null } = request;
    await this.settings.requireAllowed(organization, privacy_center_url);
    const about = await this.begunAs(organization, email);
    await this.bus
      .ask(VerifyChallenge, { organization, about, code, client_digest })
      .catch((error: unknown) => {
        const refusal = error instanceof AppError ? refusals[error.code] : undefined;
        throw refusal ? new AppError(refusal, factsOf(refusal)) : error;
      });
    return this.signIn(organization, email, privacy_center_url ?? (await this.privacyCenterOf(organization)));
  }

  /** The link of a sign-in, or of a welcome. */
  async open({ organization, about, token }: ConsentLinkReference): Promise<SignedIn> {
    const thing = thingOf(about);
    const begun = sortOf(thing) === 'sgn' ? await this.contentOf(organization, thing) : null;
    const welcomed = sortOf(thing) === 'usr' ? await this.users.read(organization, thing) : null;
    if (!begun && !welcomed) throw new AppError('link_unknown', { id: about });
    await this.bus.ask(VerifyLink, { organization, about, token });
    if (begun) return this.signIn(organization, begun.organization_user_id, begun.privacy_center_url);
    if (!welcomed) throw new AppError('link_unknown', { id: about });
    return this.signedIn(welcomed, await this.privacyCenterOf(organization));
  }

  private async requireCountry(organization: string, { channel, to }: Reach): Promise<void> {
    if (channel !== 'sms') return;
    const { sms_countries } = await this.settings.read(organization);
    if (!isPhoneAllowed(to.phone_number ?? '', sms_countries)) throw countryDisabled();
  }

  /** Another link for whoever holds one that has expired; refused when what it was for is forgotten. */
  async renew(organization: string, thing: string, clientDigest: string | null | undefined): Promise<number> {
    const content = await this.contentOf(organization, thing);
    const reach = reachOf(content?.organization_user_id);
    if (!content || !reach) throw new AppError('link_unknown', { id: thing });
    await this.send(organization, 'message', content, reach, clientDigest);
    return protocolRules.message.seconds;
  }

  private async send(
    organization: string,
    protocol: SignInProtocol,
    content: SignInContent,
    reach: Reach,
    clientDigest: string | null | undefined,
  ): Promise<void> {
    const { kind, seconds: lifetimeSeconds } = protocolRules[protocol];
    const { organization_user_id, locale, privacy_center_url: returnTo } = content;
    const callerCounted = await this.budget.require({ organization, client_digest: clientDigest }, [reach]);
    const [id] = this.vault.signInIds(organization, organization_user_id);
    const row: SignInRow = {
      organization,
      id,
      sealed_content: this.vault.seal('sign-in', { organization, id }, content),
    };
    const message = { organization, about: id, kind, variables: {}, locale, reach };
    await this.store.transaction(async (transaction) => {
      await this.store.put(transaction, row);
      const proof = { lifetimeSeconds, maximumTries, returnTo, clientDigest, callerCounted };
      await this.messages.askForProof(transaction, { ...message, ...proof });
    });
  }

  private async signIn(organization: string, name: string, address: string | null): Promise<SignedIn> {
    const user = await this.store.transaction((transaction) =>
      this.users.admit(transaction, organization, { organization_user_id: name }),
    );
    return this.signedIn(user, address);
  }

  private async signedIn(user: KnownUser, address: string | null): Promise<SignedIn> {
    const issued = await this.tokens.issue(user, usualTokenSeconds);
    const allowed = await this.settings.ifAllowed(user.row.organization, address);
    return { ...issued, url: allowed && withToken(allowed, issued.token) };
  }

  /** The code may have gone out before a new key came first on the ring. */
  private async begunAs(organization: string, email: string): Promise<string> {
    const ids = this.vault.signInIds(organization, email);
    return (await this.store.latestOf(organization, ids)) ?? ids[0];
  }

  private async contentOf(organization: string, id: string): Promise<SignInContent | null> {
    const row = await this.store.read(organization, id);
    return row && this.vault.open('sign-in', row, row.sealed_content);
  }

  private async requireProvider(
    organization: string,
    protocol: SignInProtocol,
    auth_provider_id: string | undefined,
  ): Promise<void> {
    if (auth_provider_id === undefined) return;
    const { type } = await this.authProviders.read({ organization, id: auth_provider_id });
    if (type !== protocol) throw new AppError('auth_provider_unknown', { id: auth_provider_id });
  }

  private async privacyCenterOf(organization: string): Promise<string | null> {
    return (await this.settings.read(organization)).privacy_center_url;
  }
}

function countryDisabled(): AppError {
  const message = 'must be a phone number of a country that is enabled';
  return new AppError('invalid', {}, [{ path: ['email'], rule: 'isPhoneAllowed', message }]);
}

function unreachable(): AppError {
  const message = 'must be an address that the channel reaches';
  return new AppError('invalid', {}, [{ path: ['email'], rule: 'isAddress', message }]);
}
