import { List } from '@mantine/core';
import type { ProviderType } from '../../../api/types';
import { useWords } from '../../../i18n/words';
import { Card } from '../../../ui/card';

/** Where the vendor shows what the form asks for. */
export function WhereCard({ type: { service_type } }: { readonly type: ProviderType }) {
  const { where: words } = useWords().providers;
  const steps = words.steps[service_type];
  if (!steps) return null;
  return (
    <Card title={words.title}>
      <List type="ordered" size="sm" spacing="xs">
        {steps.map((step) => (
          <List.Item key={step}>{step}</List.Item>
        ))}
      </List>
    </Card>
  );
}
