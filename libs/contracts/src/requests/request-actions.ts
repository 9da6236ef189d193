import type { RequestAction } from './requests';
import { translated, type Translations } from '../catalog/user-rights';

/** What a policy has done with a person's data, in words for the person. */
const names: Readonly<Record<RequestAction, Translations>> = {
  access: { en: 'access', fr: 'accès', de: 'Auskunft', es: 'acceso' },
  erasure: { en: 'erasure', fr: 'suppression', de: 'Löschung', es: 'eliminación' },
  consent: { en: 'consent', fr: 'consentement', de: 'Einwilligung', es: 'consentimiento' },
};

/** As `request_types` has it in messages. */
export function requestTypesIn(actions: readonly RequestAction[], locale: string): string {
  return actions.map((action) => translated(names[action], locale)).join(', ');
}
