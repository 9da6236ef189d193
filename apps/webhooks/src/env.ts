import { StoringServiceEnv } from '@subjectline/bus';
import { IntText, OneOf, Optional, Own } from '@subjectline/schema';
import { allowedHostsProblem } from './sending/allowed-hosts';

const AllowedHosts = Own<string>({
  name: 'isAllowedHosts',
  validate: (value) => typeof value === 'string' && allowedHostsProblem(value) === null,
  message: (value) => allowedHostsProblem(String(value)) ?? 'must be a list of hosts',
});

export class WebhooksEnv extends StoringServiceEnv {
  /**
   * Internal hosts that webhooks may go to all the same, separated by commas: host names, whose addresses may then be
   * private, and ranges such as `10.20.0.0/16`.
   */
  @Optional(AllowedHosts) SUBJECTLINE_WEBHOOK_ALLOWED_HOSTS?: string;

  /** `true` allows receivers on this machine, with `http` as well: for development. */
  @OneOf(['true', 'false']) SUBJECTLINE_WEBHOOK_ALLOW_LOOPBACK: 'true' | 'false' = 'false';

  /** How long a receiver has to answer. */
  @IntText({ min: 1, max: 30 }) SUBJECTLINE_WEBHOOK_TIMEOUT_SECONDS: number = 15;

  /** How many days events and their deliveries are kept, and can be replayed. The broker keeps events for seven. */
  @IntText({ min: 8, max: 365 }) SUBJECTLINE_WEBHOOK_DAYS: number = 30;
}
