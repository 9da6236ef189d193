import { useFormat } from '../i18n/use-format';

interface Props {
  readonly moment: string;
  readonly dateOnly?: boolean;
  /** With seconds, where the order within a minute matters. */
  readonly isExact?: boolean;
}

/** A moment in the browser's time zone, with UTC on hover. */
export function When({ moment, dateOnly = false, isExact = false }: Props) {
  const format = useFormat();
  const dateTime = isExact ? format.exactTime : format.dateTime;
  return (
    <time dateTime={moment} title={new Date(moment).toUTCString()}>
      {dateOnly ? format.date(moment) : dateTime(moment)}
    </time>
  );
}
