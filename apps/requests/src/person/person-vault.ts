import { Injectable } from '@nestjs/common';
import { check, PersonIdentity } from '@subjectline/contracts';
import { KeyRing, spellingsOf } from '@subjectline/storage';
import type { RequestDetails } from '../request/request-details';
import { identifiersOf, normalizeIdentity, type Identifier } from './request-identity';

/** A privacy request, a consent request or a person with preferences. */
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

/** Seals and opens identities and the details of requests. */
@Injectable()
export class PersonVault {
  constructor(private readonly keys: KeyRing) {}

  sealIdentity(organization: string, id: string, identity: PersonIdentity): string {
    return this.keys.sealJson(normalizeIdentity(identity), identityContext(organization, id));
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

  /** Keyed digests of all identifiers of a person, to find them without opening what is sealed. */
  digestsOf(organization: string, identity: PersonIdentity): string[] {
    return identifiersOf(identity).map(([name, value]) =>
      this.keys.digest('person', organization, name, value),
    );
  }

  /** The digests that an identifier may be stored under, for each key and each spelling of an address. */
  knownDigestsOf(organization: string, [name, value]: Identifier): string[] {
    const spellings = name === 'email' ? spellingsOf(value) : [value];
    return spellings.flatMap((one) => this.keys.digests('person', organization, name, one));
  }

  allKnownDigestsOf(organization: string, identity: PersonIdentity): string[] {
    return identifiersOf(identity).flatMap((one) => this.knownDigestsOf(organization, one));
  }
}

function identityContext(organization: string, id: string): string {
  return `request-identity:${organization}:${id}`;
}

function detailsContext(organization: string, id: string): string {
  return `request-details:${organization}:${id}`;
}
