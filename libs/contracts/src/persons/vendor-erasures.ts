import { Int, ListOf, Nullable, OneOf, Text } from '@subjectline/schema';
import { providerReasons, type ProviderReason } from '../catalog/provider-reasons';
import { callOf } from '../contract/define';
import { OrganizationId, ProviderKey } from '../values/rules';
import { maxSubjects } from './person-records';

const call = callOf('dispatch', { askedBy: ['requests'], timeoutMs: 30_000 });

/**
 * What was done at a vendor. `erasure_requested`: it has taken a job for the address. `suppressions_deleted`: entries of the
 * address in its suppression lists. `messages_deleted`: the messages that were sent.
 */
export const vendorActions = ['erasure_requested', 'suppressions_deleted', 'messages_deleted'] as const;
export type VendorAction = (typeof vendorActions)[number];

/** `more`: ask again with `next`. `retry`: later. `not_offered`: no API, or no address to name the person by. */
export const vendorErasureStates = ['done', 'more', 'retry', 'refused', 'not_offered'] as const;
export type VendorErasureState = (typeof vendorErasureStates)[number];

export class EraseAtVendorRequest {
  @OrganizationId organization!: string;

  /** A sealed `PersonReference`, bound to `personContext`. */
  @Text() sealed_person!: string;
  @ListOf(Text(), { max: maxSubjects * 3 }) subjects!: string[];

  /** Of the provider config. */
  @ProviderKey key!: string;

  /** `next` of the reply before; null at first. */
  @Nullable(Text({ max: 64 })) after!: string | null;
}

export class VendorErasure {
  @OneOf(vendorErasureStates) state!: VendorErasureState;

  /** Null where nothing was done. */
  @Nullable(OneOf(vendorActions)) action!: VendorAction | null;

  /** Of `retry` and `refused`, where the vendor says it. Null of a `retry` that waits for a message under way. */
  @Nullable(OneOf(providerReasons)) reason!: ProviderReason | null;

  /** Records that the vendor deleted for this call. */
  @Int() erased!: number;
  @Nullable(Text()) next!: string | null;
}

/** Erases a person at the vendor of a config, some messages at a time. Repeated, it erases what is left. */
export const EraseAtVendor = call('erase-at-vendor', EraseAtVendorRequest, VendorErasure);
