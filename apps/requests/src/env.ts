import { IntText } from '@subjectline/schema';
import { StoringServiceEnv } from '@subjectline/bus';

export class RequestsEnv extends StoringServiceEnv {
  /** For how many days a new code can be asked for: until then a verification that lapsed can be taken up again. */
  @IntText({ min: 1, max: 90 }) SUBJECTLINE_VERIFICATION_DAYS: number = 7;
}
