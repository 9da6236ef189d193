import type { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { Transport } from '../http/transport';
import type { SesSecrets } from './settings';

type Credentials = ReturnType<typeof fromNodeProviderChain>;

interface Sdk {
  readonly fromNodeProviderChain: typeof fromNodeProviderChain;
  readonly fromTemporaryCredentials: typeof fromTemporaryCredentials;
}

interface Place {
  readonly region: string;
  /** in place of STS' own address */
  readonly endpoint: string | undefined;
  readonly transport: Transport;
}

/** What calls are signed with: the keys that are saved, those of the machine, or those of a role that either may assume. */
export function credentialsOf(secrets: SesSecrets, { region, endpoint, transport }: Place): Credentials {
  const { aws_access_key_id, aws_secret_access_key, aws_assume_role_arn: RoleArn } = secrets;
  const keys = { accessKeyId: aws_access_key_id ?? '', secretAccessKey: aws_secret_access_key ?? '' };
  const hasKeys = secrets.auth_method === 'secret_keys';
  if (hasKeys && !RoleArn) return async () => keys;
  // loaded here and not above: most accounts do without
  const sdk: Sdk = require('@aws-sdk/credential-providers');
  const own: Credentials = hasKeys ? async () => keys : sdk.fromNodeProviderChain();
  const find = RoleArn
    ? sdk.fromTemporaryCredentials({
        masterCredentials: own,
        params: { RoleArn, RoleSessionName: 'subjectline' },
        clientConfig: { region, maxAttempts: 1, ...(endpoint && { endpoint }) },
      })
    : own;
  return () => find().catch((error: unknown) => Promise.reject(failureOf(error, transport)));
}

/** Nothing was sent. A refusal of STS is about the keys or the role; where there is no answer there may be one later. */
function failureOf(error: unknown, transport: Transport): Error {
  const { name, $metadata }: { name?: unknown; $metadata?: { httpStatusCode?: number } } = Object(error);
  const status = $metadata?.httpStatusCode;
  if (status === undefined && name === 'CredentialsProviderError')
    return transport.failure('misconfigured', 'no-credentials', { reason: 'settings_unusable' });
  if (status !== undefined && status >= 400 && status < 500 && status !== 429)
    return transport.failure('misconfigured', undefined, {
      reason: status === 403 ? 'key_wrong' : 'settings_unusable',
      status,
    });
  return transport.failure('unavailable', undefined, {
    reason: 'vendor_unreachable',
    ...(status && { status }),
  });
}
