import { Injectable } from '@nestjs/common';
import {
  AppError,
  Clock,
  type ErrorCode,
  type OpenedSession,
  type OpenOidcSessionRequest,
} from '@subjectline/contracts';
import { OperatorDirectory } from '../operators/operator-directory.service';
import type { OperatorRow } from '../operators/operator.store';
import { SessionAudit } from './session-audit.service';
import { SessionOwners } from './session-owners.service';
import { SessionService } from './session.service';
import { UsedSignInStore } from './used-sign-in.store';

const action = 'sign-in by OpenID Connect';

const refusals: ReadonlySet<ErrorCode> = new Set([
  'oidc_address_unverified',
  'oidc_not_admitted',
  'oidc_other_account',
]);

/** Signs operators in whom an OpenID provider has authenticated. It makes no accounts: an owner invites people. */
@Injectable()
export class OidcSignInService {
  constructor(
    private readonly operators: OperatorDirectory,
    private readonly sessions: SessionService,
    private readonly owners: SessionOwners,
    private readonly audit: SessionAudit,
    private readonly used: UsedSignInStore,
    private readonly clock: Clock,
  ) {}

  async open(request: OpenOidcSessionRequest): Promise<OpenedSession> {
    const { organization, email, sign_in_digest, sign_in_expires_at } = request;
    const expiresAt = new Date(sign_in_expires_at);
    if (expiresAt <= this.clock.now() || !(await this.used.note(sign_in_digest, expiresAt)))
      throw new AppError('oidc_sign_in_expired');
    const row = email === null ? null : await this.operators.findByAddress(organization, email);
    return this.admit(request, row).catch((error: unknown) => this.refuse(row, email, error));
  }

  private async admit(
    { organization, issuer, subject, email, is_email_verified, browser }: OpenOidcSessionRequest,
    row: OperatorRow | null,
  ): Promise<OpenedSession> {
    if (email === null || !is_email_verified) throw new AppError('oidc_address_unverified');
    // who has the address may know that it is linked: a code that is mailed to it would tell as much
    const linked = row && (await this.operators.link(organization, row.id, { issuer, subject }));
    if (!linked) throw new AppError('oidc_not_admitted');
    return this.sessions.openFor(this.owners.ofOperator(linked), browser, action);
  }

  private async refuse(row: OperatorRow | null, typed: string | null, error: unknown): Promise<never> {
    if (error instanceof AppError && refusals.has(error.code))
      await this.audit.recordRefusal({ kind: 'operator', known: row, typed }, action);
    throw error;
  }
}
