import { useQueryClient } from '@tanstack/react-query';
import { client } from '../../../api/client';
import { Problem } from '../../../api/problem';
import type { ProviderConfig, ProviderType } from '../../../api/types';
import { useMutation } from '../../../api/use-mutation';

/** `activate`: checked with the vendor, then stored and active; `save`: stored and checked, not active. */
export type Way = 'activate' | 'activate unchecked' | 'save';

export interface Saved {
  readonly config: ProviderConfig;
  /** Why the vendor does not accept it; null if it does, undefined if it was not asked. */
  readonly refusal: Problem | null | undefined;
}

interface Values {
  readonly details?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, unknown>>;
}

interface Named {
  readonly key: string;
  readonly name?: string;
}

export interface SaveRequest {
  readonly way: Way;
  readonly values: Values;
  /** Of a further config of a type. */
  readonly name?: string;
}

export function useSaveProvider(
  { service_type }: ProviderType,
  config: ProviderConfig | null,
  freeKey: string,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ way, values, name }: SaveRequest): Promise<Saved> => {
      if (way !== 'save') {
        const named = { key: config?.key ?? freeKey, ...(name && { name }) };
        return activate(service_type, { ...named, ...values }, way === 'activate');
      }
      const saved = config
        ? await change(config.key, values)
        : await create({ service_type, key: freeKey, ...(name && { name }), ...values });
      return { config: saved, refusal: await refusalOf(saved.key) };
    },
    onSuccess: () => queryClient.invalidateQueries(),
  });
}

async function activate(service_type: string, values: Values & Named, check: boolean): Promise<Saved> {
  const body = { service_type, check, ...values };
  const { data } = await client.POST('/api/v1/messaging/setup', { body });
  if (!data) throw new Problem('');
  return { config: data.config, refusal: data.checked ? null : undefined };
}

async function change(config_key: string, body: Values): Promise<ProviderConfig> {
  const params = { path: { config_key } };
  const { data } = await client.PATCH('/api/v1/messaging/config/{config_key}', { params, body });
  if (!data) throw new Problem('');
  return data;
}

async function create(body: Values & Named & { readonly service_type: string }) {
  const { data } = await client.POST('/api/v1/messaging/config', { body });
  if (!data) throw new Problem('');
  return data;
}

/** Asks the vendor without sending anything. Null if it accepts the settings. */
export async function refusalOf(config_key: string): Promise<Problem | null> {
  const params = { path: { config_key } };
  const { data } = await client.POST('/api/v1/messaging/config/{config_key}/check', { params });
  return data?.succeeded ? null : new Problem(data?.reason ?? '', { reason: data?.code ?? null });
}

/** The first key that no config has, as creating one with a key in use changes that one. */
export function freeKeyOf(serviceType: string, configs: readonly ProviderConfig[]): string {
  const keys = new Set(configs.map(({ key }) => key));
  if (!keys.has(serviceType)) return serviceType;
  for (let number = 2; ; number += 1) {
    const key = `${serviceType}_${number}`;
    if (!keys.has(key)) return key;
  }
}
