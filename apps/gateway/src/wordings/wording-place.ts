import {
  AppError,
  defaultLocale,
  messageKindIds,
  type MessageKindId,
  type WordingPlace,
} from '@subjectline/contracts';
import { Optional } from '@subjectline/schema';
import { PageQuery } from '../http/page';
import { QueryLocale } from '../http/query/query-fields';

const localeText = 'The language, such as `de` or `pt-BR`. Default: `en`.';

export class WordingQuery {
  @Optional(QueryLocale(localeText)) locale?: string;
}

export class WordingVersionsQuery extends PageQuery {
  @Optional(QueryLocale(localeText)) locale?: string;
}

export function requireKind(text: string): MessageKindId {
  const kind = messageKindIds.find((known) => known === text);
  if (kind === undefined) throw new AppError('template_unknown', { id: text });
  return kind;
}

export function placeOf(
  organization: string,
  kind: string,
  { locale = defaultLocale }: WordingQuery,
): Required<WordingPlace> {
  return { organization, kind: requireKind(kind), locale };
}

export function requireVersion({ kind }: WordingPlace, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new AppError('template_version_unknown', { id: kind, version: text });
}
