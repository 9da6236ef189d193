import { Transport } from '../http/transport';
import { hostOf } from './hosts';

export const snsVendor = { serviceType: 'aws_ses', label: 'AWS SNS' } as const;

const timeoutMs = 3_000;

/** Follows no redirects. */
export async function getFromSns(url: string): Promise<string> {
  const transport = new Transport(snsVendor, new URL(url).origin, timeoutMs);
  try {
    const { text } = await transport.run(AbortSignal.timeout(2 * timeoutMs), (exchange) =>
      exchange({ url, headers: {}, success: 200 }),
    );
    return text;
  } finally {
    await transport.close();
  }
}

/**
 * Confirms a subscription. The address is made of the topic that is configured: one that stands in a message is never
 * called.
 */
export async function confirmSubscription(
  topic: string,
  token: string,
  baseUrl: string | undefined,
): Promise<void> {
  const [, , , region = ''] = topic.split(':');
  const query = new URLSearchParams({
    Action: 'ConfirmSubscription',
    Version: '2010-03-31',
    TopicArn: topic,
    Token: token,
  });
  await getFromSns(`${baseUrl ?? `https://${hostOf('sns', region)}`}/?${query.toString()}`);
}
