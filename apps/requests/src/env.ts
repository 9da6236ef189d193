import { IntText } from '@subjectline/schema';
import { StoringServiceEnv } from '@subjectline/bus';

export class RequestsEnv extends StoringServiceEnv {
  /** For how many days a new code can be asked for: until then a verification that lapsed can be taken up again. */
  @IntText({ min: 1, max: 90 }) SUBJECTLINE_VERIFICATION_DAYS: number = 7;

  /** For how many days a stranger's request that was not verified keeps its identity; at least while it can be verified. */
  @IntText({ min: 1, max: 3_650 }) SUBJECTLINE_UNVERIFIED_REQUEST_DAYS: number = 7;

  /** For how many days a closed request keeps its identity, form and notes. */
  @IntText({ min: 1, max: 3_650 }) SUBJECTLINE_CLOSED_REQUEST_DAYS: number = 90;

  /** For how many days what is left of a closed request is kept as proof: three years. */
  @IntText({ min: 1, max: 36_500 }) SUBJECTLINE_RECORD_DAYS: number = 1_095;
}
