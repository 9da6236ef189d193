import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  Clock,
  VerifyChallenge,
  type IdentityVerifiedEvent,
  type PrivacyRequest,
  type VerifiedChallenge,
  type VerifyRequestRequest,
} from '@subjectline/contracts';
import { isAddressMissing, openReferences, referencesOf } from '../assurance/request-assurance';
import type { RequestRow } from '../request/request-row';
import { awaitsProof } from '../request/request-status';
import { toPrivacyRequest } from '../request/request-view';
import { RequestStore } from '../request/request.store';
import { requireUnverified } from '../request/require-unverified';
import { requestIdOf, verifiedChannelOf } from '../request/subject-reference';
import { ConfirmationService } from './confirmation.service';
import { ProofsInHand } from './proofs-in-hand';

/** What a right code leads to. What followed automatically while the answer was under way is read afterwards. */
const asVerified = {
  status: 'pending',
  reviewed_at: null,
  reviewed_by: null,
  started_processing_at: null,
} as const;

const wrongCodes = ['code_expired', 'code_incorrect', 'code_limit'] as const;

/** A person proves who they are by a code. */
@Injectable()
export class VerificationService {
  constructor(
    private readonly store: RequestStore,
    private readonly confirmations: ConfirmationService,
    private readonly proofs: ProofsInHand,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  /** A right code makes the request pending, or does one of several steps; the answer shows it so, whatever follows automatically. */
  async verify(request: VerifyRequestRequest): Promise<PrivacyRequest> {
    const { organization, id } = request;
    const row = await this.store.read(organization, id);
    requireUnverified(row, id);
    if (!isAddressMissing(row)) throw new AppError('nothing_to_prove', { id });
    const { channel, verified_at, challenge_id } = await this.check(request, row);
    const evidence = {
      channel,
      verified_at,
      method: 'code',
      references: referencesOf(row, channel),
    } as const;
    const verified = await this.proofs.store({ organization, id, challenge_id }, () =>
      this.confirmations.confirm(organization, id, evidence),
    );
    const view = toPrivacyRequest(verified, this.clock.now());
    // a duplicate, or steps are left
    const isAsItIs = view.status === 'duplicate' || view.status === 'identity_unverified';
    return isAsItIs ? view : { ...view, ...asVerified };
  }

  /** Does the end of `verify`, or of a confirmed link, when this service died after identity's answer. */
  async identityVerified(event: IdentityVerifiedEvent): Promise<void> {
    const { organization, about, challenge_id, verified_at, method = null } = event;
    const id = requestIdOf(about);
    if (!id || (await this.proofs.isStored({ organization, id, challenge_id }))) return;
    const row = await this.store.read(organization, id);
    // mostly the call was faster, and there is nothing left to do
    if (!row || !awaitsProof(row) || row.erased_at) return;
    const channel = verifiedChannelOf(about, event.channel);
    const evidence = { channel, method, verified_at, references: [about] };
    await this.confirmations.confirm(organization, row.id, evidence).catch((error: unknown) => {
      // of an address that was corrected, or of a person who was erased: it proves nothing any more
      if (!(error instanceof AppError) || error.code !== 'code_expired') throw error;
    });
  }

  private check(
    { organization, id, code, client_digest = null }: VerifyRequestRequest,
    row: RequestRow,
  ): Promise<VerifiedChallenge> {
    const [about = id, ...also] = openReferences(row);
    const others = also.length > 0 && { also };
    const question = { organization, about, ...others, code, client_digest };
    return this.bus.ask(VerifyChallenge, question).catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error;
      // identity knows the challenge by its reference, the person knows the request
      const wrong = wrongCodes.find((one) => one === error.code);
      if (wrong) throw new AppError(wrong, { id });
      if (error.code !== 'code_used') throw error;
      // another call was faster with the right code; the request is pending, or is about to be
      throw new AppError('request_not_awaiting_code', { id, status: 'pending' });
    });
  }
}
