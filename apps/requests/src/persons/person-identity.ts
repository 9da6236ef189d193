import { identifierNames } from '@subjectline/contracts';
import type { SoughtPerson } from '@subjectline/storage';
import type { PersonVault } from '../person/person-vault';
import { toIdentifier } from '../person/request-identity';

/** The digests under which requests and preferences of a person are stored. An id may be any of the identifiers. */
export function identityDigestsOf(vault: PersonVault, { organization, reference }: SoughtPerson): string[] {
  const { email, phone_number, user_id } = reference;
  const digestsOf = (name: string, value: string) =>
    vault.knownDigestsOf(organization, toIdentifier(name, value));
  return [
    ...(email ? digestsOf('email', email) : []),
    ...(phone_number ? digestsOf('phone_number', phone_number) : []),
    ...(user_id ? identifierNames.flatMap((name) => digestsOf(name, user_id)) : []),
  ];
}
