import { fieldRow, inputOf } from './fields.js';

/* The fields of a provider's details and secrets: made for what is stored, and read back. */

/** What has to be filled in first. @param stored the config as it is, or null */
export function rowsOf({ details, secrets }, stored) {
  const rows = [
    ...details.map((field) => ({ field, rows: [detailRow(field, stored)] })),
    ...secrets.map((field) => ({ field, rows: secretRows(field, stored) })),
  ];
  const inOrder = rows.toSorted((a, b) => Number(b.field.required) - Number(a.field.required));
  return inOrder.flatMap(({ rows: ofField }) => ofField);
}

export function fieldsOf({ details, secrets }) {
  return [...details, ...secrets];
}

/** A secret that is stored already need not be typed again. */
export function missingIn(form, provider, stored) {
  const asked = stored ? provider.details : fieldsOf(provider);
  return asked.filter((field) => field.kind === 'text' && field.required && !typedIn(form, field));
}

/** As the API takes both; what a provider does not have is left out. */
export function valuesIn(form, { details, secrets }) {
  return {
    ...(details.length > 0 && { details: detailsIn(form, details) }),
    ...(secrets.length > 0 && { secrets: secretsIn(form, secrets) }),
  };
}

function detailRow(field, stored) {
  const row = fieldRow(field);
  const input = row.querySelector('input');
  const value = stored?.details?.[field.name];
  if (field.kind === 'boolean') input.checked = value === true;
  else input.value = value ?? '';
  return row;
}

/** A secret never comes back: what is not typed stays, and an optional one can be taken away. */
function secretRows(field, stored) {
  if (!stored) return [fieldRow(field)];
  const help = [field.help, 'Leave it empty to keep what is saved'].filter(Boolean).join('. ');
  const row = fieldRow({ ...field, help });
  if (field.required) return [row];
  return [
    row,
    fieldRow({ name: removalOf(field), label: `Remove the saved ${field.label}`, kind: 'boolean' }),
  ];
}

const removalOf = ({ name }) => `remove-${name}`;
const typedIn = (form, { name }) => inputOf(form, name).value.trim();

function detailsIn(form, details) {
  const valueOf = (field) =>
    field.kind === 'boolean' ? inputOf(form, field.name).checked : typedIn(form, field) || null;
  return Object.fromEntries(details.map((field) => [field.name, valueOf(field)]));
}

function secretsIn(form, secrets) {
  const removed = secrets.filter((field) => inputOf(form, removalOf(field))?.checked);
  const typed = secrets.filter((field) => typedIn(form, field));
  return Object.fromEntries([
    ...removed.map(({ name }) => [name, '']),
    ...typed.map((field) => [field.name, typedIn(form, field)]),
  ]);
}
