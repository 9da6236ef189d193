import { Flag, Int, ListOf, Nested, Nullable, OneOf, Optional, Text, Timestamp } from '@subjectline/schema';
import { callOf } from '../contract/define';
import { verificationMethods } from '../identity/identity';
import { exampleIds } from '../values/example-ids';
import { IdOf, OrganizationId } from '../values/rules';

const call = callOf('requests', { askedBy: ['gateway'] });

/* How surely the person of a privacy request is known. `docs/assurance.md` explains every level. */

export const assuranceLevels = [0, 1, 2, 3, 4] as const;
export type AssuranceLevel = (typeof assuranceLevels)[number];

export const AssuranceLevelField = Int({ min: 0, max: 4, example: 2 });

/**
 * What a person can be known by. `session`: a sign-in at the organization. `vouched`: an API client handed a link on, or staff set the status; no address was proved.
 * `data_points`: what the person stated matches what is held. `declaration`: the person signed
 * one. `document`: staff saw one.
 */
export const proofKinds = [
  'email',
  'phone_number',
  'session',
  'vouched',
  'data_points',
  'declaration',
  'document',
] as const;
export type ProofKind = (typeof proofKinds)[number];

/** A step that is left. */
export class AssuranceStep {
  /** One of these is enough. */
  @ListOf(OneOf(proofKinds), { example: ['phone_number'] }) any_of!: ProofKind[];
}

export class RequestAssurance {
  /** The level at which the request goes on. */
  @AssuranceLevelField required!: number;
  @Int({ min: 0, max: 4, example: 1 }) reached!: number;

  /** What the person is known by. */
  @ListOf(OneOf(proofKinds), { example: ['email'] }) proved!: ProofKind[];

  /** The steps that are left. Empty unless the request waits for them. */
  @ListOf(() => AssuranceStep) missing!: AssuranceStep[];
}

export const documentKinds = [
  'identity_card',
  'passport',
  'driving_licence',
  'residence_permit',
  'electronic_id',
  'power_of_attorney',
  'other',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** How a person did a step. */
export const proofMethods = [...verificationMethods, 'session'] as const;
export type ProofMethod = (typeof proofMethods)[number];

/** A step that was done. */
export class AssuranceProof {
  @OneOf(proofKinds, { example: 'email' }) kind!: ProofKind;
  @Timestamp proved_at!: string;

  /** `person`, or the API client that noted it. */
  @Text({ example: 'person' }) by!: string;
  @Optional(OneOf(proofMethods, { example: 'code' })) method?: ProofMethod;

  /** How many data points matched. */
  @Optional(Int({ example: 3 })) points?: number;
  @Optional(OneOf(documentKinds, { example: 'passport' })) document?: DocumentKind;

  /** Keyed digest of the name and the text of a declaration. It stays when they are erased. */
  @Optional(Text({ example: 'k1.u7Jc0qf8r2o' })) digest?: string;
}

/** Why staff ask for more than the rules do. */
export const assuranceReasons = [
  'sensitive_data',
  'harm',
  'likely_attack',
  'address_mismatch',
  'other',
] as const;
export type AssuranceReason = (typeof assuranceReasons)[number];

export class RaisedAssurance {
  @OneOf(assuranceReasons) reason!: AssuranceReason;

  /** Null once who made the request is erased. */
  @Nullable(Text({ example: null })) note!: string | null;
  @Timestamp raised_at!: string;

  /** The API client. */
  @Text({ example: 'root' }) raised_by!: string;
}

/**
 * Where the level comes from. `switch`: Fides' setting, no rules are on. `forbidden`: the law forbids to verify. `vouched`: an API
 * client made the request for its person.
 */
export const assuranceBases = ['switch', 'organization', 'default', 'forbidden', 'vouched'] as const;
export type AssuranceBasis = (typeof assuranceBases)[number];

/** What a person signed. */
export class SignedDeclaration {
  @Text({ example: 'Ana Person' }) name!: string;

  /** As it stood on the page. */
  @Text({ example: 'I declare under penalty of perjury that …' }) text!: string;
  @Timestamp signed_at!: string;
}

export class AssuranceDetails extends RequestAssurance {
  @IdOf('pri', exampleIds.request) id!: string;

  /** What the rules asked for. */
  @AssuranceLevelField initial!: number;
  @OneOf(assuranceBases, { example: 'default' }) basis!: AssuranceBasis;
  @ListOf(() => AssuranceProof) proofs!: AssuranceProof[];

  /** That staff asked for more. Null: they did not. */
  @Nullable(Nested(() => RaisedAssurance)) raised!: RaisedAssurance | null;

  /** Null: none was signed, or it is erased. */
  @Nullable(Nested(() => SignedDeclaration)) declaration!: SignedDeclaration | null;
}

export class ReadAssuranceRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) id!: string;
}

/** Refused with `request_unknown`. */
export const ReadAssurance = call('read-assurance', ReadAssuranceRequest, AssuranceDetails);

export class RaiseAssuranceRequest extends ReadAssuranceRequest {
  @Int({ min: 1, max: 4, example: 4 }) level!: number;
  @OneOf(assuranceReasons) reason!: AssuranceReason;

  /** In words of your own. Erased with the identity of the request. */
  @Optional(Text({ max: 1_000, pattern: /\S/, message: 'must not be empty', example: 'The address is new.' }))
  note?: string;
  @Text({ max: 128 }) raised_by!: string;
}

/**
 * More than the rules ask for, for one request that waits for its person or for a review: it waits for its person
 * again. Refused with `request_unknown` and `assurance_refused`.
 */
export const RaiseAssurance = call('raise-assurance', RaiseAssuranceRequest, AssuranceDetails);

export class NoteDataPointsRequest extends ReadAssuranceRequest {
  /** How many reliable data points match what is held of the person. */
  @Int({ min: 0, max: 100, example: 3 }) matched!: number;
  @Text({ max: 128 }) noted_by!: string;
}

/** Fewer than the settings ask for are in the history and prove nothing. Refused as `RaiseAssurance` is. */
export const NoteDataPoints = call('note-data-points', NoteDataPointsRequest, AssuranceDetails);

export class NoteDocumentRequest extends ReadAssuranceRequest {
  @OneOf(documentKinds, { example: 'passport' }) document!: DocumentKind;

  /** No copy of it is kept. */
  @Flag copy_deleted!: boolean;
  @Text({ max: 128 }) noted_by!: string;
}

/** Staff saw a document; it is not sent here. Refused as `RaiseAssurance` is, also while a copy is kept. */
export const NoteDocument = call('note-document', NoteDocumentRequest, AssuranceDetails);
