import {
  misspelledSettings,
  settingNames,
  tryEnv,
  type EnvironmentSource,
  type ServiceEnv,
} from '@subjectline/bus';
import { ConfigEnv } from '@subjectline/config/env';
import { ConsentsEnv } from '@subjectline/consents/env';
import type { ClassOf, ServiceName } from '@subjectline/contracts';
import { DispatchEnv } from '@subjectline/dispatch/env';
import { GatewayEnv } from '@subjectline/gateway/env';
import { IdentityEnv } from '@subjectline/identity/env';
import { RequestsEnv } from '@subjectline/requests/env';
import { TemplatesEnv } from '@subjectline/templates/env';
import { WebhooksEnv } from '@subjectline/webhooks/env';

/** The settings of every service, as the service itself reads them. */
export const settingsTypes = {
  gateway: GatewayEnv,
  config: ConfigEnv,
  templates: TemplatesEnv,
  identity: IdentityEnv,
  requests: RequestsEnv,
  consents: ConsentsEnv,
  dispatch: DispatchEnv,
  webhooks: WebhooksEnv,
} satisfies Readonly<Record<ServiceName, ClassOf<ServiceEnv>>>;

/** Everything that any service would refuse, so that one start tells it all: name and message of each setting. */
export function settingProblems(environment: EnvironmentSource): [string, string][] {
  const types = Object.values<ClassOf<ServiceEnv>>(settingsTypes);
  return [
    ...types.flatMap((type) => tryEnv(type, environment).problems),
    ...misspelledSettings(environment, types.flatMap(settingNames)),
  ];
}
