import { AppError } from '@subjectline/contracts';
import { providers, type Provider } from '@subjectline/providers';
import type { ConfigEnv } from '../env';

/** The provider of a type, in whatever case it is written; an unknown one is refused with the list of those there are. */
export function requireKnownType(serviceType: string, path: readonly string[] = ['service_type']): Provider {
  const wanted = serviceType.toLowerCase();
  const provider = Object.hasOwn(providers, wanted) ? providers[wanted] : undefined;
  if (provider) return provider;
  const args = Object.keys(providers);
  const message = `Input should be ${listed(args)}`;
  throw new AppError('invalid', {}, [{ path, rule: 'isIn', args, message }]);
}

/** The same, and what is for development is refused in production. */
export function requireUsableType(
  serviceType: string,
  {
    SUBJECTLINE_MODE,
    SUBJECTLINE_ALLOW_INBOX,
  }: Pick<ConfigEnv, 'SUBJECTLINE_MODE' | 'SUBJECTLINE_ALLOW_INBOX'>,
): Provider {
  const provider = requireKnownType(serviceType);
  if (provider.development && SUBJECTLINE_MODE === 'production' && SUBJECTLINE_ALLOW_INBOX !== 'true') {
    throw new AppError('provider_refused_here', { service_type: provider.serviceType });
  }
  return provider;
}

/** @param before the config that is there, if any */
export function requireSameType(
  before: { key: string; service_type: string } | null,
  serviceType: string,
): void {
  if (!before || before.service_type === serviceType) return;
  throw new AppError('provider_type_fixed', { key: before.key, service_type: before.service_type });
}

function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `'${name}'`);
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
