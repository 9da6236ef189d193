import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
}

export interface Selection {
  readonly ids: readonly string[];
  readonly onChange: (ids: string[]) => void;
  readonly allLabel: string;
  readonly rowLabel: (id: string) => string;
}

interface Props<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  readonly selection?: Selection | undefined;
}

/** A table; on narrow screens each row is a card. The roles keep it a table for screen readers there. */
export function DataList<Row>({ caption, columns, rows, idOf, selection }: Props<Row>) {
  return (
    <table className="data-list" role="table">
      <caption className="visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {selection && <SelectAll selection={selection} ids={rows.map(idOf)} />}
          {columns.map(({ key, label }) => (
            <th key={key} scope="col" role="columnheader">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={idOf(row)} role="row">
            {selection && <SelectRow selection={selection} id={idOf(row)} />}
            {columns.map(({ key, label, cell }) => (
              <td key={key} role="cell" data-label={label}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SelectAll({ selection, ids }: { readonly selection: Selection; readonly ids: readonly string[] }) {
  const isAll = ids.length > 0 && ids.every((id) => selection.ids.includes(id));
  return (
    <th scope="col" role="columnheader" className="selects">
      <Checkbox
        aria-label={selection.allLabel}
        checked={isAll}
        indeterminate={!isAll && selection.ids.length > 0}
        onChange={() => selection.onChange(isAll ? [] : [...ids])}
      />
    </th>
  );
}

function SelectRow({ selection, id }: { readonly selection: Selection; readonly id: string }) {
  const { ids, onChange } = selection;
  const isSelected = ids.includes(id);
  return (
    <td role="cell" className="selects">
      <Checkbox
        aria-label={selection.rowLabel(id)}
        checked={isSelected}
        onChange={() => onChange(isSelected ? ids.filter((one) => one !== id) : [...ids, id])}
      />
    </td>
  );
}
