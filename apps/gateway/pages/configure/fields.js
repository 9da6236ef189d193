/* Fields as the API describes them: made, read, and told what is wrong with them. */

const byTemplate = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

/**
 * @param field name, label, help, kind, required and secret, as `GET /messaging/providers` lists them
 * @param inputType for a text that is no secret
 */
export function fieldRow({ name, label, help, kind, secret, required }, inputType = 'text') {
  const row = byTemplate(kind === 'boolean' ? 'choice-template' : 'text-template');
  const [input, labelled] = [row.querySelector('input'), row.querySelector('label')];
  const [helpLine, problemLine] = [row.querySelector('.help'), row.querySelector('.problem')];
  input.id = `field-${name}`;
  input.name = name;
  labelled.htmlFor = input.id;
  labelled.textContent = label;
  helpLine.id = `${input.id}-help`;
  helpLine.textContent = help ?? '';
  problemLine.id = `${input.id}-problem`;
  input.setAttribute('aria-describedby', `${helpLine.id} ${problemLine.id}`);
  if (kind === 'boolean') return row;
  input.type = secret ? 'password' : inputType;
  // no password of the browser's own belongs here
  input.autocomplete = secret ? 'new-password' : 'off';
  input.setAttribute('aria-required', String(required));
  return row;
}

export function inputOf(part, name) {
  return part.querySelector(`input[name="${CSS.escape(name)}"]`);
}

export function forgetProblems(part) {
  for (const input of part.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
  for (const line of part.querySelectorAll('.problem')) line.textContent = '';
}

/**
 * Each problem beside the field it is about, the focus in the first of them. Returns what is about none of them.
 */
export function showProblems(part, problems, fields) {
  const placed = problems.map((problem) => ({ ...problem, input: inputAbout(part, problem, fields) }));
  for (const { input, message } of placed) if (input) mark(input, inWordsOf(fields, message));
  part.querySelector('[aria-invalid]')?.focus();
  return placed.filter(({ input }) => !input).map(({ message }) => inWordsOf(fields, message));
}

/** A rule of several fields is told of the whole; its sentence names them. */
function inputAbout(part, { name, message }, fields) {
  const field = fields.find((one) => one.name === name) ?? fields.find((one) => message.includes(one.name));
  return field ? inputOf(part, field.name) : null;
}

function mark(input, sentence) {
  input.setAttribute('aria-invalid', 'true');
  input.closest('.field').querySelector('.problem').textContent = sentence;
}

/** The operator has read labels, not names. A name that is a word as well, such as `email`, stands in front. */
function inWordsOf(fields, sentence) {
  const patternOf = (name) =>
    name.includes('_') ? new RegExp(`\\b${name}\\b`, 'g') : new RegExp(`^${name}\\b`);
  return fields.reduce((text, { name, label }) => text.replace(patternOf(name), () => label), sentence);
}
