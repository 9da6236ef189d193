import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  defaultTokenSeconds,
  VerifyChallenge,
  VerifyLink,
  type ConsentLinkReference,
  type ErrorCode,
  type ErrorFacts,
  type FinishSignInRequest,
  type SignedIn,
} from '@subjectline/contracts';
import { Database } from '@subjectline/storage';
import { SettingsReader } from '../organization/settings-reader';
import { withToken } from '../person/addresses';
import { subjectOf, typeOf } from '../person/subject-reference';
import { UserDirectory, type KnownUser } from '../person/user-directory';
import { TokenService } from '../tokens/token.service';
import { signInProtocols } from './sign-in-protocols';
import { SignInRecords } from './sign-in-records';

/** Identity's errors about a code, in terms that disclose nothing about the address. */
const refusals: Partial<Record<ErrorCode, ErrorCode>> = {
  code_incorrect: 'sign_in_failed',
  code_expired: 'sign_in_failed',
  code_used: 'sign_in_failed',
  code_limit: 'sign_in_limit',
};

/** RFC 6585 §4: when the code expires. A new one may be requested earlier, within the limits of codes. */
function factsOf(refusal: ErrorCode): ErrorFacts {
  return refusal === 'sign_in_limit' ? { retry_after_seconds: signInProtocols.otp.seconds } : {};
}

/** Signs a person in to the Preference Center once they have verified an address, which identifies them there. */
@Injectable()
export class SignedInService {
  constructor(
    private readonly records: SignInRecords,
    private readonly users: UserDirectory,
    private readonly tokens: TokenService,
    private readonly settings: SettingsReader,
    private readonly bus: Bus,
    private readonly database: Database,
  ) {}

  async finish(request: FinishSignInRequest): Promise<SignedIn> {
    const { organization, email, code, privacy_center_url, client_digest = null } = request;
    await this.settings.requireAllowed(organization, privacy_center_url);
    const about = await this.records.subjectOf(organization, email);
    await this.bus
      .ask(VerifyChallenge, { organization, about, code, client_digest })
      .catch((error: unknown) => {
        const refusal = error instanceof AppError ? refusals[error.code] : undefined;
        throw refusal ? new AppError(refusal, factsOf(refusal)) : error;
      });
    const redirectUrl = privacy_center_url ?? (await this.settings.privacyCenterOf(organization));
    return this.signIn(organization, email, redirectUrl);
  }

  /** By the link of a sign-in or of a welcome. */
  async open({ organization, about, token }: ConsentLinkReference): Promise<SignedIn> {
    const subject = subjectOf(about);
    const type = typeOf(subject);
    const started = type === 'sgn' ? await this.records.read(organization, subject) : null;
    const welcomed = type === 'usr' ? await this.users.read(organization, subject) : null;
    if (!started && !welcomed) throw new AppError('link_unknown', { id: about });
    await this.bus.ask(VerifyLink, { organization, about, token });
    if (started) return this.signIn(organization, started.organization_user_id, started.privacy_center_url);
    if (!welcomed) throw new AppError('link_unknown', { id: about });
    return this.signedIn(welcomed, await this.settings.privacyCenterOf(organization));
  }

  private async signIn(organization: string, name: string, redirectUrl: string | null): Promise<SignedIn> {
    const user = await this.database.transaction((transaction) =>
      this.users.admit(transaction, organization, { organization_user_id: name }),
    );
    return this.signedIn(user, redirectUrl);
  }

  private async signedIn(user: KnownUser, redirectUrl: string | null): Promise<SignedIn> {
    const issued = await this.tokens.issue(user, defaultTokenSeconds);
    const allowed = await this.settings.ifAllowed(user.row.organization, redirectUrl);
    return { ...issued, url: allowed && withToken(allowed, issued.token) };
  }
}
