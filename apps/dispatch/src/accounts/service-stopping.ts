import { RetryLater } from '@subjectline/bus';

/** This process is about to end and begins nothing new: another one, or the next one, takes it at once. */
export class ServiceStopping extends RetryLater {
  constructor() {
    super(0);
  }
}
