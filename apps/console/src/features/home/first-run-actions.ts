import { useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/client';
import { Problem } from '../../api/problem';
import { testPerson } from './queries';

/** Reads the state of all steps anew. */
export function useRefresh(): () => Promise<void> {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries();
}

export async function chooseInbox(): Promise<void> {
  await client.PUT('/api/v1/messaging/default', { body: { service_type: 'inbox' } });
  await client.PATCH('/api/v1/config', { body: { notifications: { notification_service_type: 'inbox' } } });
}

export async function turnOnSwitches(): Promise<void> {
  const notifications = {
    send_request_receipt_notification: true,
    send_request_review_notification: true,
    send_request_completion_notification: true,
  };
  const execution = { subject_identity_verification_required: true, require_manual_request_approval: true };
  await client.PATCH('/api/v1/config', { body: { notifications, execution } });
}

export async function createTestRequest(): Promise<void> {
  const body = [{ policy_key: 'default_access_policy', identity: { email: testPerson } }];
  const { data } = await client.POST('/api/v1/privacy-request', { body });
  const [refused] = data?.failed ?? [];
  if (refused) throw new Problem(refused.message);
}

/** The newest code that the inbox has for the person of the test request. */
export async function readCode(noCode: string): Promise<string> {
  const { data } = await client.GET('/api/v1/inbox');
  const texts = (data?.messages ?? []).filter(({ to }) => to === testPerson).map(({ text }) => text ?? '');
  const code = texts.map((text) => text.match(/\b\d{6}\b/)?.[0]).find((found) => found !== undefined);
  if (!code) throw new Problem(noCode);
  return code;
}

export async function verify({ id, code }: { readonly id: string; readonly code: string }): Promise<void> {
  await client.POST('/api/v1/privacy-request/{id}/verify', { params: { path: { id } }, body: { code } });
}
