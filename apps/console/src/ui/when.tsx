import { useFormat } from '../i18n/use-format';

interface Props {
  readonly moment: string;
  readonly dateOnly?: boolean;
}

/** A moment in the browser's time zone, with UTC on hover. */
export function When({ moment, dateOnly = false }: Props) {
  const format = useFormat();
  return (
    <time dateTime={moment} title={new Date(moment).toUTCString()}>
      {dateOnly ? format.date(moment) : format.dateTime(moment)}
    </time>
  );
}
