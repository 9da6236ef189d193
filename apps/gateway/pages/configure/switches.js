import { call } from './api.js';
import { fieldRow } from './fields.js';
import { byId, complain } from './page.js';

const section = byId('switches').closest('section');

const switches = [
  {
    name: 'execution.subject_identity_verification_required',
    label: 'Identity verification',
    help: 'Before anything else a person proves with a code that the address is theirs.',
  },
  {
    name: 'notifications.send_request_receipt_notification',
    label: 'Request receipt',
    help: 'The person is told that the request has arrived.',
  },
  {
    name: 'notifications.send_request_review_notification',
    label: 'Request review',
    help: 'The person is told whether it was approved or denied, and why it was denied.',
  },
  {
    name: 'notifications.send_request_completion_notification',
    label: 'Request completion',
    help: 'The person is told that it is done, with the link to the data.',
  },
];

/** As they hold now, wherever they were set. */
export async function showSwitches(onError) {
  const { settings } = await call('GET', '/config/effective');
  byId('switched').textContent = '';
  const rows = switches.map((one) => {
    const isOn = settings.find(({ name }) => name === one.name)?.value === true;
    return rowOf(one, isOn, onError);
  });
  byId('switches').replaceChildren(...rows);
}

function rowOf(one, isOn, onError) {
  const row = fieldRow({ ...one, kind: 'boolean' });
  row.classList.add('switch');
  const input = row.querySelector('input');
  input.setAttribute('role', 'switch');
  input.checked = isOn;
  input.addEventListener('change', () => void turn(one, input, onError));
  return row;
}

async function turn({ name, label }, input, onError) {
  const [group, setting] = name.split('.');
  const isOn = input.checked;
  complain(section, '');
  try {
    await call('PATCH', '/config', { [group]: { [setting]: isOn } });
    byId('switched').textContent = `${label} is ${isOn ? 'on' : 'off'}.`;
  } catch (error) {
    input.checked = !isOn;
    byId('switched').textContent = '';
    onError(error, section, []);
  }
}
