import { diff } from './diff';

interface Props {
  readonly before: string;
  readonly after: string;
}

/** Marks are elements, so that screen readers and readers without colors know them. */
export function DiffView({ before, after }: Props) {
  const parts = diff(before, after);
  return (
    <pre className="mail-text" tabIndex={0}>
      {parts.map(({ kind, text }, index) => {
        if (kind === 'same') return <span key={index}>{text}</span>;
        return kind === 'added' ? <ins key={index}>{text}</ins> : <del key={index}>{text}</del>;
      })}
    </pre>
  );
}
