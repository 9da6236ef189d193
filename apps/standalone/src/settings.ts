import {
  misspelledSettings,
  settingNames,
  tryEnv,
  type EnvironmentSource,
  type ServiceEnv,
} from '@subjectline/bus';
import { Env as ConfigEnv } from '@subjectline/config';
import { Env as ConsentsEnv } from '@subjectline/consents';
import type { ClassOf, ServiceName } from '@subjectline/contracts';
import { Env as DispatchEnv } from '@subjectline/dispatch';
import { Env as GatewayEnv } from '@subjectline/gateway';
import { Env as IdentityEnv } from '@subjectline/identity';
import { Env as RequestsEnv } from '@subjectline/requests';
import { Env as TemplatesEnv } from '@subjectline/templates';

/** The settings of every service, as the service itself reads them. */
export const settingsTypes = {
  gateway: GatewayEnv,
  config: ConfigEnv,
  templates: TemplatesEnv,
  identity: IdentityEnv,
  requests: RequestsEnv,
  consents: ConsentsEnv,
  dispatch: DispatchEnv,
} satisfies Readonly<Record<ServiceName, ClassOf<ServiceEnv>>>;

/** Everything that any service would refuse, so that one start tells it all: name and message of each setting. */
export function settingProblems(environment: EnvironmentSource): [string, string][] {
  const types = Object.values<ClassOf<ServiceEnv>>(settingsTypes);
  return [
    ...types.flatMap((type) => tryEnv(type, environment).problems),
    ...misspelledSettings(environment, types.flatMap(settingNames)),
  ];
}
