/* Single-letter shortcuts can be switched off: speech input types letters (WCAG 2.1.4). */

const stored = 'subjectline-single-keys';

export const areSingleKeysOn = (): boolean => localStorage.getItem(stored) !== 'off';

export function setSingleKeys(isOn: boolean): void {
  localStorage.setItem(stored, isOn ? 'on' : 'off');
}
