import { Optional } from '@subjectline/schema';
import { QueryLocale } from '../http/query/query-fields';

/** Beside Fides' own: there a template is of no language. */
export class LocaleQuery {
  @Optional(QueryLocale('The language of the template, such as `de` or `pt-BR`. Default: `en`.'))
  locale?: string;
}
