/* The list of providers to choose from. */

const channelWords = { email: 'E-mail', sms: 'SMS' };

/** @param chosenType checked; null for none */
export function showTypes(fieldset, providers, { activeType, chosenType, onChoose }) {
  const choices = providers.map((provider) => {
    const notes = notesOn(provider, provider.service_type === activeType);
    const [choice, input] = choiceOf(provider, notes);
    input.checked = provider.service_type === chosenType;
    input.addEventListener('change', () => onChoose(provider));
    return choice;
  });
  fieldset.replaceChildren(fieldset.querySelector('legend'), ...choices);
}

function choiceOf({ service_type, label }, notes) {
  const choice = document.getElementById('type-template').content.firstElementChild.cloneNode(true);
  const [input, name, note] = choice.querySelectorAll('input, .name, small');
  input.value = service_type;
  name.textContent = label;
  note.textContent = notes.join(' · ');
  return [choice, input];
}

function notesOn({ channels, development }, isActive) {
  return [
    channels.map((channel) => channelWords[channel]).join(' and '),
    ...(development ? ['for development'] : []),
    ...(isActive ? ['active'] : []),
  ];
}
