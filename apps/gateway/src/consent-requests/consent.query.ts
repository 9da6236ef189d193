import { Optional } from '@subjectline/schema';
import { PageQuery } from '../http/page';
import { QueryFlag, QueryMoment, QueryText } from '../http/query/query-fields';

export class ConsentQuery extends PageQuery {
  @Optional(QueryText('A data use.')) data_use?: string;
  @Optional(QueryFlag('`true` or `false`.')) opt_in?: boolean;
  @Optional(QueryFlag('`true` or `false`.')) has_gpc_flag?: boolean;
  @Optional(QueryFlag('`true` or `false`.')) conflicts_with_gpc?: boolean;
  @Optional(QueryText('The exact e-mail address, phone number or id of a person.')) identity?: string;
  @Optional(QueryMoment('First saved after this time.')) created_gt?: string;
  @Optional(QueryMoment('First saved before this time.')) created_lt?: string;
  @Optional(QueryMoment('Last saved after this time.')) updated_gt?: string;
  @Optional(QueryMoment('Last saved before this time.')) updated_lt?: string;
}
