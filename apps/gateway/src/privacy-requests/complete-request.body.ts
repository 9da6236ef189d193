import { CompleteRequestRequest } from '@subjectline/contracts';
import { PickFields } from '@subjectline/schema';

export class CompleteRequestBody extends PickFields(CompleteRequestRequest, [
  'download_links',
  'link_days',
]) {}
