import { PropertyId } from '@subjectline/contracts';
import { Optional, With } from '@subjectline/schema';
import { QueryText } from '../http/query/query-fields';

const description = 'The property whose brand it is, such as `FDS-1A2B3C`. Default: the organization itself.';

export class BrandQuery {
  @Optional(With(QueryText(description), { rules: PropertyId.parts.rules })) property_id?: string;
}
