import {
  Flag,
  Int,
  ListOf,
  Nested,
  Nullable,
  OneOf,
  Optional,
  Pattern,
  Text,
  Timestamp,
} from '@subjectline/schema';
import { callOf } from '../contract/define';
import { exampleIds } from '../values/example-ids';
import { PageRequest } from '../values/page';
import { IdOf, OrganizationId } from '../values/rules';

const call = callOf('config', { askedBy: ['gateway'] });

/** `client`: an API client. `operator`: an account of the console. `system`: the product itself. `command`: a program of the server's administrator. */
export const auditActorKinds = ['client', 'operator', 'system', 'command'] as const;
export type AuditActorKind = (typeof auditActorKinds)[number];

export const auditKinds = ['change', 'look', 'sign_in', 'retention'] as const;
export type AuditKind = (typeof auditKinds)[number];

/**
 * `unknown`: the call was not answered, or with an error after which it may have been done all the same. `refused`: of a
 * sign-in alone.
 */
export const auditOutcomes = ['done', 'unknown', 'refused'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

/** Who did it. Accounts and clients have ids; names are not part of an entry. */
export class AuditActor {
  @OneOf(auditActorKinds, { example: 'client' }) kind!: AuditActorKind;
  @Text({ max: 256, example: 'root' }) id!: string;
}

const Ids = ListOf(Text({ max: 256 }), { max: 500, example: ['cli_5e0d4c1a-7b1f-4f0e-9a55-2b8c1f3f9a10'] });
const Fields = ListOf(Text({ max: 200 }), { max: 50, example: ['name', 'scopes'] });
const Digests = ListOf(Text({ max: 200 }), { max: 50, example: [] });
const Action = Text({ max: 200, example: 'PUT /api/v1/oauth/client/{client_id}' });
const Sha256 = Pattern(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hexadecimal', {
  example: '5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef',
});

/** What is known of an act before it is done. */
export class NewAuditEntry {
  @OneOf(auditKinds, { example: 'change' }) kind!: AuditKind;
  @Nested(() => AuditActor) actor!: AuditActor;

  /** The route, what a person did to sign in or out, or a command. */
  @Action action!: string;

  /** The ids of what it was about. */
  @Ids targets!: string[];

  /** Keyed digests of the addresses and ids by which a person was named. */
  @Digests persons!: string[];

  /** The names of the fields that were given, never their values. */
  @Fields fields!: string[];

  /** As in the log, and in the header `X-Request-Id`. */
  @Nullable(Text({ max: 128, example: 'req_5e0d4c1a-7b1f-4f0e-9a55-2b8c1f3f9a10' })) request_id!:
    string | null;
}

/** An entry of the audit trail of an organization. */
export class AuditEntry extends NewAuditEntry {
  @OrganizationId organization!: string;

  /** Counts from 1, without gaps. */
  @Int({ min: 1, example: 42 }) seq!: number;
  @IdOf('aud', exampleIds.auditEntry) id!: string;

  /** When it was begun. */
  @Timestamp at!: string;
  @OneOf(auditOutcomes, { example: 'done' }) outcome!: AuditOutcome;

  /** The version of a wording that the change made. */
  @Nullable(Int({ example: 3 })) version!: number | null;

  /** Of an entry of retention: the last entry that was deleted, and its digest. */
  @Nullable(Int({ example: 12 })) pruned_through!: number | null;
  @Nullable(Sha256) pruned_digest!: string | null;

  /** The digest of the entry before; 64 zeros for the first. */
  @Sha256 previous!: string;

  /** SHA-256 of this entry without this field, as JSON with sorted keys and without spaces. */
  @Sha256 digest!: string;
}

export class AuditEntries {
  @ListOf(() => AuditEntry) items!: AuditEntry[];
  @Int() total!: number;
}

export class BeginAuditRequest {
  @OrganizationId organization!: string;
  @Nested(() => NewAuditEntry) entry!: NewAuditEntry;
}

export class AuditReference {
  @IdOf('aud', exampleIds.auditEntry) id!: string;
}

/** Stores who is about to do what. It becomes an entry when it is finished, or by itself when it never is. */
export const BeginAudit = call('begin-audit', BeginAuditRequest, AuditReference);

export const auditEnds = auditOutcomes;
export type AuditEnd = (typeof auditEnds)[number];

export class FinishAuditRequest extends AuditReference {
  @OrganizationId organization!: string;

  /** What was refused has changed nothing, and makes no entry. */
  @OneOf(auditEnds) end!: AuditEnd;

  /** What it made. */
  @Ids targets!: string[];
  @Nullable(Int()) version!: number | null;
}

export const FinishAudit = call('finish-audit', FinishAuditRequest, AuditReference);

export class AuditFilter {
  @Optional(OneOf(auditKinds)) kind?: AuditKind;

  /** The id of a client or an account. */
  @Optional(Text({ max: 256 })) actor?: string;
  @Optional(Action) action?: string;
  @Optional(Text({ max: 256 })) target?: string;

  /** One of the keyed digests of an entry. */
  @Optional(Text({ max: 200 })) person?: string;
  @Optional(Timestamp) from?: string;
  @Optional(Timestamp) to?: string;
}

export class ListAuditRequest extends PageRequest {
  @OrganizationId organization!: string;
  @Nested(() => AuditFilter) filter!: AuditFilter;
}

/** Newest first. */
export const ListAudit = call('list-audit', ListAuditRequest, AuditEntries);

export class ReadAuditRequest {
  @OrganizationId organization!: string;

  /** Entries after this one. */
  @Int({ min: 0 }) after!: number;
  @Int({ min: 1, max: 100 }) limit!: number;
}

export class AuditSlice {
  @ListOf(() => AuditEntry) items!: AuditEntry[];
}

/** Oldest first: the chain as it is. */
export const ReadAudit = call('read-audit', ReadAuditRequest, AuditSlice);

export class VerifyAuditRequest {
  @OrganizationId organization!: string;

  /** Verifies the entries after this one. */
  @Int({ min: 0 }) after!: number;

  /** What the digest of that one has to be. */
  @Optional(Sha256) digest?: string;
}

export class AuditVerification {
  @Flag is_intact!: boolean;

  /** How many entries were looked at. */
  @Int({ example: 42 }) entries!: number;

  /** The first entry that does not fit. */
  @Nullable(Int({ example: null })) broken_at!: number | null;

  /** The last entry that was verified, and its digest: keep both elsewhere, and compare them next time. */
  @Nullable(Int({ example: 42 })) last_seq!: number | null;
  @Nullable(Sha256) last_digest!: string | null;

  /** Where to go on, as `after`. Null: there are no more. */
  @Nullable(Int({ example: null })) next!: number | null;
}

export const VerifyAudit = call('verify-audit', VerifyAuditRequest, AuditVerification);
