import { didomiTemplateIds, type DidomiTemplateId } from '@subjectline/contracts';
import { Optional } from '@subjectline/schema';
import { inList, SliceQuery } from '../didomi/list';
import { QueryLocales, QueryWords } from '../http/query/query-fields';

const typeText = 'The e-mail type.';
const localeText = 'The language.';
const typeIdText = 'Always `didomi`.';

export class EmailsQuery extends SliceQuery {
  @Optional(QueryWords(didomiTemplateIds, typeText)) email_type?: DidomiTemplateId[];
  @Optional(QueryWords(didomiTemplateIds, inList(typeText))) 'email_type[$in]'?: DidomiTemplateId[];
  @Optional(QueryLocales(localeText)) locale?: string[];
  @Optional(QueryLocales(inList(localeText))) 'locale[$in]'?: string[];
  @Optional(QueryWords(['didomi'], typeIdText)) type_id?: string[];
  @Optional(QueryWords(['didomi'], inList(typeIdText))) 'type_id[$in]'?: string[];
}
