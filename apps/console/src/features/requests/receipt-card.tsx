import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { downloadText } from '../../ui/download';
import { Loaded } from '../../ui/loaded';
import { receiptQuery } from './queries';

export function ReceiptCard({ id }: { readonly id: string }) {
  const { receipt: words } = useWords().requests;
  return (
    <Card title={words.title}>
      <Loaded query={useQuery(receiptQuery(id))} rows={1}>
        {(found) =>
          found ? (
            <Stack gap="sm" align="flex-start">
              <Text size="sm">{words.text}</Text>
              <Button
                variant="default"
                size="xs"
                onClick={() => downloadText(`receipt-${id}.jws`, found.receipt, 'application/jose')}
              >
                {words.download}
              </Button>
            </Stack>
          ) : (
            <Text size="sm">{words.none}</Text>
          )
        }
      </Loaded>
    </Card>
  );
}
