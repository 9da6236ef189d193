import { Int, ListOf, Nullable, ObjectOf, OneOf, Text, Timestamp } from '@subjectline/schema';
import { callOf, defineTask } from '../contract/define';
import { exampleIds } from '../values/example-ids';
import { IdOf, OrganizationId } from '../values/rules';
import { providerReasons, type ProviderReason } from '../catalog/provider-reasons';
import { holdReasons, type HoldReason } from './person-holds';
import { vendorActions, type VendorAction } from './vendor-erasures';

const call = callOf('requests', { askedBy: ['gateway'] });

/** `held`: a legal hold stopped it. Asked for again once the hold is removed, it goes on. */
export const erasureStates = ['running', 'held', 'done'] as const;
export type ErasureState = (typeof erasureStates)[number];

/**
 * At the vendor of a provider config an operator has to erase the person where it is `manual` (the vendor offers no way for us)
 * or `refused`.
 */
export const erasureStepStates = ['pending', 'done', 'manual', 'refused'] as const;
export type ErasureStepState = (typeof erasureStepStates)[number];

export class ErasureStep {
  /** A section of the export, `broker.dead_letters`, or `vendors.` with the key of a provider config. */
  @Text({ example: 'dispatch.messages' }) place!: string;
  @OneOf(erasureStepStates, { example: 'done' }) state!: ErasureStepState;

  /** Records that were deleted, or have no identity any more. */
  @Int({ example: 3 }) erased!: number;

  /** Records that stay, without identity: keyed digests, states and times. */
  @Int({ example: 3 }) kept!: number;

  /** What was done at a vendor; null for every other place, and where nothing was done. */
  @Nullable(OneOf(vendorActions)) action!: VendorAction | null;

  /** Why the vendor refused, where it says so. */
  @Nullable(OneOf(providerReasons)) reason!: ProviderReason | null;
  @Nullable(Timestamp) finished_at!: string | null;
}

export class PersonErasure {
  @IdOf('ers', exampleIds.personErasure) id!: string;
  @OneOf(erasureStates, { example: 'done' }) state!: ErasureState;

  /** Of the hold that stopped it. */
  @Nullable(OneOf(holdReasons)) hold_reason!: HoldReason | null;

  /** The API client. */
  @Text({ example: 'root' }) requested_by!: string;
  @Timestamp requested_at!: string;
  @Nullable(Timestamp) finished_at!: string | null;
  @ListOf(Text(), { example: ['k1.HbQZ2yq2cQkD0m3v6mD7mI4b1rVw1mXo8m2hWl8m8yQ'] }) person_digests!: string[];
  @ListOf(() => ErasureStep) steps!: ErasureStep[];

  /** A JWS over all of this; null until it is done. */
  @Nullable(Text({ example: exampleIds.receipt })) certificate!: string | null;
}

export class ErasePersonRequest {
  @OrganizationId organization!: string;
  @Text() sealed_person!: string;
  @Text({ max: 256 }) requested_by!: string;
}

/** Starts the erasure, or goes on with one of the same person that is not done. Refused with `person_on_hold`. */
export const ErasePerson = call('erase-person-everywhere', ErasePersonRequest, PersonErasure);

export class ReadPersonErasureRequest {
  @OrganizationId organization!: string;
  @Text({ max: 64 }) id!: string;
}

/** Refused with `person_erasure_unknown`. */
export const ReadPersonErasure = call('read-person-erasure', ReadPersonErasureRequest, PersonErasure);

export class RunErasureTask {
  @OrganizationId organization!: string;
  @Text() id!: string;
}

/** Erases step by step; what is done stays done, whenever the process dies. */
export const RunErasure = defineTask({
  owner: 'requests',
  name: 'run-erasure',
  payload: RunErasureTask,
  sentBy: ['requests'],
  concurrency: 2,
});

export class SigningKeysQuestion {
  @OneOf(['signing_keys']) of!: 'signing_keys';
}

/** A JSON Web Key Set (RFC 7517). */
export class SigningKeys {
  @ListOf(ObjectOf({ schema: { additionalProperties: true } }), {
    example: [
      {
        kty: 'OKP',
        crv: 'Ed25519',
        alg: 'EdDSA',
        use: 'sig',
        kid: 'sig_1',
        x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
      },
    ],
  })
  keys!: object[];
}

/** The public keys that certificates and receipts can be verified with, those of the past included. */
export const ListSigningKeys = call('list-signing-keys', SigningKeysQuestion, SigningKeys);
