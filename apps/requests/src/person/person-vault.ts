import { Injectable } from '@nestjs/common';
import {
  check,
  PersonIdentity,
  type DsarField,
  type DsarUser,
  type LabelledValue,
} from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import { identifiersOf, tidy, type Identifier } from './request-identity';

/** What a request carries besides its identity. */
export interface RequestDetails {
  readonly custom_privacy_request_fields?: Record<string, LabelledValue> | null;
  readonly encryption_key?: string | null;
  readonly consent_request_id?: string | null;
  readonly consent_preferences?: object[] | null;
  /** What came by Didomi's API and has no name in the core. */
  readonly dsar?: DsarDetails;
  readonly metadata?: Record<string, unknown>;
  readonly refusal_reason?: string | null;
}

export interface DsarDetails {
  readonly organization_user_id: string;
  readonly request_fields: readonly DsarField[];
  readonly user: DsarUser | null;
  readonly redirect_url: string | null;
}

/** Whatever it belongs to: a privacy request, a consent request, a person with preferences. */
interface Sealed {
  readonly organization: string;
  readonly id: string;
  readonly sealed_identity: string;
}

interface RowWithDetails {
  readonly organization: string;
  readonly id: string;
  readonly sealed_details: string | null;
}

/** Seals what tells who a person is, and opens it again for whoever may know. */
@Injectable()
export class PersonVault {
  constructor(private readonly keys: KeyRing) {}

  sealIdentity(organization: string, id: string, identity: PersonIdentity): string {
    return this.keys.sealJson(tidy(identity), identityContext(organization, id));
  }

  openIdentity({ organization, id, sealed_identity }: Sealed): PersonIdentity {
    return check(PersonIdentity, this.keys.openJson(sealed_identity, identityContext(organization, id)));
  }

  /** Null when there is nothing to keep. */
  sealDetails(organization: string, id: string, details: RequestDetails): string | null {
    const present = Object.entries(details).filter(([, value]) => value !== null && value !== undefined);
    if (present.length === 0) return null;
    return this.keys.sealJson(Object.fromEntries(present), detailsContext(organization, id));
  }

  openDetails(organization: string, id: string, sealed: string | null): RequestDetails {
    return sealed === null
      ? {}
      : (this.keys.openJson(sealed, detailsContext(organization, id)) as RequestDetails);
  }

  openDetailsOf({ organization, id, sealed_details }: RowWithDetails): RequestDetails {
    return this.openDetails(organization, id, sealed_details);
  }

  /** Keyed digests of everything a person is known by: to find them without reading anybody's. */
  digestsOf(organization: string, identity: PersonIdentity): string[] {
    return identifiersOf(identity).map(([name, value]) =>
      this.keys.digest('person', organization, name, value),
    );
  }

  /** The digests that one identifier may be stored under, whichever key was the first one then. */
  knownDigestsOf(organization: string, [name, value]: Identifier): string[] {
    return this.keys.digests('person', organization, name, value);
  }
}

function identityContext(organization: string, id: string): string {
  return `request-identity:${organization}:${id}`;
}

function detailsContext(organization: string, id: string): string {
  return `request-details:${organization}:${id}`;
}
