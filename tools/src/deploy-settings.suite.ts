import type { ServiceEnv } from '@subjectline/bus';
import { Env as ConfigEnv } from '@subjectline/config';
import type { ClassOf, ServiceName } from '@subjectline/contracts';
import { Env as DispatchEnv } from '@subjectline/dispatch';
import { Env as GatewayEnv } from '@subjectline/gateway';
import { Env as IdentityEnv } from '@subjectline/identity';
import { Env as ConsentsEnv } from '@subjectline/consents';
import { Env as RequestsEnv } from '@subjectline/requests';
import { Env as TemplatesEnv } from '@subjectline/templates';

/** For specs: the settings of every service, as the service itself reads them. */
export const settingsTypes: Readonly<Record<ServiceName, ClassOf<ServiceEnv>>> = {
  gateway: GatewayEnv,
  config: ConfigEnv,
  templates: TemplatesEnv,
  identity: IdentityEnv,
  requests: RequestsEnv,
  consents: ConsentsEnv,
  dispatch: DispatchEnv,
};
