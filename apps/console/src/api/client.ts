import createClient from 'openapi-fetch';
import createQueries from 'openapi-react-query';
import type { paths } from '@subjectline/api-client';
import { basePath } from '../base-path';
import { Problem, problemOf } from './problem';
import { reauthentication } from './reauthentication';

const sessionPath = `${basePath}/api/v1/session`;

/** Sends a call again after the user has signed in again. Never calls of the session itself. */
async function fetchSignedIn(request: Request): Promise<Response> {
  const repeat = request.clone();
  const response = await fetch(request).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem('', { code: 'unreachable' });
  });
  if (response.status !== 401 || new URL(request.url).pathname === sessionPath) return response;
  await reauthentication.request();
  return fetchSignedIn(repeat);
}

/** The header marks calls of our own pages: a form of another site cannot set it. */
export const client = createClient<paths>({
  baseUrl: location.origin + basePath,
  headers: { 'x-console': '1' },
  fetch: fetchSignedIn,
});

client.use({
  async onResponse({ response }) {
    if (response.ok) return undefined;
    const body: unknown = await response
      .clone()
      .json()
      .catch(() => null);
    throw problemOf(response.status, body, response.headers.get('x-request-id'));
  },
});

export const api = createQueries(client);
