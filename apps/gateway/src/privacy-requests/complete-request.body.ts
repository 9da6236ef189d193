import { Int, ListOf, Nullish, Optional, WebAddress } from '@subjectline/schema';

export class CompleteRequestBody {
  /** Where the person gets the data; the first one is told. */
  @Nullish(ListOf(WebAddress, { max: 20 })) download_links?: string[] | null;

  /** Days until the links expire. */
  @Optional(Int({ min: 1, max: 365 })) link_days?: number;
}
