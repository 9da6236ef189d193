import { Paper } from '@mantine/core';

/** Any record as labels and values. Values are text, whatever they hold. */
export function RecordView({ value }: { readonly value: unknown }) {
  return (
    <Paper withBorder p="xs" className="record">
      <Value value={value} />
    </Paper>
  );
}

function Value({ value }: { readonly value: unknown }) {
  if (Array.isArray(value)) {
    return (
      <ul>
        {value.map((item: unknown, index) => (
          <li key={index}>
            <Value value={item} />
          </li>
        ))}
      </ul>
    );
  }
  if (typeof value !== 'object' || value === null) return <bdi className="free-text">{String(value)}</bdi>;
  return (
    <dl className="facts">
      {Object.entries(value)
        .filter(([, inner]) => inner !== null && inner !== undefined)
        .map(([name, inner]) => (
          <div key={name}>
            <dt>
              <bdi>{name}</bdi>
            </dt>
            <dd>
              <Value value={inner} />
            </dd>
          </div>
        ))}
    </dl>
  );
}
