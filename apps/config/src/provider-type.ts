import { AppError } from '@subjectline/contracts';
import { providers, type Provider } from '@subjectline/providers';

/** The provider of a type, in whatever case it is written; an unknown one is refused with the list of those there are. */
export function requireKnownType(serviceType: string, path: readonly string[] = ['service_type']): Provider {
  const wanted = serviceType.toLowerCase();
  const provider = Object.hasOwn(providers, wanted) ? providers[wanted] : undefined;
  if (provider) return provider;
  const message = `Input should be ${listed(Object.keys(providers))}`;
  throw new AppError('invalid', {}, [{ path, rule: 'isIn', message }]);
}

function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `'${name}'`);
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
