import { brandPropertyVariable } from '@subjectline/contracts';

/** The brand that messages about a request are sent in; that of the organization for one without a property. */
export function brandOf({ property_id }: { readonly property_id: string | null }): Record<string, string> {
  return property_id === null ? {} : { [brandPropertyVariable]: property_id };
}
