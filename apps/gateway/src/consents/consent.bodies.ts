import { Int, Nested, Nullish, OneOf, Optional, Text, WebAddress, OmitFields } from '@subjectline/schema';
import {
  ConsentEventInput,
  consentLinkActions,
  CreateConsentTokenRequest,
  SaveConsentApproversRequest,
  maxProofSeconds,
  maxTokenSeconds,
  type ConsentLinkAction,
  ForeignId,
} from '@subjectline/contracts';
/* Bodies that differ from the owner's contract. */

export class CreateProofBody {
  /** A data URI in base64, such as `data:application/pdf;base64,…`. */
  @Text({ max: 720_000 }) data!: string;
}

export class CreateTokenBody extends OmitFields(CreateConsentTokenRequest, ['organization', 'lifetime']) {
  /** In seconds. Default: 900. */
  @Optional(Int({ min: 1, max: maxTokenSeconds })) lifetime?: number;
}

export class CreateConsentLinkBody {
  @ForeignId organization_user_id!: string;
  @OneOf(consentLinkActions) action!: ConsentLinkAction;

  /** For `event.update` the `id` of an event that waits: following the link confirms it. */
  @Nested(() => ConsentEventInput) event!: ConsentEventInput;
  @Nullish(WebAddress) redirect_url?: string | null;

  /** In seconds. Default: 900. */
  @Optional(Int({ min: 1, max: maxProofSeconds })) lifetime?: number;
}

export class ApproversBody extends OmitFields(SaveConsentApproversRequest, ['organization']) {}
