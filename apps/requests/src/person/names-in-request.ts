import { namesIn } from '../request/request-details';
import type { RequestRow } from '../request/request-row';
import type { PersonVault } from './person-vault';
import { identifiersOf } from './request-identity';

/** Enough of a request or consent request to tell whose it is. */
export type NamingRow = Pick<RequestRow, 'organization' | 'id' | 'sealed_identity' | 'sealed_details'> &
  Partial<Pick<RequestRow, 'external_id'>>;

/** Every value that a request names its person by. */
export function namesInRequest(vault: PersonVault, row: NamingRow): string[] {
  const identifiers = identifiersOf(vault.openIdentity(row)).map(([, value]) => value);
  const named = namesIn(vault.openDetailsOf(row).dsar);
  return [...identifiers, ...named, ...(row.external_id ? [row.external_id] : [])];
}
