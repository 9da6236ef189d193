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
import { MaxLength } from 'class-validator';
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

const call = callOf('consents', { askedBy: ['gateway'] });

/** A person whose choices are kept. */
export class ConsentUser {
  @Text() id!: string;
  @Nullable(Text()) organization_user_id!: string | null;
  @Nullable(Text()) country!: string | null;

  /** Of all events together; the last one wins. */
  @FreeObject metadata!: FreeValues;
  @Timestamp created_at!: string;
  @Timestamp updated_at!: string;
  @Text() regulation!: string;

  /** What holds now: the confirmed events, in the order in which the choices were made. */
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

/** Oldest first, so that a page stays where it is while users are added. */
export const ListConsentUsers = call('list-users', ListConsentUsersRequest, ConsentUserList);

export class CreateConsentUserRequest {
  @OrganizationId organization!: string;
  @Nested(() => ConsentUserInput) user!: ConsentUserInput;
}

/** Sends no message: the welcome is sent on the first confirmed event. Refused with `conflict`. */
export const CreateConsentUser = call('create-user', CreateConsentUserRequest, ConsentUser, {
  creates: true,
});

/** What is absent stays; null clears. A key of `metadata` that is null goes, the others are added. */
export class ConsentUserChanges {
  /** For a user who has none yet. */
  @Optional(ForeignId) organization_user_id?: string;
  @Nullish(With(Email('must be an e-mail address'), { rules: [(each) => MaxLength(320, each)] })) email?:
    string | null;

  @Nullish(CountryCode) country?: string | null;
  @Optional(FreeObject) metadata?: FreeValues;
}

export class ChangeConsentUserRequest {
  @OrganizationId organization!: string;
  @ForeignId user_id!: string;
  @Nested(() => ConsentUserChanges) changes!: ConsentUserChanges;
}

/** Refused with `user_unknown`, and `conflict` where the user, or another one, has that name. */
export const ChangeConsentUser = call('change-user', ChangeConsentUserRequest, ConsentUser);

export class DeleteConsentUserRequest {
  @OrganizationId organization!: string;
  @ForeignId user_id!: string;
}

export class DeletedConsentUser {
  /** False while events are left (`eventsDeletedPerCall`): the caller asks again. */
  @Flag is_gone!: boolean;
}

/** With all events, and the proofs that no other event names. Their tokens and links open nothing any more. Refused with `user_unknown`. */
export const DeleteConsentUser = call('delete-user', DeleteConsentUserRequest, DeletedConsentUser);
