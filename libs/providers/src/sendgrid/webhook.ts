/** An event webhook that reports what is kept, and neither opens nor clicks. */
export function webhookTo(url: string): object {
  return {
    enabled: true,
    url,
    friendly_name: 'Subjectline',
    processed: true,
    deferred: true,
    delivered: true,
    bounce: true,
    dropped: true,
    spam_report: true,
    unsubscribe: true,
    group_unsubscribe: true,
    group_resubscribe: false,
    open: false,
    click: false,
  };
}

/** The id of the webhook that reports to an address already. */
export function webhookIdIn(answer: unknown, url: string): string | null {
  const { webhooks }: { webhooks?: unknown } = Object(answer);
  const known: unknown[] = Array.isArray(webhooks) ? webhooks : [];
  return webhookIdOf(known.find((one) => Reflect.get(Object(one), 'url') === url));
}

export function webhookIdOf(webhook: unknown): string | null {
  const { id }: { id?: unknown } = Object(webhook);
  return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : null;
}
