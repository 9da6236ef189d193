import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  check,
  newId,
  OperatorAddress,
  operatorSignInContext,
  VerifyChallenge,
  VerifyLink,
  type AcceptInvitationRequest,
  type ErrorCode,
  type OpenedSession,
  type OpenOperatorSessionRequest,
  type StartOperatorSignInTask,
} from '@subjectline/contracts';
import { Database, KeyRing, SealedOutbox } from '@subjectline/storage';
import { OperatorDirectory } from '../operators/operator-directory.service';
import type { OperatorRow } from '../operators/operator.store';
import { SessionAudit } from './session-audit.service';
import { SessionOwners } from './session-owners.service';
import { SessionService } from './session.service';

const codeSeconds = 600;
const maxTries = 5;

/** Identity's errors about a code. One for all of them: to tell them apart is to tell who is an operator. */
const refusals: ReadonlySet<ErrorCode> = new Set([
  'code_incorrect',
  'code_expired',
  'code_used',
  'code_limit',
]);

/** Signs operators in by a code or by their invitation, both of which prove their address. */
@Injectable()
export class OperatorSignInService {
  constructor(
    private readonly operators: OperatorDirectory,
    private readonly sessions: SessionService,
    private readonly messages: SealedOutbox,
    private readonly keys: KeyRing,
    private readonly bus: Bus,
    private readonly owners: SessionOwners,
    private readonly audit: SessionAudit,
    private readonly database: Database,
  ) {}

  async start({ organization, sealed_address, client_digest }: StartOperatorSignInTask): Promise<void> {
    const opened = this.keys.openJson(sealed_address, operatorSignInContext(organization));
    const { email } = check(OperatorAddress, opened);
    const row = await this.operators.findByAddress(organization, email);
    if (!row) return;
    const challenge = {
      organization,
      about: signInOf(row.id),
      message_about: row.id,
      channel: 'email',
      message_kind: 'operator_sign_in',
      locale: row.locale,
      lifetime_seconds: codeSeconds,
      maximum_tries: maxTries,
      client_digest: client_digest ?? null,
    } as const;
    await this.database.transaction((transaction) =>
      this.messages.startChallenge(transaction, challenge, { to: { email }, variables: {} }),
    );
  }

  /** An address that none has is verified as one that has no code: it takes as long. */
  async finish(request: OpenOperatorSessionRequest): Promise<OpenedSession> {
    const { organization, email } = request;
    const row = await this.operators.findByAddress(organization, email);
    return this.verify(request, row).catch((error: unknown) => this.refuse(row, email, error));
  }

  private async verify(
    { organization, code, browser, client_digest = null }: OpenOperatorSessionRequest,
    row: OperatorRow | null,
  ): Promise<OpenedSession> {
    const about = signInOf(row?.id ?? newId('opr'));
    await this.bus
      .ask(VerifyChallenge, { organization, about, code, client_digest })
      .catch((error: unknown) => {
        throw error instanceof AppError && refusals.has(error.code) ? new AppError('sign_in_failed') : error;
      });
    const active = row && (await this.operators.activate(organization, row.id));
    if (!active) throw new AppError('sign_in_failed');
    return this.sessions.openFor(this.owners.ofOperator(active), browser);
  }

  private async refuse(row: OperatorRow | null, email: string, error: unknown): Promise<never> {
    if (error instanceof AppError && error.code === 'sign_in_failed')
      await this.audit.recordRefusal({ kind: 'operator', known: row, typed: email });
    throw error;
  }

  async accept({ organization, about, token, browser }: AcceptInvitationRequest): Promise<OpenedSession> {
    await this.bus.ask(VerifyLink, { organization, about, token });
    const active = await this.operators.activate(organization, about);
    if (!active) throw new AppError('link_unknown', { id: about });
    return this.sessions.openFor(this.owners.ofOperator(active), browser, 'sign-in by invitation');
  }
}

/** Beside the invitation, which is about the operator: a newer challenge about one thing ends the older one. */
function signInOf(operatorId: string): string {
  return `sign-in-${operatorId}`;
}
