import { isWebAddress, Own, type Field } from '@subjectline/schema';

/** Given together, or not at all. */
const together = [
  'SUBJECTLINE_OIDC_ISSUER',
  'SUBJECTLINE_OIDC_CLIENT_ID',
  'SUBJECTLINE_OIDC_CLIENT_SECRET',
] as const;

interface OwnCheck {
  readonly validate: (value: string) => boolean;
  readonly message: string;
}

/** One of the three: missing if another is there. */
export function OidcSetting(own?: OwnCheck): Field<string | undefined> {
  return Own<string | undefined>({
    name: 'isOidcSetting',
    validate: (value, env) => {
      if (typeof value === 'string') return own?.validate(value) ?? true;
      return !together.some((name) => Reflect.get(env ?? {}, name) !== undefined);
    },
    message: own?.message ?? 'must be a text',
  });
}

/** An issuer identifier: https without query or fragment. http is for a provider on this machine, for a try. */
export function isIssuer(value: string): boolean {
  return isWebAddress(value) && !/[?#]/.test(value) && isProtected(new URL(value));
}

/** Whether what is sent there cannot be read on the way. */
export function isProtected({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
