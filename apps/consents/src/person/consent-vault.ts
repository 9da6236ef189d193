import { Injectable } from '@nestjs/common';
import type {
  ConsentChoices,
  ConsentDelegate,
  ConsentEventInput,
  ConsentLinkAction,
  ConsentPurpose,
  ConsentValidation,
  ConsentWarning,
  FreeValues,
  ValidationMethod,
} from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import { comparable } from './addresses';

/** Who a user is. */
export interface Person {
  /** The id that callers use. */
  readonly public_id: string;
  readonly organization_user_id: string | null;
  /** Where messages go when the line above is not an address. */
  readonly email: string | null;
  readonly country: string | null;
  readonly metadata: FreeValues;
}

export interface StoredValidation {
  readonly method: ValidationMethod;
  readonly approvers: readonly string[];
  readonly expires_in: number;
  readonly redirect_url: string | null;
}

/** The content of an event; all of it is personal. */
export interface EventContent {
  readonly consents: ConsentChoices;
  readonly metadata: FreeValues | null;
  readonly user_metadata: FreeValues | null;
  readonly country: string | null;
  readonly delegate: ConsentDelegate | null;
  readonly validation: StoredValidation | null;
  readonly rejection_reason: string | null;
  /** Absent in events of an earlier version. */
  readonly warnings?: readonly ConsentWarning[];
}

/** What a consent token carries besides its user. */
export interface TokenContent {
  readonly metadata: FreeValues | null;
  readonly user_metadata: FreeValues | null;
  readonly delegate: ConsentDelegate | null;
  readonly validation: ConsentValidation | null;
  /** Kept in the token only. */
  readonly token_metadata: FreeValues | null;
}

/** What a link made by a client does. */
export interface LinkContent {
  readonly organization_user_id: string;
  readonly action: ConsentLinkAction;
  readonly event: ConsentEventInput;
  readonly redirect_url: string | null;
}

/** A sign-in that has been started. */
export interface SignInContent {
  readonly organization_user_id: string;
  readonly locale: string;
  readonly privacy_center_url: string | null;
}

/** Choices in force, each thing in the place where it was first chosen about. */
export interface ChoiceState {
  readonly purposes: readonly ConsentPurpose[];
  /** Ids, and whether they are enabled. */
  readonly vendors: readonly (readonly [string, boolean])[];
}

/** Sealed contents by type; each opens only in the place it was sealed for. */
interface Contents {
  person: Person;
  event: EventContent;
  token: TokenContent;
  link: LinkContent;
  'sign-in': SignInContent;
  approver: { readonly email: string };
  approvers: { readonly approvers: string[] };
  reason: { readonly reason: string | null };
  proof: { readonly content: string };
  choices: ChoiceState;
}

interface Owner {
  readonly organization: string;
  readonly id: string;
}

/** Seals personal data, and makes the digests that persons are found by. */
@Injectable()
export class ConsentVault {
  constructor(private readonly keys: KeyRing) {}

  seal<Type extends keyof Contents>(type: Type, owner: Owner, content: Contents[Type]): string {
    return this.keys.sealJson(content, contextOf(type, owner));
  }

  open<Type extends keyof Contents>(type: Type, owner: Owner, sealed: string): Contents[Type] {
    // only what `seal` made opens in this place
    return this.keys.openJson(sealed, contextOf(type, owner)) as Contents[Type];
  }

  publicIdDigest(organization: string, publicId: string): string {
    return this.keys.digest('consent-user-id', organization, publicId);
  }

  /** The digests that an id may be stored under, one for each key of the ring. */
  publicIdDigests(organization: string, publicId: string): string[] {
    return this.keys.digests('consent-user-id', organization, publicId);
  }

  personDigest(organization: string, organizationUserId: string): string {
    return this.keys.digest('consent-person', organization, comparable(organizationUserId));
  }

  personDigests(organization: string, organizationUserId: string): string[] {
    return this.keys.digests('consent-person', organization, comparable(organizationUserId));
  }

  approverDigest(organization: string, approver: string): string {
    return this.keys.digest('consent-approver', organization, comparable(approver));
  }

  approverDigests(organization: string, approver: string): string[] {
    return this.keys.digests('consent-approver', organization, comparable(approver));
  }

  /**
   * The subject references of a sign-in, one for each key of the ring, the current one first. A dot would end the
   * reference (`subjectOf`), so there is none in it.
   */
  signInIds(organization: string, organizationUserId: string): [string, ...string[]] {
    const digests = this.keys.digests('sign-in', organization, comparable(organizationUserId));
    const [first = '', ...older] = digests.map((digest) => `sgn_${digest.replace('.', '_')}`);
    return [first, ...older];
  }
}

function contextOf(type: keyof Contents, { organization, id }: Owner): string {
  return `consent-${type}:${organization}:${id}`;
}
