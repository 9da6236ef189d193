import { Injectable } from '@nestjs/common';
import {
  Clock,
  type AssuranceDetails,
  type AssuranceProof,
  type NoteDataPointsRequest,
  type NoteDocumentRequest,
  type ReadAssuranceRequest,
} from '@subjectline/contracts';
import { refused, requireLadder } from '../assurance/assurance-refusal';
import { toAssuranceDetails } from '../assurance/assurance-view';
import { LawService } from '../laws/law.service';
import { PersonVault } from '../person/person-vault';
import { RequestLogStore } from '../request/request-log.store';
import type { RequestRow } from '../request/request-row';
import { isNotIdentified } from '../request/request-status';
import { SearchService } from '../search/search.service';
import { ConfirmationService } from './confirmation.service';

/** What staff or an engine find out about the person of a request. The evidence itself is not kept here. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly search: SearchService,
    private readonly log: RequestLogStore,
    private readonly confirmations: ConfirmationService,
    private readonly laws: LawService,
    private readonly vault: PersonVault,
    private readonly clock: Clock,
  ) {}

  async read({ organization, id }: ReadAssuranceRequest): Promise<AssuranceDetails> {
    return this.viewOf(await this.search.require(organization, id));
  }

  async noteDataPoints(request: NoteDataPointsRequest): Promise<AssuranceDetails> {
    const { organization, id, matched: points, noted_by } = request;
    const { assurance } = await this.laws.of(organization);
    if (points >= assurance.min_data_points) {
      return this.prove(request, { kind: 'data_points', points, ...this.noted(noted_by) });
    }
    const row = await this.search.require(organization, id);
    requireNotable(row);
    const detail = `${points} of ${assurance.min_data_points}`;
    await this.log.addAlone(row, 'data_points_not_matched', noted_by, detail);
    return this.viewOf(row);
  }

  async noteDocument(request: NoteDocumentRequest): Promise<AssuranceDetails> {
    const { id, document, copy_deleted, noted_by } = request;
    if (!copy_deleted) throw refused(id, 'the copy has to be deleted first');
    return this.prove(request, { kind: 'document', document, ...this.noted(noted_by) });
  }

  private async prove(
    { organization, id }: ReadAssuranceRequest,
    proof: AssuranceProof,
  ): Promise<AssuranceDetails> {
    const proofsOf = (row: RequestRow) => {
      requireNotable(row);
      return [proof];
    };
    return this.viewOf(await this.confirmations.prove(organization, id, proofsOf));
  }

  private noted(by: string): Pick<AssuranceProof, 'by' | 'proved_at'> {
    return { by, proved_at: this.clock.now().toISOString() };
  }

  private viewOf(row: RequestRow): AssuranceDetails {
    return toAssuranceDetails(row, this.vault.openDetailsOf(row));
  }
}

/** To note what nothing asks for would be to collect it for nothing. */
function requireNotable(row: RequestRow): void {
  requireLadder(row);
  if (isNotIdentified(row))
    throw refused(row.id, 'it was closed because its person had not been identified: reopen it first');
  if (row.status !== 'identity_unverified')
    throw refused(row.id, `it is ${row.status}: raise its level first`);
}
