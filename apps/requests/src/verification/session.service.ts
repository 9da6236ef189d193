import { Injectable } from '@nestjs/common';
import {
  AppError,
  Clock,
  type AssuranceProof,
  type PrivacyRequest,
  type VerifySessionRequest,
} from '@subjectline/contracts';
import { readIdToken, type SignedIn } from '../assurance/id-token';
import { assuranceOf, provedKinds } from '../assurance/request-assurance';
import { matchSession } from '../assurance/session-match';
import { LawService } from '../laws/law.service';
import { PersonVault } from '../person/person-vault';
import type { RequestRow } from '../request/request-row';
import { toPrivacyRequest } from '../request/request-view';
import { RequestStore } from '../request/request.store';
import { requireUnverified } from '../request/require-unverified';
import { ConfirmationService } from './confirmation.service';

/** A person proves who they are by a sign-in at the organization: both addresses at once. */
@Injectable()
export class SessionService {
  constructor(
    private readonly store: RequestStore,
    private readonly laws: LawService,
    private readonly confirmations: ConfirmationService,
    private readonly vault: PersonVault,
    private readonly clock: Clock,
  ) {}

  async verify(request: VerifySessionRequest): Promise<PrivacyRequest> {
    const { organization, id } = request;
    requireUnverified(await this.store.read(organization, id), id);
    const session = await this.read(request);
    const proofsOf = (row: RequestRow) => this.proofsOf(row, session);
    const row = await this.confirmations.prove(organization, id, proofsOf);
    return toPrivacyRequest(row, this.clock.now());
  }

  private async read({ organization, id, id_token }: VerifySessionRequest): Promise<SignedIn> {
    const { assurance } = await this.laws.of(organization);
    const { session: issuer } = assurance;
    if (!assurance.is_enabled || !issuer) {
      throw refused(id, 'the organization takes no sign-in');
    }
    const session = await readIdToken(id_token, { issuer, nonce: id, now: this.clock.now() });
    if ('why' in session) throw refused(id, session.why);
    return session;
  }

  private proofsOf(row: RequestRow, session: SignedIn): AssuranceProof[] {
    if (row.family === 'didomi') throw refused(row.id, 'it came in by the API of Didomi, which has one step');
    if (row.erased_at) return [];
    const match = matchSession(this.vault.openIdentity(row), session, provedKinds(assuranceOf(row)));
    if ('why' in match) throw refused(row.id, match.why);
    const proved_at = this.clock.now().toISOString();
    return match.kinds.map((kind) => ({ kind, proved_at, by: 'person', method: 'session' }));
  }
}

function refused(id: string, why: string): AppError {
  return new AppError('session_refused', { id, why });
}
