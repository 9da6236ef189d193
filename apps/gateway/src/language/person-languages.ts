import type { WatchedKeys } from '@subjectline/bus';
import { localesIn, userRightLanguages } from '@subjectline/contracts';
import { bestLocale } from './accept-language';

/** Which of the languages that an organization has messages in its person reads best. */
export class PersonLanguages {
  private readonly locales = new Map<string, readonly string[]>();
  private revision = -1;

  constructor(private readonly wordings: WatchedKeys) {}

  best(acceptLanguage: string | undefined, organization: string): string {
    return bestLocale(acceptLanguage, this.supported(organization));
  }

  /** The shipped ones always, also while nothing is published yet. */
  private supported(organization: string): readonly string[] {
    if (this.revision !== this.wordings.revision) this.locales.clear();
    this.revision = this.wordings.revision;
    const known = this.locales.get(organization) ?? [
      ...new Set([...userRightLanguages, ...localesIn(this.wordings.keys, organization)]),
    ];
    this.locales.set(organization, known);
    return known;
  }
}
