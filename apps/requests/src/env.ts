import { IntText } from '@subjectline/schema';
import { VerificationPeriodsEnv } from '@subjectline/bus';

export class RequestsEnv extends VerificationPeriodsEnv {
  /** For how many days a closed request keeps its identity, form and notes. */
  @IntText({ min: 1, max: 3_650 }) SUBJECTLINE_CLOSED_REQUEST_DAYS: number = 90;
}
