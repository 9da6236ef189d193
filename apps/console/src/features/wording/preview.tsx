import { Select, Skeleton, Stack } from '@mantine/core';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { RenderedMessage } from '../../api/types';
import { previewQuery, type Place } from '../../api/wordings';
import { useFormat } from '../../i18n/use-format';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { Loaded } from '../../ui/loaded';
import { MessagePreview } from '../../ui/message-preview';
import { shippedLanguages } from './editing';

interface Props {
  readonly place: Place;
  readonly channel: 'email' | 'sms';
  readonly query: UseQueryResult<RenderedMessage, unknown>;
}

/** The draft with sample values, and another language beside it. A refused draft leaves the last good one. */
export function Preview({ place, channel, query }: Props) {
  const { wording: words } = useWords();
  const { languageName } = useFormat();
  const [beside, setBeside] = useState<string | null>(null);
  const [last, setLast] = useState(query.data);
  useEffect(() => {
    if (query.data) setLast(query.data);
  }, [query.data]);
  const shown = query.data ?? last;
  return (
    <Stack className="editor-preview">
      <Card title={words.preview(place.locale)}>
        {shown ? (
          <MessagePreview title={words.preview(place.locale)} message={shown} />
        ) : (
          <Skeleton height={240} />
        )}
      </Card>
      <Select
        label={words.beside}
        size="xs"
        clearable
        data={shippedLanguages
          .filter((language) => language !== place.locale)
          .map((value) => ({ value, label: languageName(value) }))}
        value={beside}
        onChange={setBeside}
      />
      {beside && <Beside place={{ ...place, locale: beside }} channel={channel} />}
    </Stack>
  );
}

function Beside({ place, channel }: Pick<Props, 'place' | 'channel'>) {
  const { wording: words } = useWords();
  return (
    <Card title={words.preview(place.locale)}>
      <Loaded query={useQuery(previewQuery(place, { channel }))} rows={4}>
        {(message) => <MessagePreview title={words.preview(place.locale)} message={message} />}
      </Loaded>
    </Card>
  );
}
