import {
  AtLeastOneOf,
  Flag,
  Int,
  ListOf,
  Nested,
  Nullable,
  Nullish,
  OneOf,
  Optional,
  Pattern,
  Text,
  Timestamp,
  With,
} from '@subjectline/schema';
import { MaxLength } from 'class-validator';
import { ConsentEventInput, ConsentWarning, maxProofs, areProofs } from './consent-event-input';
import {
  ConsentChoices,
  ConsentDelegate,
  validationMethods,
  FreeObject,
  type FreeValues,
  type ValidationMethod,
  areChoices,
  ForeignId,
  ListedForeignId,
  RegulationId,
} from './consent-values';
import { callOf } from '../contract/define';
import { sendLimitNames, type SendLimitName, ClientDigest } from '../identity/identity';
import { SliceRequest } from '../values/page';
import { OrganizationId } from '../values/rules';

const call = callOf('consents', { askedBy: ['gateway'] });

/** Which may follow which is in `apps/consents/src/consent/event-status.ts`. */
export const consentEventStatuses = ['pending_approval', 'confirmed', 'rejected'] as const;
export type ConsentEventStatus = (typeof consentEventStatuses)[number];

/** A consent token, as sent by a browser. It identifies one user of one organization (preference-center.ts). */
export const ConsentToken = Pattern(
  /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/,
  'must be a consent token',
);

export class ConsentEventUser {
  @Text({ example: 'usr_4be3c1c8-8a05-4d6f-9a3b-0a5b7c2d9e11' }) id!: string;
  @Nullable(Text({ example: 'ada@example.com' })) organization_user_id!: string | null;
  @Nullable(Text()) country!: string | null;

  /** As given in this event. */
  @Nullable(With(FreeObject, { example: { redirect_url: 'https://www.example.com/thanks' } }))
  metadata!: FreeValues | null;
}

export class ShownValidation {
  @OneOf(validationMethods) method!: ValidationMethod;

  /** Shown to API clients only. */
  @ListOf(Text()) approvers!: string[];
  @Int() expires_in!: number;
  @Nullable(Text()) redirect_url!: string | null;

  /** The limit that suppressed a message about it: the confirming person may have none. Shown to API clients alone. */
  @Optional(OneOf(sendLimitNames)) suppressed_by?: SendLimitName;
}

const eventId = 'evt_0b6c8a58-4f3e-4d0f-9a37-7e4f3a1f2b6d';
const validationExample: ShownValidation = {
  method: 'email',
  approvers: [],
  expires_in: 604_800,
  redirect_url: null,
};

export class ConsentEvent {
  @Text({ example: eventId }) id!: string;
  @OneOf(consentEventStatuses) status!: ConsentEventStatus;
  @Timestamp created_at!: string;
  @Timestamp updated_at!: string;
  @Text({ example: 'gdpr' }) regulation!: string;
  @Nested(() => ConsentEventUser) user!: ConsentEventUser;
  @Nested(() => ConsentChoices) consents!: ConsentChoices;
  @ListOf(Text(), { example: [] }) proofs_id!: string[];
  @Nullable(Nested(() => ConsentDelegate)) delegate!: ConsentDelegate | null;
  @Nullable(FreeObject) metadata!: FreeValues | null;
  @Nullable(
    With(
      Nested(() => ShownValidation),
      { example: validationExample },
    ),
  )
  validation!: ShownValidation | null;
  @Text({ example: 'en' }) locale!: string;

  /** The person chose again later, so this event does not count for the same purposes and vendors. */
  @With(Flag, { example: false }) superseded!: boolean;
  @Nullable(With(Timestamp, { example: null })) decided_at!: string | null;

  /** The reason for rejection; `disowned` if the person reported that they had not asked. */
  @Nullable(Text()) rejection_reason!: string | null;

  /** Why messages were not sent, and which of its fields are not used. A resend drops those that no longer hold. */
  @ListOf(() => ConsentWarning, { example: [] }) warnings!: ConsentWarning[];

  /** The subject of its messages: `about` of `/api/v1/messages`. */
  @Text({ example: eventId }) messages_about!: string;
}

export class ConsentEventResult extends ConsentEvent {
  /** Those of this call. */
  @ListOf(() => ConsentWarning, { example: [] }) override warnings!: ConsentWarning[];
}

export class CreateConsentEventRequest {
  @OrganizationId organization!: string;
  @Nested(() => ConsentEventInput) event!: ConsentEventInput;

  /** Absent for an API client. If given, it determines the user, the delegate and the validation. */
  @Optional(With(ConsentToken, { rules: [(each) => MaxLength(16_384, each)] })) consent_token?: string;

  /** Imported from elsewhere: no message is sent. Not with a token. */
  @Optional(Flag) disable_integrations?: boolean;
  @ClientDigest client_digest?: string | null;
}

/**
 * Refused with `event_taken`, `proof_unknown`, `redirect_forbidden`, `consent_token_rejected`, `invalid`, and
 * `conflict` where `user.id` and `user.organization_user_id` name two users.
 */
export const CreateConsentEvent = call('create-event', CreateConsentEventRequest, ConsentEventResult, {
  creates: true,
});

/** The user of the events: by either id, or by the token. */
export class ConsentUserReference {
  @OrganizationId organization!: string;
  @Optional(ForeignId) user_id?: string;
  @Optional(ForeignId) organization_user_id?: string;
  @Optional(With(ConsentToken, { rules: [(each) => MaxLength(16_384, each)] })) consent_token?: string;
}

export class ReadConsentEventRequest extends ConsentUserReference {
  @ForeignId id!: string;
}

/** An event of the given user; for API clients the user is optional. Refused with `event_unknown`. */
export const ReadConsentEvent = call('read-event', ReadConsentEventRequest, ConsentEvent);

export class ListConsentEventsRequest extends SliceRequest {
  @AtLeastOneOf('user_id', 'organization_user_id', 'consent_token') @OrganizationId organization!: string;

  @Optional(ForeignId) user_id?: string;
  @Optional(ForeignId) organization_user_id?: string;
  @Optional(With(ConsentToken, { rules: [(each) => MaxLength(16_384, each)] })) consent_token?: string;

  /** Default: confirmed events. */
  @Optional(ListOf(OneOf(consentEventStatuses), { max: 10 })) statuses?: ConsentEventStatus[];

  /** Default: `gdpr`. */
  @Optional(RegulationId) regulation?: string;
}

export class ConsentEventList {
  @ListOf(() => ConsentEvent) items!: ConsentEvent[];
  @Int() total!: number;
}

export class ListPendingConsentEventsRequest extends SliceRequest {
  @OrganizationId organization!: string;
}

/** Of all users: what waits for an approval, oldest first. */
export const ListPendingConsentEvents = call(
  'list-pending-events',
  ListPendingConsentEventsRequest,
  ConsentEventList,
);

/** Newest first. Empty if the user is unknown. */
export const ListConsentEvents = call('list-events', ListConsentEventsRequest, ConsentEventList);

/** Absent fields are kept. */
export class ConsentEventChanges {
  @Optional(OneOf(consentEventStatuses)) status?: ConsentEventStatus;

  @Optional(
    With(
      Nested(() => ConsentChoices),
      { rules: [areChoices] },
    ),
  )
  consents?: ConsentChoices;

  /** Added to the event's existing proofs. */
  @Optional(ListOf(Text(), { max: maxProofs, rules: [areProofs] })) proofs?: string[];
  @Optional(ListOf(ListedForeignId, { max: maxProofs })) proofs_id?: string[];
  @Nullish(Nested(() => ConsentDelegate)) delegate?: ConsentDelegate | null;
}

export class ChangeConsentEventRequest {
  @OrganizationId organization!: string;
  @ForeignId id!: string;
  @Nested(() => ConsentEventChanges) changes!: ConsentEventChanges;
}

/**
 * Refused with `event_unknown`, `event_settled` (it is decided, and no other status follows), `proof_unknown` and
 * `invalid`.
 */
export const ChangeConsentEvent = call('change-event', ChangeConsentEventRequest, ConsentEventResult);

export class ResendConsentEventRequest {
  @OrganizationId organization!: string;
  @ForeignId id!: string;
}

/**
 * Asks again those who have to confirm an event that is pending, by new links; an event without approvers gets those of
 * the organization. Refused with `event_unknown`, `event_settled`, and `event_not_validated` where it has no validation.
 */
export const ResendConsentEvent = call('resend-event', ResendConsentEventRequest, ConsentEventResult);

export class DeleteConsentEventRequest {
  @OrganizationId organization!: string;
  @ForeignId id!: string;
}

/** Max events deleted per call. Repeat the call until it deletes fewer. */
export const eventsDeletedPerCall = 500;

export class DeletedConsentEvents {
  @Int() deleted!: number;
}

/** Recalculates the user's consents without it. Sends no message. Refused with `event_unknown`. */
export const DeleteConsentEvent = call('delete-event', DeleteConsentEventRequest, DeletedConsentEvents);

export class DeleteConsentEventsRequest {
  @AtLeastOneOf('user_id', 'organization_user_id') @OrganizationId organization!: string;

  @Optional(ForeignId) user_id?: string;
  @Optional(ForeignId) organization_user_id?: string;

  /** Default: any status. */
  @Optional(ListOf(OneOf(consentEventStatuses), { max: 10 })) statuses?: ConsentEventStatus[];

  /** Default: every regulation. */
  @Optional(RegulationId) regulation?: string;
}

/** Deletes all matching events of a user. Succeeds if there are none. */
export const DeleteConsentEvents = call('delete-events', DeleteConsentEventsRequest, DeletedConsentEvents);
