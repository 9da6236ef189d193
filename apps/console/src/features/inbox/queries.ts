import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client';
import type { KeptMessage } from '../../api/types';
import { basePath } from '../../base-path';

/** Newest first; as many as there can be. */
export const inboxQuery = api.queryOptions(
  'get',
  '/api/v1/inbox',
  { params: { query: { limit: 100 } } },
  { refetchInterval: 3_000 },
);

const logo = /cid:([0-9a-f]{32})\.([a-z0-9_-]+)@logo/g;

/** A mail has its logo inside itself; here it is read from where pages have it. The frame loads nothing. */
export function htmlQuery({ id, html }: KeptMessage) {
  return queryOptions({
    queryKey: ['mail', id],
    queryFn: async ({ signal }) => {
      const text = html ?? '';
      const found = new Map(
        [...text.matchAll(logo)].map(([cid, picture, brand]) => [cid, { picture, brand }]),
      );
      const loaded = [...found].map(async ([cid, { picture, brand }]) => {
        const url = `${basePath}/brand/${brand}/logo/${picture}`;
        return [cid, await dataUrl(url, signal)] as const;
      });
      const pictures = new Map(await Promise.all(loaded));
      return text.replace(logo, (cid) => pictures.get(cid) ?? cid);
    },
    staleTime: Infinity,
  });
}

/** Undefined if the picture is not there any more. */
async function dataUrl(url: string, signal: AbortSignal): Promise<string | undefined> {
  const response = await fetch(url, { signal });
  if (!response.ok) return undefined;
  const bytes = new Uint8Array(await response.arrayBuffer());
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return `data:${response.headers.get('content-type')};base64,${btoa(binary)}`;
}
