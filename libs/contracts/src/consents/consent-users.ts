import {
  Email,
  Flag,
  Int,
  ListOf,
  Nested,
  Nullable,
  Nullish,
  Optional,
  Text,
  Timestamp,
  With,
} from '@subjectline/schema';
import { ConsentUserReference } from './consent-events';
import {
  ConsentChoices,
  ConsentUserInput,
  CountryCode,
  ForeignId,
  FreeObject,
  type FreeValues,
  RegulationId,
} from './consent-values';

import { callOf } from '../contract/define';
import { SliceRequest } from '../values/page';
import { OrganizationId } from '../values/rules';
import { maxAddress } from '../values/contact-rules';

const call = callOf('consents', { askedBy: ['gateway'] });

/** A person with stored choices. */
export class ConsentUser {
  @Text({ example: 'usr_4be3c1c8-8a05-4d6f-9a3b-0a5b7c2d9e11' }) id!: string;
  @Nullable(Text({ example: 'ada@example.com' })) organization_user_id!: string | null;
  @Nullable(Text({ example: 'FR' })) country!: string | null;

  /** Merged from all events; the last one wins. */
  @With(FreeObject, { example: {} }) metadata!: FreeValues;
  @Timestamp created_at!: string;
  @Timestamp updated_at!: string;
  @Text({ example: 'gdpr' }) regulation!: string;

  /** The current consents: the confirmed events, applied in the order of the choices. */
  @Nested(() => ConsentChoices) consents!: ConsentChoices;
}

export class ReadConsentUserRequest extends ConsentUserReference {
  /** Default: `gdpr`. */
  @Optional(RegulationId) regulation?: string;
}

/** Refused with `user_unknown` and `consent_token_rejected`. */
export const ReadConsentUser = call('read-user', ReadConsentUserRequest, ConsentUser);

export class ListConsentUsersRequest extends SliceRequest {
  @OrganizationId organization!: string;
  @Optional(ForeignId) organization_user_id?: string;

  /** Default: `gdpr`. */
  @Optional(RegulationId) regulation?: string;
}

export class ConsentUserList {
  @ListOf(() => ConsentUser) items!: ConsentUser[];
  @Int() total!: number;
}

/** Oldest first, so that pages stay stable while users are added. */
export const ListConsentUsers = call('list-users', ListConsentUsersRequest, ConsentUserList);

export class CreateConsentUserRequest {
  @OrganizationId organization!: string;
  @Nested(() => ConsentUserInput) user!: ConsentUserInput;
}

/** Sends no message: the welcome is sent on the first confirmed event. Refused with `conflict`. */
export const CreateConsentUser = call('create-user', CreateConsentUserRequest, ConsentUser, {
  creates: true,
});

/** Absent fields are kept; null clears. `metadata` is merged by key; a null key is removed. */
export class ConsentUserChanges {
  /** Only for a user without one. */
  @Optional(ForeignId) organization_user_id?: string;
  @Nullish(With(Email('must be an e-mail address'), { rules: [maxAddress] })) email?: string | null;

  @Nullish(CountryCode) country?: string | null;
  @Optional(FreeObject) metadata?: FreeValues;
}

export class ChangeConsentUserRequest {
  @OrganizationId organization!: string;
  @ForeignId user_id!: string;
  @Nested(() => ConsentUserChanges) changes!: ConsentUserChanges;
}

/** Refused with `user_unknown`, and `conflict` if the user has another id, or another user has this id. */
export const ChangeConsentUser = call('change-user', ChangeConsentUserRequest, ConsentUser);

export class DeleteConsentUserRequest {
  @OrganizationId organization!: string;
  @ForeignId user_id!: string;
}

export class DeletedConsentUser {
  /** False while events remain (`eventsDeletedPerCall`): repeat the call. */
  @Flag is_gone!: boolean;
}

/**
 * Deletes a user with all events, and proofs that no other event uses. Their tokens and links stop working. Refused
 * with `user_unknown`.
 */
export const DeleteConsentUser = call('delete-user', DeleteConsentUserRequest, DeletedConsentUser);
