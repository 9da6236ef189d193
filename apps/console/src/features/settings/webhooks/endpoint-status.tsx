import type { WebhookEndpoint } from '../../../api/types';
import { useWords } from '../../../i18n/words';
import { Status } from '../../../ui/status';

export function EndpointStatus({ endpoint }: { readonly endpoint: WebhookEndpoint }) {
  const { webhooks: words } = useWords().settings;
  const { enabled, disabled_reason, failing_since } = endpoint;
  if (!enabled) {
    return <Status tone="bad">{disabled_reason ? words.stopped[disabled_reason] : words.disabled}</Status>;
  }
  return failing_since ? (
    <Status tone="attention">{words.failing}</Status>
  ) : (
    <Status tone="good">{words.enabled}</Status>
  );
}
