import { at, UnexpectedAnswer, type DemoClient } from './client';
import type { Tell } from './story';

type Sections = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What the story needs: every message goes to the inbox, a code is asked for, and staff decide. */
const wanted: Sections = {
  notifications: {
    notification_service_type: 'inbox',
    send_request_receipt_notification: true,
    send_request_review_notification: true,
    send_request_completion_notification: true,
  },
  execution: { subject_identity_verification_required: true, require_manual_request_approval: true },
};

/** Plays with the settings that the story needs, and puts back those that were there, however it ends. */
export async function withInbox(client: DemoClient, tell: Tell, play: () => Promise<void>): Promise<void> {
  const before = await read(client);
  tell('Settings for the time of the demo (afterwards they are as they were):');
  for (const [section, settings] of Object.entries(wanted)) {
    for (const [name, value] of Object.entries(settings)) {
      const old = before[section]?.[name];
      tell(
        `  ${section}.${name}: ${old === null ? 'not set' : JSON.stringify(old)} -> ${JSON.stringify(value)}`,
      );
    }
  }
  await prepareInbox(client);
  await change(client, wanted);
  try {
    await play();
  } finally {
    await change(client, before);
    tell('The settings are as they were.');
  }
}

/** The type of the provider that would get messages instead of the inbox; null when none was chosen. */
export async function readActiveProvider(client: DemoClient): Promise<string | null> {
  const chosen = (await read(client))['notifications']?.['notification_service_type'];
  return typeof chosen === 'string' ? chosen : null;
}

/** The present values of what is going to be changed; null, which means the default, where nothing was set. */
async function read(client: DemoClient): Promise<Sections> {
  const { body } = await client.call('GET', '/api/v1/config?api_set=true');
  return Object.fromEntries(
    Object.entries(wanted).map(([section, settings]) => {
      const values = Object.keys(settings).map((name) => [name, at(body, section, name) ?? null] as const);
      return [section, Object.fromEntries(values)];
    }),
  );
}

async function prepareInbox(client: DemoClient): Promise<void> {
  const { status, body } = await client.call('PUT', '/api/v1/messaging/default', { service_type: 'inbox' });
  if (status === 200) return;
  throw new UnexpectedAnswer(
    `The inbox cannot be used here, and nothing was changed: ${String(at(body, 'detail'))}`,
  );
}

async function change(client: DemoClient, settings: Sections): Promise<void> {
  const { status, body } = await client.call('PATCH', '/api/v1/config', settings);
  if (status !== 200) throw new UnexpectedAnswer(`the settings were refused: ${JSON.stringify(body)}`);
}
