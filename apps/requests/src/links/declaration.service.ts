import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  Clock,
  declarationIn,
  declarationReference,
  VerifyLink,
  type AssuranceProof,
  type ConfirmedRequest,
  type SignDeclarationRequest,
  type SignedDeclaration,
} from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import { toRequestAssurance } from '../assurance/request-assurance';
import { pageFacts } from '../person/notifications';
import { PersonVault } from '../person/person-vault';
import type { RequestRow } from '../request/request-row';
import { dsarStatusOf } from '../request/request-status';
import { requestIdOf } from '../request/subject-reference';
import { RequestStore } from '../request/request.store';
import { requireUnverified } from '../request/require-unverified';
import { ConfirmationService } from '../verification/confirmation.service';

/** A person signs that they are who they say, on the page behind a link to an address that they have proved. */
@Injectable()
export class DeclarationService {
  constructor(
    private readonly store: RequestStore,
    private readonly confirmations: ConfirmationService,
    private readonly vault: PersonVault,
    private readonly keys: KeyRing,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  async sign(request: SignDeclarationRequest): Promise<ConfirmedRequest> {
    const { organization, about, token, locale } = request;
    const id = requestIdOf(about);
    if (!id || about !== declarationReference(id)) throw new AppError('link_unknown');
    requireUnverified(await this.store.read(organization, id), id);
    await this.bus.ask(VerifyLink, { organization, about, token });
    const name = request.name.trim();
    const signed = { name, text: declarationIn(locale), signed_at: this.clock.now().toISOString() };
    const row = await this.confirmations.prove(
      organization,
      id,
      ({ id: of }) => [this.proofOf(organization, of, signed)],
      (locked) => this.sealedWith(locked, signed),
    );
    const { missing } = toRequestAssurance(row);
    const left = missing.length > 0 && { missing };
    return { id, status: dsarStatusOf(row), return_to: null, ...pageFacts(row), ...left };
  }

  private proofOf(
    organization: string,
    id: string,
    { name, text, signed_at }: SignedDeclaration,
  ): AssuranceProof {
    const digest = this.keys.digest('declaration', organization, id, name, text);
    return { kind: 'declaration', proved_at: signed_at, by: 'person', method: 'link', digest };
  }

  private sealedWith(row: RequestRow, declaration: SignedDeclaration): string | null {
    const { organization, id } = row;
    return this.vault.sealDetails(organization, id, { ...this.vault.openDetailsOf(row), declaration });
  }
}
